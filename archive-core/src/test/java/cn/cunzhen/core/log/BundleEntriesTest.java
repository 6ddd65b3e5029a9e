package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BundleEntriesTest {
  private static final Bundle THREE = new Bundle(0, 3);

  @Test
  void entriesStandBehindTheirLengths() {
    Bytes content = Bytes.ofHex("00036f6e65" + "0000" + "0004c3a97477");

    BundleEntries entries = BundleEntries.parse(THREE, content);

    assertThat(entries.entries())
        .containsExactly(Bytes.utf8("one"), Bytes.utf8(""), Bytes.ofHex("c3a97477"));
    assertThat(entries.format()).isEqualTo(content);
  }

  @Test
  void theLongestEntryHas65535Bytes() {
    BundleEntries longest = new BundleEntries(List.of(Bytes.of(new byte[65_535])));

    assertThat(BundleEntries.parse(new Bundle(0, 1), longest.format())).isEqualTo(longest);
    assertThatThrownBy(() -> new BundleEntries(List.of(Bytes.of(new byte[65_536]))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFullBundleHas256Entries() {
    BundleEntries full = new BundleEntries(Collections.nCopies(256, Bytes.utf8("a")));

    assertThat(BundleEntries.parse(Bundle.full(9), full.format())).isEqualTo(full);
    assertThat(full.cut(3)).isEqualTo(new BundleEntries(Collections.nCopies(3, Bytes.utf8("a"))));
    assertThatThrownBy(() -> new BundleEntries(Collections.nCopies(257, Bytes.utf8("a"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BundleEntries(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> full.cut(257)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> full.cut(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contentThatIsNotExactlyAsManyEntriesIsRefused() {
    for (String content :
        List.of(
            "",
            "00",
            "0000",
            "00000000",
            "0000000000",
            "000000000000" + "00",
            "0000" + "0000" + "0001",
            "0000" + "0000" + "000261",
            "0000" + "0000" + "ffff61",
            "0000000000000000")) {
      assertThatThrownBy(() -> BundleEntries.parse(THREE, Bytes.ofHex(content)))
          .as(content)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
