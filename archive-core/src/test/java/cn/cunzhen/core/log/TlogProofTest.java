package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TlogProofTest {
  private static final ReferenceTree TREE = ReferenceTree.of(9);
  private static final Origin ORIGIN = SampleLog.ORIGIN;
  private static final VerifierKey KEY = SampleLog.SIGNER.verifierKey();
  private static final Note NOTE = note(ORIGIN, 9);
  private static final TlogProof PROOF = new TlogProof(5, TREE.path(5, 9), Bytes.utf8(""), NOTE);

  @Test
  void itsLinesAreThoseOfTheSpecification() {
    TlogProof withExtra = new TlogProof(5, TREE.path(5, 9), Bytes.utf8("more"), NOTE);

    assertThat(PROOF.format().utf8())
        .isEqualTo(
            "c2sp.org/tlog-proof@v1\nindex 5\n"
                + lines(TREE.path(5, 9))
                + "\n"
                + NOTE.format().utf8());
    assertThat(withExtra.format().utf8())
        .startsWith("c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 5\n");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (int size = 1; size <= 9; size++) {
      for (int index = 0; index < size; index++) {
        for (String extra : List.of("", "e", "extra")) {
          TlogProof proof =
              new TlogProof(index, TREE.path(index, size), Bytes.utf8(extra), note(ORIGIN, size));

          assertThat(TlogProof.parse(proof.format())).isEqualTo(proof);
          assertThat(proof.proves(TREE.mth(index, index + 1), ORIGIN, KEY)).isTrue();
        }
      }
    }
  }

  @Test
  void itProvesNothingOfAnotherLeafOriginOrKey() {
    Sha256 leaf = TREE.mth(5, 6);
    VerifierKey stranger = SampleLog.signer("stranger", 3).verifierKey();

    assertThat(PROOF.proves(leaf, ORIGIN, KEY)).isTrue();
    assertThat(PROOF.proves(TREE.mth(6, 7), ORIGIN, KEY)).isFalse();
    assertThat(PROOF.proves(leaf, new Origin("another"), KEY)).isFalse();
    assertThat(PROOF.proves(leaf, ORIGIN, stranger)).isFalse();
    assertThat(new TlogProof(6, PROOF.hashes(), PROOF.extra(), NOTE).proves(leaf, ORIGIN, KEY))
        .isFalse();
  }

  @Test
  void everyFlippedBitIsNoticed() {
    Bytes written = PROOF.format();

    for (int bit = 0; bit < written.size() * Byte.SIZE; bit++) {
      byte[] flipped = written.toArray();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      assertThat(proves(Bytes.of(flipped))).as("bit " + bit).isFalse();
    }
  }

  private static boolean proves(Bytes proof) {
    try {
      return TlogProof.parse(proof).proves(TREE.mth(5, 6), ORIGIN, KEY);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void anythingElseIsRefused() {
    String header = "c2sp.org/tlog-proof@v1\n";
    String hashes = lines(TREE.path(5, 9));
    String note = "\n" + NOTE.format().utf8();

    for (String malformed :
        List.of(
            "",
            header,
            note,
            header + "index 5\n" + hashes,
            header + "index 5\n" + hashes + note.substring(1),
            "index 5\n" + hashes + note,
            "c2sp.org/tlog-proof@v2\nindex 5\n" + hashes + note,
            header + hashes + note,
            header + "index 05\n" + hashes + note,
            header + "index -5\n" + hashes + note,
            header + "index +5\n" + hashes + note,
            header + "index 9223372036854775808\n" + hashes + note,
            header + "index\n" + hashes + note,
            header + "index \n" + hashes + note,
            header + "index 5 \n" + hashes + note,
            header + "index  5\n" + hashes + note,
            header + "Index 5\n" + hashes + note,
            header + "extra \nindex 5\n" + hashes + note,
            header + "extra AA\nindex 5\n" + hashes + note,
            header + "extra AAAA\nextra AAAA\nindex 5\n" + hashes + note,
            header + "index 5\nextra AAAA\n" + hashes + note,
            header + "index 5\nindex 5\n" + hashes + note,
            header + "index 5\nAAAA\n" + hashes + note,
            header + "index 5\n" + hashes + "\n" + note,
            header + "index 5\n" + hashes + note + "\n",
            "\n" + header + "index 5\n" + hashes + note)) {
      assertThatThrownBy(() -> TlogProof.parse(Bytes.utf8(malformed)))
          .as(malformed)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(TlogProof.parse(Bytes.utf8(header + "index 5\n" + hashes + note))).isEqualTo(PROOF);
  }

  @Test
  void aNoteThatIsNoCheckpointIsRefused() {
    Note note = Note.sign("just text\n", SampleLog.SIGNER);

    assertThatThrownBy(() -> new TlogProof(0, List.of(), Bytes.utf8(""), note))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TlogProof(-1, List.of(), Bytes.utf8(""), NOTE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Note note(Origin origin, int size) {
    return Note.sign(new Checkpoint(origin, size, TREE.mth(0, size)).format(), SampleLog.SIGNER);
  }

  private static String lines(List<Sha256> hashes) {
    StringBuilder lines = new StringBuilder();
    hashes.forEach(hash -> lines.append(hash.bytes().base64()).append('\n'));
    return lines.toString();
  }
}
