package cn.cunzhen.core.witness;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.ConsistencyProof;
import cn.cunzhen.core.log.Cosigner;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.stamp.StampedLog;
import cn.cunzhen.core.witness.WitnessAnswer.Cosigned;
import cn.cunzhen.core.witness.WitnessAnswer.Inconsistent;
import cn.cunzhen.core.witness.WitnessAnswer.Malformed;
import cn.cunzhen.core.witness.WitnessAnswer.OtherSize;
import cn.cunzhen.core.witness.WitnessAnswer.Stranger;
import cn.cunzhen.core.witness.WitnessAnswer.Unsigned;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** C2SP tlog-witness, add-checkpoint. */
class WitnessTest {
  private final StampedLog log = new StampedLog();
  private final Heads memory = new MemoryStore(new MovableClock()).heads();
  private final Witness witness = witness();

  @Test
  void aCheckpointThatContinuesTheOneBeforeIsCosigned() {
    for (int entries : new int[] {1, 2, 255, 1, 600}) {
      long before = log.head().size();
      log.grow(entries);

      WitnessAnswer answer = witness.add(request(log, before).format());

      assertThat(answer).isInstanceOf(Cosigned.class);
      Note cosigned = note(log).with(((Cosigned) answer).signatures());
      assertThat(cosigned.isSignedBy(witness.verifierKey())).isTrue();
    }
  }

  @Test
  void theSameCheckpointAgainIsCosignedAgain() {
    log.grow(5);
    witness.add(request(log, 0).format());

    assertThat(witness.add(request(log, 5).format())).isInstanceOf(Cosigned.class);
  }

  @Test
  void whoDoesNotKnowWhatItCosignedLastIsTold() {
    log.grow(5);
    witness.add(request(log, 0).format());
    log.grow(5);

    assertThat(witness.add(request(log, 0).format())).isEqualTo(new OtherSize(5));
    assertThat(witness.add(request(log, 4).format())).isEqualTo(new OtherSize(5));
  }

  @Test
  void whatItCosignedOutlivesIt() {
    log.grow(5);
    witness.add(request(log, 0).format());

    assertThat(witness().add(request(log, 0).format())).isEqualTo(new OtherSize(5));
    assertThat(witness().latest(name()))
        .hasValueSatisfying(note -> {
          assertThat(note.text()).isEqualTo(note(log).text());
          assertThat(note.isSignedBy(log.signer().verifierKey())).isTrue();
          assertThat(note.isSignedBy(witness.verifierKey())).isTrue();
        });
  }

  @Test
  void twoTreesOfOneLogAreNeverCosignedAndWhatConvictsTheLogIsKept() {
    log.grow(5);
    witness.add(request(log, 0).format());
    StampedLog split = new StampedLog("another entry ");
    split.grow(7);
    StampedLog same = new StampedLog("another entry ");
    same.grow(5);

    WitnessAnswer larger = witness.add(request(split, 5).format());
    WitnessAnswer equal = witness.add(request(same, 5).format());

    assertThat(larger).isEqualTo(new Inconsistent());
    assertThat(equal).isEqualTo(new Inconsistent());
    assertThat(witness.latest(name()).orElseThrow().text()).isEqualTo(note(log).text());
    assertThat(conflicts()).containsExactlyInAnyOrder(note(split), note(same));
  }

  @Test
  void aLogThatWasRolledBackIsNotCosigned() {
    log.grow(3);
    AddCheckpoint yesterday = request(log, 0);
    log.grow(4);
    witness.add(request(log, 0).format());

    assertThat(witness.add(yesterday.format())).isEqualTo(new OtherSize(7));
    assertThat(witness.add(new AddCheckpoint(7, List.of(), yesterday.checkpoint()).format()))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void aProofWhereNoneBelongsOrAWrongOneIsNotTaken() {
    log.grow(5);
    Sha256 any = Sha256.of(Bytes.utf8("any"));

    assertThat(witness.add(new AddCheckpoint(0, List.of(any), note(log)).format()))
        .isEqualTo(new Inconsistent());
    witness.add(request(log, 0).format());
    log.grow(3);
    assertThat(witness.add(new AddCheckpoint(5, List.of(any), note(log)).format()))
        .isEqualTo(new Inconsistent());
    assertThat(witness.add(new AddCheckpoint(5, List.of(), note(log)).format()))
        .isEqualTo(new Inconsistent());
  }

  @Test
  void strangersAndWhatTheLogHasNotSignedAreTurnedAway() {
    log.grow(2);
    Ed25519Signer forger =
        Ed25519Signer.of(log.signer().verifierKey().name(), Bytes.ofHex("0f".repeat(32)));
    Note forged = Note.sign(note(log).text(), forger);
    Note broken = new Note(note(log).text().replace("\n2\n", "\n3\n"), note(log).signatures());
    Note other = Note.sign(note(log).text().replace("test.example", "else.example"), forger);

    assertThat(witness.add(new AddCheckpoint(0, List.of(), forged).format()))
        .isEqualTo(new Unsigned());
    assertThat(witness.add(new AddCheckpoint(0, List.of(), broken).format()))
        .isEqualTo(new Unsigned());
    assertThat(witness.add(new AddCheckpoint(0, List.of(), other).format()))
        .isEqualTo(new Stranger());
  }

  @Test
  void whatIsNoRequestIsSaidSo() {
    log.grow(2);
    String good = request(log, 0).format().utf8();

    for (String bad :
        List.of(
            "",
            "\n\n",
            good.replace("old 0", "old 00"),
            good.replace("old 0", "old -1"),
            good.replace("old 0", "old 99999999999999999999"),
            good.replace("old 0\n", "old 0\nxyz\n"),
            good.replace("old 0\n", "old 0\r\n"),
            good.replace("old 0\n", ""),
            "old 0\n"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64)
                + good.substring(6),
            good.strip())) {
      assertThat(witness.add(Bytes.utf8(bad))).as(bad).isInstanceOf(Malformed.class);
    }
  }

  private Witness witness() {
    return new Witness(
        Cosigner.of(new KeyName("witness.example"), Bytes.ofHex("0a".repeat(32))),
        List.of(log.signer().verifierKey()),
        memory,
        Clock.systemUTC());
  }

  private static AddCheckpoint request(StampedLog log, long from) {
    List<Sha256> proof =
        ConsistencyProof.of(from, log.head().size(), log.log().hashes(log.head())).hashes();
    return new AddCheckpoint(from, proof, note(log));
  }

  private static Note note(StampedLog log) {
    return log.served(log::head).checkpoint();
  }

  private String name() {
    return Sha256.of(Bytes.utf8(log.log().origin().value())).hex();
  }

  private List<Note> conflicts() {
    try (Stream<ObjectKey> keys = memory.list("conflicts/" + name() + "/")) {
      return keys.map(key -> Note.parse(memory.get(key).orElseThrow().value())).toList();
    }
  }
}
