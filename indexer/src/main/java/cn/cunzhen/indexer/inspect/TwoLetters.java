package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.util.Optional;

/** Formats that begin with two letters only, as a text may as well: so it must not be one. */
final class TwoLetters {
  private static final int HEADER = 64;
  private static final int OS2_HEADER = 12;

  private TwoLetters() {}

  static Optional<Look> of(BoundedFile file) throws IOException, BoundReached {
    if (TextEncoding.isText(file.slice(0, HEADER))) {
      return Optional.empty();
    }
    return switch (file.u16be(0)) {
      case 'M' << 8 | 'Z' -> Optional.of(TwoLetters::program);
      case 'B' << 8 | 'M' -> Optional.of(TwoLetters::bitmap);
      default -> Optional.empty();
    };
  }

  private static void program(BoundedFile file, Report report) {
    report.is("application/vnd.microsoft.portable-executable");
    report.add(Finding.EXECUTABLE);
  }

  private static void bitmap(BoundedFile file, Report report) throws IOException, BoundReached {
    report.is("image/bmp");
    if (file.u32(14) == OS2_HEADER) {
      Images.measure(file.u16(18), file.u16(20), report);
    } else {
      Images.measure(Math.abs((int) file.u32(18)), Math.abs((int) file.u32(22)), report);
    }
  }
}
