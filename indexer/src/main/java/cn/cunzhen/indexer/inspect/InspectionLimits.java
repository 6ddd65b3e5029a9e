package cn.cunzhen.indexer.inspect;

/**
 * How far an inspection looks, and what it takes for too much.
 *
 * @param scanned how many bytes of one file are looked through at most
 * @param inflated how many bytes are decompressed at most, to look into a file's own tables
 * @param archiveEntries more entries make an archive a bomb
 * @param archiveBytes an archive that would unpack to more, and to 100 times its size, is a bomb
 * @param imagePixels an image of more pixels is oversize
 */
public record InspectionLimits(
    long scanned, int inflated, int archiveEntries, long archiveBytes, long imagePixels) {
  public InspectionLimits {
    if (scanned < 1 << 16 || inflated < 1 << 12) {
      throw new IllegalArgumentException(
          "an inspection needs 64 KB to look at and 4 KB to inflate");
    }
    if (archiveEntries < 1 || archiveBytes < 1 || imagePixels < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** 16 MB scanned, 1 MB inflated; 20,000 entries, 256 MB unpacked, 200 million pixels. */
  public static InspectionLimits standard() {
    return new InspectionLimits(16 << 20, 1 << 20, 20_000, 256 << 20, 200_000_000);
  }
}
