package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How large images are, and whether they end where they should; nothing is decoded. */
final class Images {
  private static final int MOST_PIECES = 100_000;
  private static final int TAIL = 1 << 16;
  private static final int START_OF_SCAN = 0xda;
  private static final byte[] END_OF_JPEG = {(byte) 0xff, (byte) 0xd9};
  private static final byte[] END_OF_PNG = "IEND".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JP2_HEADER = "ihdr".getBytes(StandardCharsets.US_ASCII);

  private Images() {}

  /** PNG (ISO/IEC 15948): a first chunk with the size, a last one named IEND. */
  static void png(BoundedFile file, Report report) throws IOException, BoundReached {
    measure(file.u32be(16), file.u32be(20), report);
    if (file.has(file.size() - 8, END_OF_PNG)) {
      return;
    }
    long at = 8;
    for (int i = 0; i < MOST_PIECES && at < file.size(); i++) {
      if (file.has(at + 4, END_OF_PNG)) {
        return;
      }
      at += 12 + Math.max(0, file.u32be(at));
    }
    report.add(Finding.DAMAGED);
  }

  /** JPEG (ITU-T T.81, annex B): segments to the frame, which has the size, and to the scan. */
  static void jpeg(BoundedFile file, Report report) throws IOException, BoundReached {
    long at = 2;
    for (int i = 0; i < MOST_PIECES && file.u8(at) == 0xff; i++) {
      int marker = file.u8(at + 1);
      if (isFrame(marker)) {
        measure(file.u16be(at + 7), file.u16be(at + 5), report);
      }
      if (marker == START_OF_SCAN) {
        break;
      }
      at += lengthOf(marker, file.u16be(at + 2));
    }
    endOfJpeg(file, at, report);
  }

  /** Fill bytes and bare markers have no length of their own. */
  private static int lengthOf(int marker, int stated) {
    if (marker == 0xff) {
      return 1;
    }
    boolean bare = marker == 1 || (marker >= 0xd0 && marker <= 0xd8);
    return bare ? 2 : 2 + Math.max(0, stated);
  }

  private static boolean isFrame(int marker) {
    return switch (marker) {
      case 0xc4, 0xc8, 0xcc -> false;
      default -> marker >= 0xc0 && marker <= 0xcf;
    };
  }

  /** Within a scan 0xff is always escaped, so its end marker can't be anything else. */
  private static void endOfJpeg(BoundedFile file, long scan, Report report)
      throws IOException, BoundReached {
    long size = file.size();
    boolean ends = file.has(size - 2, END_OF_JPEG);
    ends = ends || file.indexOf(END_OF_JPEG, Math.max(scan, size - TAIL), size) >= 0;
    if (!ends && file.indexOf(END_OF_JPEG, scan, size) < 0) {
      report.add(Finding.DAMAGED);
    }
  }

  static void gif(BoundedFile file, Report report) throws IOException, BoundReached {
    measure(file.u16(6), file.u16(8), report);
  }

  static void jp2(BoundedFile file, Report report) throws IOException, BoundReached {
    long header = file.indexOf(JP2_HEADER, 0, 1 << 10);
    if (header >= 0) {
      measure(file.u32be(header + 8), file.u32be(header + 4), report);
    }
  }

  static void measure(long width, long height, Report report) {
    boolean known = width > 0 && height > 0;
    if (known && width > report.limits().imagePixels() / height) {
      report.add(Finding.OVERSIZE_IMAGE);
    }
  }
}
