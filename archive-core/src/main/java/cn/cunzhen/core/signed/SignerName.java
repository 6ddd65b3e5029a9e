package cn.cunzhen.core.signed;

import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/** The names of signers: anybody may have written them, so they are cut and cleaned. */
final class SignerName {
  private static final int LONGEST = 200;

  private SignerName() {}

  /** The name as text (RFC 4514); null where it is empty. */
  static @Nullable String of(X500Name name) {
    String text = clean(name.toString());
    return text.isEmpty() ? null : text;
  }

  /** At most 200 code points, without what can't be printed or is no character at all. */
  static String clean(String text) {
    int[] kept =
        text.codePoints().map(each -> isPlain(each) ? each : 0xFFFD).limit(LONGEST).toArray();
    return new String(kept, 0, kept.length);
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
