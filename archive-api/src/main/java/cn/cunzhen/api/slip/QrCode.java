package cn.cunzhen.api.slip;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A QR code (ISO/IEC 18004), with the quiet zone of four modules around it. */
public final class QrCode {
  private static final int QUIET = 4;

  private final BitMatrix modules;

  private QrCode(BitMatrix modules) {
    this.modules = modules;
  }

  /**
   * The code that says this.
   *
   * @throws IllegalArgumentException if it is empty or too long for a code
   */
  public static QrCode of(String text) {
    Map<EncodeHintType, Object> hints =
        Map.of(
            EncodeHintType.MARGIN,
            QUIET,
            EncodeHintType.CHARACTER_SET,
            "UTF-8",
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M);
    try {
      return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, hints));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", e);
    }
  }

  /** How many modules it is wide and high, the quiet zone included. */
  public int size() {
    return modules.getWidth();
  }

  boolean isDark(int x, int y) {
    return modules.get(x, y);
  }

  /** The dark modules as an SVG path, a module being 1 wide and high. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      for (int x = 0; x < size(); x++) {
        if (isDark(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return path.toString();
  }
}
