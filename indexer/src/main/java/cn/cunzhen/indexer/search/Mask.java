package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import java.util.BitSet;
import java.util.List;

/**
 * Hides persons' numbers in what an answer shows: those of the record's holders wherever they
 * stand, and whatever looks like a resident's id (GB 11643); both also where they were misread from
 * a scan. The record's own numbers are no person's and stay.
 */
final class Mask {
  /** Hides nothing. */
  static final Mask NONE = new Mask(false, List.of(), List.of());

  private static final int ID_LENGTH = 18;

  /** A shorter one is never taken for an id. */
  private static final int LEAST_LIKE_ID = 15;

  private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String ID_CHECKS = "10x98765432";

  /** One letter of so many may be another than the holder's number has. */
  private static final int ONE_WRONG_OF = 9;

  private final boolean hiding;
  private final List<Holder> holders;
  private final List<String> own;

  private Mask(boolean hiding, List<Holder> holders, List<String> own) {
    this.hiding = hiding;
    this.holders = holders;
    this.own = own;
  }

  /** Hides the numbers of a record's holders and everything like them. */
  static Mask of(Description record) {
    return new Mask(
        true, record.holders(), List.of(record.transactionId(), record.archiveNumber()));
  }

  Description applyTo(Description plain) {
    if (!hiding) {
      return plain;
    }
    return plain.with(plain.holders().stream().map(Masking::mask).toList(), plain.others());
  }

  /** The text with stars for hidden characters; as long as it was. */
  String applyTo(String text) {
    if (!hiding) {
      return text;
    }
    Folded folded = Folded.ofName(text);
    BitSet hidden = ids(text, folded);
    own.forEach(number -> spare(Folded.ofName(number), folded, hidden));
    holders.forEach(holder -> hide(holder, folded, hidden));
    StringBuilder masked = new StringBuilder(text);
    for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(at + 1)) {
      int end = at + Character.charCount(text.codePointAt(at));
      masked.replace(at, end, "*".repeat(end - at));
    }
    return masked.toString();
  }

  /** Whatever looks like a resident's id. */
  private static BitSet ids(String text, Folded folded) {
    BitSet hidden = new BitSet();
    for (int at = 0; at + ID_LENGTH <= folded.size(); at++) {
      if (looksLikeId(folded, at)) {
        hide(IdType.RESIDENT_ID, folded.origins(at, at + ID_LENGTH), hidden);
      }
    }
    MisreadIds.in(text).forEach(id -> hide(IdType.RESIDENT_ID, id, hidden));
    return hidden;
  }

  private static void hide(IdType type, int[] origins, BitSet hidden) {
    String stars = Masking.mask(type, "0".repeat(origins.length));
    for (int i = 0; i < origins.length; i++) {
      if (stars.charAt(i) == '*') {
        hidden.set(origins[i]);
      }
    }
  }

  private static void spare(Folded number, Folded text, BitSet hidden) {
    int at = number.size() < LEAST_LIKE_ID ? -1 : text.find(number, 0);
    while (at >= 0) {
      for (int origin : text.origins(at, at + number.size())) {
        hidden.clear(origin);
      }
      at = text.find(number, at + 1);
    }
  }

  private static void hide(Holder holder, Folded text, BitSet hidden) {
    Folded number = Folded.ofName(holder.number());
    for (int at = 0; !number.isEmpty() && at + number.size() <= text.size(); at++) {
      if (isMeant(number, text, at)) {
        hide(holder.idType(), text.origins(at, at + number.size()), hidden);
      }
    }
  }

  /** Whether the number stands here, though letters that look alike be taken for one another. */
  private static boolean isMeant(Folded number, Folded text, int from) {
    int wrong = 0;
    for (int i = 0; i < number.size(); i++) {
      wrong += Alike.are(number.at(i), text.at(from + i)) ? 0 : 1;
      if (wrong > number.size() / ONE_WRONG_OF) {
        return false;
      }
    }
    return true;
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
