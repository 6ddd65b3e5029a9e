package cn.cunzhen.core.access;

import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;

/**
 * Id numbers for those who need not see them: enough is left to tell one's own from another's.
 *
 * <p>An employer's code is public and stays as it is.
 */
public final class Masking {
  private static final int LONG = 12;

  private Masking() {}

  public static Holder mask(Holder holder) {
    return new Holder(
        holder.name(),
        holder.idType(),
        mask(holder.idType(), holder.number()),
        holder.role(),
        holder.pages());
  }

  /**
   * The number with stars for all but its ends: four characters of each, fewer where it is short.
   */
  public static String mask(IdType type, String number) {
    return switch (type) {
      case USCC -> number;
      case RESIDENT_ID, PASSPORT, PERMIT -> mask(number);
    };
  }

  private static String mask(String number) {
    int[] characters = number.codePoints().toArray();
    int shown = characters.length >= LONG ? 4 : characters.length / 4;
    for (int i = shown; i < characters.length - shown; i++) {
      characters[i] = '*';
    }
    return new String(characters, 0, characters.length);
  }
}
