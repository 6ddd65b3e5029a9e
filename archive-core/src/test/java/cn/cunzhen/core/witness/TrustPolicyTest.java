package cn.cunzhen.core.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Cosigner;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.witness.TrustPolicy.Witness;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP tlog-policy. */
class TrustPolicyTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_679_315_147);
  private static final Ed25519Signer LOG =
      Ed25519Signer.of(new KeyName("log.example"), Bytes.ofHex("01".repeat(32)));
  private static final List<Cosigner> W =
      IntStream.range(0, 6)
          .mapToObj(i ->
              Cosigner.of(new KeyName("w.example/" + i), Bytes.ofHex("1" + i + "22".repeat(31))))
          .toList();
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(new Origin("log.example"), 0, TreeHash.EMPTY_ROOT);

  @Test
  void theExampleOfTheSpecificationNeedsTwoOfTheOnesAndOneOfTheOthers() {
    TrustPolicy policy = policy("group X 2 x1 x2 x3\ngroup Y any y1 y2 y3\n", "group Q all X Y\n");

    for (int who = 0; who < 64; who++) {
      int ones = Integer.bitCount(who & 0b111);
      int others = Integer.bitCount(who >> 3);
      assertThat(policy.isWitnessed(note(who))).isEqualTo(ones >= 2 && others >= 1);
    }
  }

  @Test
  void aSingleWitnessOrNoneMayBeTheQuorum() {
    TrustPolicy one = TrustPolicy.parse(Bytes.utf8(witnesses() + "quorum x2\n"));
    TrustPolicy none = TrustPolicy.parse(Bytes.utf8("quorum none\n"));

    assertThat(one.isWitnessed(note(0b010))).isTrue();
    assertThat(one.isWitnessed(note(0b101))).isFalse();
    assertThat(none.isWitnessed(note(0))).isTrue();
  }

  @Test
  void aWrongSignatureOfAWitnessMakesTheWholeNoteWorthless() {
    TrustPolicy policy = TrustPolicy.parse(Bytes.utf8(witnesses() + "quorum x1\n"));
    Checkpoint other = new Checkpoint(new Origin("other.example"), 0, TreeHash.EMPTY_ROOT);
    Note good = note(0b001);

    Note bad = good.with(List.of(W.get(1).cosign(other, TIME)));

    assertThat(policy.isWitnessed(good)).isTrue();
    assertThat(policy.isWitnessed(bad)).isFalse();
    assertThat(policy.witnesses(good)).extracting(Witness::name).containsExactly("x1");
    assertThat(policy.witnesses(bad)).isEmpty();
  }

  @Test
  void aCosignatureHoldsForItsTimeAndNoOther() {
    TrustPolicy policy = TrustPolicy.parse(Bytes.utf8(witnesses() + "quorum x1\n"));
    byte[] changed = note(0b001).format().toArray();
    String text = new String(changed, StandardCharsets.UTF_8);
    String line = text.substring(text.lastIndexOf("— w.example/0 ") + 14).strip();
    byte[] payload = Base64.getDecoder().decode(line);
    payload[11] ^= 1;
    String later = text.replace(line, Base64.getEncoder().encodeToString(payload));

    assertThat(policy.isWitnessed(Note.parse(Bytes.utf8(text)))).isTrue();
    assertThat(policy.isWitnessed(Note.parse(Bytes.utf8(later)))).isFalse();
  }

  @Test
  void commentsBlanksAndAddressesAreRead() {
    String text =
        "# witnesses\n\n \tlog \t"
            + LOG.verifierKey().format()
            + " https://log.example\n"
            + "witness 见证 "
            + W.get(0).verifierKey().format()
            + " https://w.example/0\n  quorum 见证\n";

    TrustPolicy policy = TrustPolicy.parse(Bytes.utf8(text));

    assertThat(policy.logs()).containsExactly(LOG.verifierKey());
    assertThat(policy.log(note(0))).contains(LOG.verifierKey());
    assertThat(policy.witnesses().getFirst().address()).hasHost("w.example");
    assertThat(policy.isWitnessed(note(1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum x1",
        "quorum nobody\n",
        "quorum x1\nquorum x1\n",
        "quorum x1 x2\n",
        "group G 2 x1\nquorum G\n",
        "group G 0 x1\nquorum G\n",
        "group G 01 x1\nquorum G\n",
        "group G some x1\nquorum G\n",
        "group G any\nquorum G\n",
        "group G any none\nquorum G\n",
        "group G any x1\ngroup H any x1\nquorum H\n",
        "group G any H\ngroup H any x1\nquorum G\n",
        "group x1 any x2\nquorum x1\n",
        "group none any x2\nquorum none\n",
        "witness z x\nquorum x1\n",
        "log x\nquorum x1\n",
        "quorum x1\r\n",
        "something else\nquorum x1\n"
      })
  void whatTheSpecificationDoesNotAllowIsRefused(String end) {
    assertThatThrownBy(() -> TrustPolicy.parse(Bytes.utf8(witnesses() + end)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyThatIsThereTwiceOrOfAnotherKindIsRefused() {
    String log = "log " + LOG.verifierKey().format() + "\n";
    String again = "witness again " + W.get(0).verifierKey().format() + "\n";
    String notALog = "log " + W.get(5).verifierKey().format() + "\n";
    String notAWitness = "witness w " + LOG.verifierKey().format() + "\n";

    for (String text : List.of(log + log, witnesses() + again, notALog, notAWitness)) {
      assertThatThrownBy(() -> TrustPolicy.parse(Bytes.utf8(text + "quorum none\n")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("line ");
    }
  }

  private static TrustPolicy policy(String... groups) {
    return TrustPolicy.parse(Bytes.utf8(witnesses() + String.join("", groups) + "quorum Q\n"));
  }

  private static String witnesses() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < W.size(); i++) {
      String name = (i < 3 ? "x" : "y") + (i % 3 + 1);
      lines.append("witness " + name + " " + W.get(i).verifierKey().format() + "\n");
    }
    return lines.toString();
  }

  /** Signed by the log, and by the witnesses whose bits are set. */
  private static Note note(int who) {
    Note note = Note.sign(CHECKPOINT.format(), LOG);
    for (int i = 0; i < W.size(); i++) {
      if ((who & 1 << i) != 0) {
        note = note.with(List.of(W.get(i).cosign(CHECKPOINT, TIME)));
      }
    }
    return note;
  }
}
