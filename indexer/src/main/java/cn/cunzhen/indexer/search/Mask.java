package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import java.util.List;

/**
 * Hides persons' numbers in what an answer shows: those of the record's holders wherever they
 * stand, and whatever looks like a resident's id (GB 11643).
 */
final class Mask {
  /** Hides nothing. */
  static final Mask NONE = new Mask(false, List.of());

  private static final int ID_LENGTH = 18;
  private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String ID_CHECKS = "10x98765432";

  private final boolean hiding;
  private final List<Holder> holders;

  private Mask(boolean hiding, List<Holder> holders) {
    this.hiding = hiding;
    this.holders = holders;
  }

  /** Hides these holders' numbers and everything like them. */
  static Mask of(List<Holder> holders) {
    return new Mask(true, holders);
  }

  Description applyTo(Description plain) {
    if (!hiding) {
      return plain;
    }
    return new Description(
        plain.archiveNumber(),
        plain.transactionId(),
        plain.itemCode(),
        plain.itemName(),
        plain.holders().stream().map(Masking::mask).toList(),
        plain.agency(),
        plain.region(),
        plain.channel(),
        plain.outcome(),
        plain.completedAt());
  }

  /** The text with stars for hidden characters; as long as it was. */
  String applyTo(String text) {
    if (!hiding) {
      return text;
    }
    Folded folded = Folded.ofName(text);
    StringBuilder masked = new StringBuilder(text);
    for (Holder holder : holders) {
      Folded number = Folded.ofName(holder.number());
      String stars = Masking.mask(holder.idType(), "0".repeat(number.size()));
      int at = number.isEmpty() ? -1 : folded.find(number, 0);
      while (at >= 0) {
        hide(folded, at, stars, masked);
        at = folded.find(number, at + 1);
      }
    }
    String stars = Masking.mask(IdType.RESIDENT_ID, "0".repeat(ID_LENGTH));
    for (int at = 0; at + ID_LENGTH <= folded.size(); at++) {
      if (looksLikeId(folded, at)) {
        hide(folded, at, stars, masked);
      }
    }
    return masked.toString();
  }

  private static void hide(Folded folded, int from, String stars, StringBuilder masked) {
    for (int i = 0; i < stars.length(); i++) {
      if (stars.charAt(i) == '*') {
        masked.setCharAt(folded.origin(from + i), '*');
      }
    }
  }

  /** Whether there is a date of birth, and either nothing adjoins or the check digit is right. */
  private static boolean looksLikeId(Folded folded, int from) {
    int sum = 0;
    for (int i = 0; i < ID_LENGTH - 1; i++) {
      int digit = folded.at(from + i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += digit * ID_WEIGHTS[i];
    }
    int check = ID_CHECKS.indexOf(folded.at(from + ID_LENGTH - 1));
    return check >= 0
        && hasDate(folded, from + 6)
        && (check == sum % 11 || (parted(folded, from) && parted(folded, from + ID_LENGTH)));
  }

  private static boolean hasDate(Folded folded, int from) {
    String date = folded.toString(from, from + 8);
    int century = Integer.parseInt(date.substring(0, 2));
    int month = Integer.parseInt(date.substring(4, 6));
    int day = Integer.parseInt(date.substring(6));
    return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  /** Whether something stands between two digits or letters of alphabets. */
  private static boolean parted(Folded folded, int at) {
    return at == 0
        || at == folded.size()
        || folded.origin(at) - folded.origin(at - 1) > 1
        || !isAscii(folded.at(at - 1))
        || !isAscii(folded.at(at));
  }

  private static boolean isAscii(int unit) {
    return unit < 128;
  }
}
