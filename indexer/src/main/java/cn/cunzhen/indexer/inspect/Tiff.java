package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;

/** The directories of a TIFF (revision 6.0, section 2), page after page. */
final class Tiff {
  private static final int MOST_FIELDS = 50_000;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int SHORT = 3;

  private final BoundedFile file;
  private final boolean little;

  private Tiff(BoundedFile file) throws IOException, BoundReached {
    this.file = file;
    this.little = file.u8(0) == 'I';
  }

  static void look(BoundedFile file, Report report) throws IOException, BoundReached {
    Tiff tiff = new Tiff(file);
    long directory = tiff.u32(4);
    for (long seen = 0; directory != 0; ) {
      int fields = tiff.u16(directory);
      seen += 1 + fields;
      if (seen > MOST_FIELDS) {
        throw new BoundReached();
      }
      if (fields < 0) {
        report.add(Finding.DAMAGED);
        return;
      }
      tiff.lookAtPage(directory + 2, fields, report);
      directory = Math.max(0, tiff.u32(directory + 2 + fields * 12L));
    }
  }

  private void lookAtPage(long first, int fields, Report report) throws IOException, BoundReached {
    long width = 0;
    long height = 0;
    for (long at = first; at < first + fields * 12L && at < file.size(); at += 12) {
      switch (u16(at)) {
        case WIDTH -> width = value(at);
        case HEIGHT -> height = value(at);
        default -> {
          // other fields don't matter here
        }
      }
    }
    Images.measure(width, height, report);
  }

  private long value(long field) throws IOException, BoundReached {
    return u16(field + 2) == SHORT ? u16(field + 8) : u32(field + 8);
  }

  private int u16(long at) throws IOException, BoundReached {
    return little ? file.u16(at) : file.u16be(at);
  }

  private long u32(long at) throws IOException, BoundReached {
    return little ? file.u32(at) : file.u32be(at);
  }
}
