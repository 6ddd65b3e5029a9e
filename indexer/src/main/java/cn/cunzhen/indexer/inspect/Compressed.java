package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;

/** What single-file compressors and other archivers state about themselves in plain sight. */
final class Compressed {
  private static final int STEEPEST = 100;
  private static final int LARGEST_INDEX = 1 << 16;
  private static final byte[] AES_OF_7Z = {6, (byte) 0xf1, 7, 1};

  private Compressed() {}

  /** RFC 1952: the last four bytes are the unpacked size modulo 2³². */
  static void gzip(BoundedFile file, Report report) throws IOException, BoundReached {
    weigh(file.u32(file.size() - 4), file, report);
  }

  /** The .xz format, section 4: the index before the footer lists what each block unpacks to. */
  static void xz(BoundedFile file, Report report) throws IOException, BoundReached {
    long footer = file.size() - 12;
    long length = (file.u32(footer + 4) + 1) * 4;
    long index = footer - length;
    if (length > LARGEST_INDEX || file.u8(index) != 0) {
      return;
    }
    Numbers numbers = new Numbers(file, index + 1);
    long unpacked = 0;
    for (long records = numbers.next(); records > 0 && numbers.at < footer; records--) {
      numbers.next();
      unpacked += numbers.next();
    }
    weigh(unpacked, file, report);
  }

  /** 7zFormat.txt: coders stand in the header at the end, which may itself be packed. */
  static void sevenZip(BoundedFile file, Report report) throws IOException, BoundReached {
    long header = 32 + file.u64(12);
    if (header >= file.size()) {
      report.add(Finding.DAMAGED);
    } else if (file.indexOf(AES_OF_7Z, header, header + LARGEST_INDEX) >= 0) {
      report.add(Finding.ENCRYPTED);
    }
  }

  /** RAR 4: flags of the archive's and the first file's header. */
  static void rar4(BoundedFile file, Report report) throws IOException, BoundReached {
    boolean headers = file.u8(9) == 0x73 && (file.u16(10) & 0x80) != 0;
    boolean first = file.u8(22) == 0x74 && (file.u16(23) & 0x04) != 0;
    if (headers || first) {
      report.add(Finding.ENCRYPTED);
    }
  }

  /** RAR 5: an encryption header, type 4, comes first where names are hidden. */
  static void rar5(BoundedFile file, Report report) throws IOException, BoundReached {
    Numbers numbers = new Numbers(file, 12);
    numbers.next();
    if (numbers.next() == 4) {
      report.add(Finding.ENCRYPTED);
    }
  }

  private static void weigh(long unpacked, BoundedFile file, Report report) {
    if (unpacked > report.limits().archiveBytes() && unpacked / STEEPEST > file.size()) {
      report.add(Finding.ARCHIVE_BOMB);
    }
  }

  /** Numbers of variable length: seven bits a byte, the lowest first. */
  private static final class Numbers {
    private final BoundedFile file;
    private long at;

    Numbers(BoundedFile file, long at) {
      this.file = file;
      this.at = at;
    }

    long next() throws IOException, BoundReached {
      long value = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        int part = file.u8(at++);
        value |= (part & 0x7fL) << shift;
        if (part < 0x80) {
          return value;
        }
      }
      return value;
    }
  }
}
