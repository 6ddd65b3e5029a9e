package cn.cunzhen.core.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.seal.DocumentSealer;
import cn.cunzhen.core.seal.UnstampedException;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts the seal into a PDF that was written with places for it: {@code /ByteRange} with {@link
 * #NUMBER} three times after a 0, and {@code /Contents} with {@link #ROOM} zero bytes as digits.
 */
public final class CopySealing {
  /** Stands in a byte range for each number that is not known while the PDF is written. */
  public static final long NUMBER = 9_999_999_999L;

  /** How many bytes the seal takes. */
  public static final int ROOM = SealedPdf.ROOM;

  private static final String PLACE = "/ByteRange [0 %1$d %1$d %1$d]".formatted(NUMBER);

  private final DocumentSealer sealer;

  public CopySealing(DocumentSealer sealer) {
    this.sealer = sealer;
  }

  /**
   * Seals the PDF in place.
   *
   * @throws UnstampedException if nobody gives a time stamp
   */
  public void seal(Path pdf) throws IOException, InterruptedException {
    try (FileChannel file =
        FileChannel.open(pdf, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteSearch search = new ByteSearch(file);
      long range = only(search, PLACE.getBytes(US_ASCII));
      String digits = "00".repeat(ROOM);
      long gap = only(search, ("/Contents <" + digits + ">").getBytes(US_ASCII)) + 10;
      long resumed = gap + 2 + digits.length();
      String numbers = "/ByteRange [0 %d %d %d]".formatted(gap, resumed, file.size() - resumed);
      write(file, range, numbers + " ".repeat(PLACE.length() - numbers.length()));
      Sha256 digest = SealedPdf.digest(file, gap, resumed);
      Bytes seal = sealer.seal(digest, ROOM);
      write(file, gap + 1, SealedPdf.HEX.formatHex(seal.toArray()));
    }
  }

  private static long only(ByteSearch search, byte[] place) throws IOException {
    long at = search.next(place, 0);
    if (at < 0 || search.next(place, at + 1) >= 0) {
      throw new IllegalArgumentException("the PDF has no place for a seal, or two");
    }
    return at;
  }

  private static void write(FileChannel file, long at, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position());
    }
  }
}
