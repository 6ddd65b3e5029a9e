package cn.cunzhen.core.witness;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.log.Cosigner;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.stamp.StampedLog;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three witnesses, of whom two must cosign. */
class CosigningTest {
  private final StampedLog log = new StampedLog();
  private final Map<String, Witness> witnesses =
      Map.of("a", witness(1), "b", witness(2), "c", witness(3));
  private final Set<String> down = ConcurrentHashMap.newKeySet();
  private final Cosignatures kept = new Cosignatures(log.store().heads(), "ledger");
  private final TrustPolicy policy = policy();
  private final List<Cosigning> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Cosigning::close);
  }

  @Test
  void theNewestCheckpointIsCosignedWheneverTheLedgerHasGrown() throws Exception {
    log.grow(3);
    Cosigning cosigning = start(log);
    await(() -> cosigning.newest() == 3);
    log.grow(500);
    await(() -> cosigning.newest() == 503);

    Note note = kept.at(503).orElseThrow();
    assertThat(policy.witnesses(note)).hasSize(3);
    assertThat(note.isSignedBy(log.signer().verifierKey())).isTrue();
    assertThat(kept.last(502)).contains(3L);
    assertThat(cosigning.trouble()).isNull();
  }

  @Test
  void enoughWitnessesAreEnoughAndTheOneThatIsDownIsNamed() throws Exception {
    down.add("b");
    Cosigning cosigning = start(log);
    log.grow(3);
    await(() -> cosigning.newest() == 3);

    assertThat(policy.witnesses(kept.at(3).orElseThrow())).hasSize(2);
    assertThat(cosigning.troubles()).containsOnlyKeys("b");
    assertThat(cosigning.trouble()).isNull();
  }

  @Test
  void tooFewWitnessesKeepNothingUntilOneComesBack() throws Exception {
    down.addAll(Set.of("b", "c"));
    Cosigning cosigning = start(log);
    log.grow(3);
    await(() -> cosigning.trouble() != null);

    assertThat(kept.last(3)).isEmpty();
    assertThat(cosigning.trouble()).contains("b=").contains("c=");

    down.remove("c");
    await(() -> cosigning.newest() == 3);
    assertThat(kept.at(3)).isPresent();
  }

  @Test
  void aNodeThatKnowsNothingOfWhatWasCosignedBeforeGoesOn() throws Exception {
    log.grow(3);
    Cosigning first = start(log);
    await(() -> first.newest() == 3);
    first.close();
    log.grow(4);

    Cosigning second = start(log);
    await(() -> second.newest() == 7);

    assertThat(policy.witnesses(kept.at(7).orElseThrow())).hasSize(3);
  }

  @Test
  void aLedgerThatShowsTwoFacesIsFoundOutByItsWitnesses() throws Exception {
    log.grow(3);
    Cosigning honest = start(log);
    await(() -> honest.newest() == 3);
    honest.close();
    StampedLog face = new StampedLog("another entry ");
    face.grow(9);

    Cosigning split = start(face);
    await(() -> split.trouble() != null);

    assertThat(split.newest()).isZero();
    assertThat(split.troubles())
        .containsOnlyKeys("a", "b", "c")
        .allSatisfy((witness, said) -> assertThat(said).contains("Inconsistent"));
  }

  @Test
  void anAnswerThatIsNoCosignatureOfThatWitnessCountsForNothing() throws Exception {
    Cosigning cosigning =
        Cosigning.start(
            log.served(log::head),
            policy,
            kept,
            (asked, body) -> answerOf("a", body),
            Duration.ofMillis(5));
    started.add(cosigning);
    log.grow(1);
    await(() -> cosigning.trouble() != null);

    assertThat(cosigning.troubles()).containsOnlyKeys("b", "c");
    assertThat(cosigning.troubles().get("b")).contains("does not verify");
  }

  private Cosigning start(StampedLog of) {
    Cosigning cosigning =
        Cosigning.start(
            of.served(of::head),
            policy,
            of == log ? kept : new Cosignatures(of.store().heads(), "ledger"),
            this::ask,
            Duration.ofMillis(5));
    started.add(cosigning);
    return cosigning;
  }

  private WitnessAnswer ask(TrustPolicy.Witness asked, Bytes body) throws IOException {
    if (down.contains(asked.name())) {
      throw new IOException("down");
    }
    return answerOf(asked.name(), body);
  }

  private WitnessAnswer answerOf(String witness, Bytes body) {
    return Objects.requireNonNull(witnesses.get(witness)).add(body);
  }

  private TrustPolicy policy() {
    StringBuilder text = new StringBuilder();
    witnesses.forEach((name, witness) ->
        text.append("witness " + name + " " + witness.verifierKey().format() + "\n"));
    return TrustPolicy.parse(Bytes.utf8(text + "group two 2 a b c\nquorum two\n"));
  }

  private Witness witness(int number) {
    return new Witness(
        Cosigner.of(
            new KeyName("witness.example/" + number), Bytes.ofHex(("0" + number).repeat(32))),
        List.of(log.signer().verifierKey()),
        new MemoryStore(new MovableClock()).heads(),
        Clock.systemUTC());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
