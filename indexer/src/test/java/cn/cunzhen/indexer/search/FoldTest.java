package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 APART = Normalizer2.getNFDInstance();
  private static final int FIRST_HANGUL = 0xAC00;
  private static final int LAST_HANGUL = 0xD7A3;

  @Test
  void theTableIsWhatUnicodeSays() {
    Transliterator simplify = Transliterator.getInstance("Traditional-Simplified");
    UnicodeSet traditional = simplify.getSourceSet();

    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (isAssigned(codePoint)) {
        String expected = withoutMarks(CASEFOLD.normalize(Character.toString(codePoint)));
        if (expected.codePoints().anyMatch(traditional::contains)) {
          expected = simplify.transliterate(expected);
        }
        if (!fold(codePoint).equals(expected)) {
          assertThat(fold(codePoint)).as("U+%04X", codePoint).isEqualTo(expected);
        }
      }
    }
  }

  private static boolean isAssigned(int codePoint) {
    return switch (UCharacter.getType(codePoint)) {
      case UCharacterCategory.SURROGATE,
          UCharacterCategory.UNASSIGNED,
          UCharacterCategory.PRIVATE_USE ->
          false;
      default -> true;
    };
  }

  private static String withoutMarks(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .forEach(codePoint -> {
          String one = Character.toString(codePoint);
          boolean hangul = codePoint >= FIRST_HANGUL && codePoint <= LAST_HANGUL;
          (hangul ? one : APART.normalize(one))
              .codePoints()
              .filter(c -> UCharacter.getType(c) != UCharacterCategory.NON_SPACING_MARK)
              .forEach(kept::appendCodePoint);
        });
    return kept.toString();
  }

  private static String fold(int codePoint) {
    StringBuilder folded = new StringBuilder();
    Fold.fold(codePoint, folded::appendCodePoint);
    return folded.toString();
  }
}
