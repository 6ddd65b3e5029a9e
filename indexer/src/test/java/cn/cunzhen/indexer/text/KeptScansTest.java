package cn.cunzhen.indexer.text;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recognised.Box;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeptScansTest {
  private static final Sha256 RECORD = Sha256.of(Bytes.utf8("record"));
  private static final Sha256 ONE = Sha256.of(Bytes.utf8("one"));
  private static final Sha256 OTHER = Sha256.of(Bytes.utf8("other"));
  private static final Recognised WORDS =
      new Recognised(
          "姓名 𠮷 46",
          List.of(
              new Box(0, 2, 0, 1, 2, 3),
              new Box(3, 5, 100, 200, 300, 400),
              new Box(6, 8, 65_533, 65_532, 65_535, 65_535)));
  private static final KeptScans KEPT =
      new KeptScans(
          RECORD, Map.of(ONE, Map.of(1, WORDS, 7, Recognised.NOTHING), OTHER, Map.of(2, WORDS)));

  @Test
  void whatIsKeptIsReadAsItWas() {
    Bytes bytes = KEPT.format().orElseThrow();

    assertThat(KeptScans.parse(bytes)).contains(KEPT);
    assertThat(KEPT.format()).contains(bytes);
    assertThat(KEPT.page(ONE, 1)).contains(WORDS);
    assertThat(KEPT.page(ONE, 2)).isEmpty();
    assertThat(KEPT.page(RECORD, 1)).isEmpty();
  }

  @Test
  void whatWasCutOrChangedAnywhereIsNotTaken() {
    byte[] whole = KEPT.format().orElseThrow().toArray();

    for (int length = 0; length < whole.length; length++) {
      assertThat(KeptScans.parse(Bytes.of(whole).slice(0, length)))
          .as("cut at %d", length)
          .isEmpty();
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Optional<KeptScans> read = KeptScans.parse(Bytes.of(changed));
      assertThat(read.filter(kept -> !kept.equals(KEPT))).as("changed at %d", at).isEmpty();
    }
  }

  @Test
  void boxesOutOfOrderFilesOutOfOrderAndPagesOutOfOrderAreNotTaken() {
    Optional<Bytes> twice =
        Packed.format(out -> {
          out.write(RECORD.bytes().toArray());
          out.writeInt(2);
          for (int i = 0; i < 2; i++) {
            out.write(ONE.bytes().toArray());
            ScanForm.write(out, Map.of(1, WORDS));
          }
        });
    Optional<Bytes> pages =
        Packed.format(out -> {
          out.write(RECORD.bytes().toArray());
          out.writeInt(1);
          out.write(ONE.bytes().toArray());
          out.writeInt(1);
          out.writeInt(0); // there is no such page
          out.writeInt(0);
          out.writeInt(0);
        });
    Optional<Bytes> boxes =
        Packed.format(out -> {
          out.write(RECORD.bytes().toArray());
          out.writeInt(1);
          out.write(ONE.bytes().toArray());
          out.writeInt(1);
          out.writeInt(1);
          out.writeInt(1);
          out.write('a');
          out.writeInt(1);
          out.writeInt(0);
          out.writeInt(2); // the text has one
          out.writeLong(0x0000_0000_00ff_00ffL);
        });

    assertThat(KeptScans.parse(twice.orElseThrow())).isEmpty();
    assertThat(KeptScans.parse(pages.orElseThrow())).isEmpty();
    assertThat(KeptScans.parse(boxes.orElseThrow())).isEmpty();
  }

  @Test
  void oneCoversAnotherThatHasNoPageMore() {
    KeptScans fewer = new KeptScans(RECORD, Map.of(ONE, Map.of(1, WORDS)));

    assertThat(KEPT.covers(fewer)).isTrue();
    assertThat(KEPT.covers(KEPT)).isTrue();
    assertThat(fewer.covers(KEPT)).isFalse();
  }
}
