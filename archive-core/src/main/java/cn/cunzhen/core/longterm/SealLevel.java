package cn.cunzhen.core.longterm;

import java.util.Arrays;
import java.util.Optional;

/** How much a seal holds of what validates it (ETSI EN 319 122-1 §6). */
public enum SealLevel {
  /** The seal alone, as packages hold it. */
  B_B("B-B"),
  /** And a time stamp of its signature. */
  B_T("B-T"),
  /** And the certificates and revocation data of seal and stamp. */
  B_LT("B-LT"),
  /** And a time stamp over all of that. */
  B_LTA("B-LTA");

  private final String word;

  SealLevel(String word) {
    this.word = word;
  }

  /** Its name in the standard. */
  public String word() {
    return word;
  }

  /** The one of this name; empty where there is none. */
  public static Optional<SealLevel> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
