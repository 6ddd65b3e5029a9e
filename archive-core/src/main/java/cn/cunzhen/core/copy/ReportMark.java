package cn.cunzhen.core.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * By what a sealed PDF is known as a probative-value report: the reason that its signature gives
 * (ISO 32000-2, 12.8.1). Everything else in it that could say so is compressed.
 */
public final class ReportMark {
  public static final String TEXT = "cunzhen probative-value report 1";

  private static final byte[] REASON = ("/Reason (" + TEXT + ")").getBytes(US_ASCII);

  private ReportMark() {}

  static boolean isIn(FileChannel pdf) throws IOException {
    return new ByteSearch(pdf).next(REASON, 0) >= 0;
  }
}
