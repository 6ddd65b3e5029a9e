package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import org.junit.jupiter.api.Test;

class MaskingTest {
  @Test
  void aLongNumberShowsFourCharactersAtEachEnd() {
    assertThat(Masking.mask(IdType.RESIDENT_ID, "460100199003074518"))
        .isEqualTo("4601**********4518");
  }

  @Test
  void aShortNumberShowsLess() {
    assertThat(Masking.mask(IdType.PASSPORT, "E12345678")).isEqualTo("E1*****78");
    assertThat(Masking.mask(IdType.PERMIT, "H12")).isEqualTo("***");
    assertThat(Masking.mask(IdType.PERMIT, "")).isEmpty();
  }

  @Test
  void atLeastAThirdOfEveryNumberIsHidden() {
    for (int length = 1; length < 40; length++) {
      String masked = Masking.mask(IdType.PASSPORT, "7".repeat(length));

      assertThat(masked).hasSize(length);
      assertThat(masked.chars().filter(c -> c == '*').count())
          .isGreaterThanOrEqualTo((length + 2) / 3);
    }
  }

  @Test
  void anEmployersCodeIsPublic() {
    assertThat(Masking.mask(IdType.USCC, "91460000MA5T5AAA0X")).isEqualTo("91460000MA5T5AAA0X");
  }

  @Test
  void nothingButTheNumberChanges() {
    Holder holder = new Holder("王小明", IdType.RESIDENT_ID, "460100199003074518", "本人", "2-3");

    assertThat(Masking.mask(holder))
        .isEqualTo(new Holder("王小明", IdType.RESIDENT_ID, "4601**********4518", "本人", "2-3"));
  }
}
