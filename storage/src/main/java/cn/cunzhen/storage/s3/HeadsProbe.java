package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tries whether conditional writes do what the ledger's commit rests on. */
final class HeadsProbe {
  private static final int RACERS = 8;
  private static final Bytes FIRST = Bytes.utf8("first");
  private static final Bytes SECOND = Bytes.utf8("second");

  private final Heads heads;
  private final String folder;

  HeadsProbe(Heads heads, String folder) {
    this.heads = heads;
    this.folder = folder;
  }

  void run(Findings findings) {
    findings.check(
        "creating a head that is there was not refused (If-None-Match), so two nodes could each"
            + " found the archive",
        () -> aHeadIsCreatedOnce(key("created")));
    findings.check(
        "replacing a head by its version was refused, or by another version was not (If-Match),"
            + " so one node could overwrite what another has committed",
        () -> aHeadIsReplacedByItsVersionOnly(key("replaced")));
    findings.check(
        "replacing a head that is not there was not refused (If-Match), so what was deleted could"
            + " come back",
        () -> whatIsNotThereIsNotReplaced(key("known"), key("missing")));
    findings.check(
        "creating one head many times at once had not one winner, so two nodes could each believe"
            + " that they committed",
        () -> aRaceHasOneWinner(key("raced"), value -> heads.putOnce(key("raced"), value)));
    findings.check(
        "replacing one head many times at once had not one winner, so two nodes could each believe"
            + " that they committed",
        () -> aRaceToReplaceHasOneWinner(key("raced-on")));
  }

  private boolean aHeadIsCreatedOnce(ObjectKey key) {
    return heads.putOnce(key, FIRST) instanceof Write.Done(Version version)
        && holds(key, FIRST, version)
        && heads.putOnce(key, SECOND) instanceof Write.Refused
        && holds(key, FIRST, version);
  }

  private boolean aHeadIsReplacedByItsVersionOnly(ObjectKey key) {
    return heads.putOnce(key, FIRST) instanceof Write.Done(Version first)
        && heads.swap(key, first, SECOND) instanceof Write.Done(Version second)
        && holds(key, SECOND, second)
        && heads.swap(key, first, Bytes.utf8("third")) instanceof Write.Refused
        && holds(key, SECOND, second);
  }

  private boolean whatIsNotThereIsNotReplaced(ObjectKey known, ObjectKey missing) {
    return heads.putOnce(known, FIRST) instanceof Write.Done(Version version)
        && heads.swap(missing, version, SECOND) instanceof Write.Refused
        && heads.get(missing).isEmpty();
  }

  private boolean aRaceToReplaceHasOneWinner(ObjectKey key) {
    return heads.putOnce(key, FIRST) instanceof Write.Done(Version version)
        && aRaceHasOneWinner(key, value -> heads.swap(key, version, value));
  }

  private boolean holds(ObjectKey key, Bytes value, Version version) {
    Optional<Head> head = heads.get(key);
    return head.isPresent()
        && head.get().value().equals(value)
        && head.get().version().equals(version);
  }

  /**
   * At most one racer is told that it won, and what is read is its value, or that of an unknown.
   */
  private boolean aRaceHasOneWinner(ObjectKey key, Function<Bytes, Write> write) {
    Map<Bytes, Write> outcomes = race(write);
    List<Bytes> won = valuesOf(outcomes, Write.Done.class).toList();
    List<Bytes> possible = won.isEmpty() ? valuesOf(outcomes, Write.Unknown.class).toList() : won;
    Optional<Bytes> read = heads.get(key).map(Head::value);
    return won.size() <= 1 && read.isPresent() && possible.contains(read.get());
  }

  private static Stream<Bytes> valuesOf(Map<Bytes, Write> outcomes, Class<? extends Write> kind) {
    return outcomes.keySet().stream().filter(value -> kind.isInstance(outcomes.get(value)));
  }

  private static Map<Bytes, Write> race(Function<Bytes, Write> write) {
    Map<Bytes, Future<Write>> running = new HashMap<>();
    try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int racer = 0; racer < RACERS; racer++) {
        Bytes value = Bytes.utf8("racer " + racer);
        running.put(value, racers.submit(() -> write.apply(value)));
      }
    }
    Map<Bytes, Write> outcomes = new HashMap<>();
    running.forEach((value, outcome) -> outcomes.put(value, outcome.resultNow()));
    return outcomes;
  }

  private ObjectKey key(String name) {
    return ObjectKey.of(folder + name);
  }
}
