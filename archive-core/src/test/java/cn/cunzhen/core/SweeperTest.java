package cn.cunzhen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.core.Sweeper.Swept;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.ledger.TestLedgers;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweeperTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Sha256 DIGEST = Sha256.of(Bytes.utf8("one"));
  private static final Sha256 OTHER = Sha256.of(Bytes.utf8("other"));
  private static final RecordId RECORD = id(1);

  private final MovableClock time = new MovableClock();
  private final MemoryStore store = new MemoryStore(time);
  private final Objects objects = store.objects();
  private final TestLedgers ledgers = new TestLedgers(store);
  private final Ledger ledger = ledgers.node();

  @AfterEach
  void close() {
    ledgers.close();
  }

  @Test
  void aPackageThatWasNeverCommittedGoesWhenItIsAWeekOldAndTheHeadADayYounger()
      throws InterruptedException {
    put(RECORD, 1, DIGEST);
    pass(DAY);
    commitAnother(2);
    pass(Duration.ofDays(6));

    assertThat(sweep()).isEqualTo(new Swept(1, 0));
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isEmpty();
  }

  @Test
  void itStaysAsLongAsItIsYoungerThanAWeek() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    pass(DAY.multipliedBy(7).minusMinutes(1));
    commitAnother(2);

    assertThat(sweep()).isEqualTo(new Swept(0, 1));
    pass(Duration.ofMinutes(1));
    assertThat(sweep()).isEqualTo(new Swept(1, 0));
  }

  @Test
  void itStaysAsLongAsTheHeadIsLessThanADayYounger() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    pass(DAY.minusMinutes(1));
    commitAnother(2);
    pass(DAY.multipliedBy(30));
    assertThat(sweep()).isEqualTo(new Swept(0, 1));

    commitAnother(3);
    assertThat(sweep()).isEqualTo(new Swept(1, 0));
  }

  @Test
  void whatTheLedgerNamesStaysForEver() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    commit(Proposal.archive(RECORD, DIGEST, Set.of()));
    put(RECORD, 2, OTHER);
    commit(Proposal.amend(RECORD, 2, OTHER, DIGEST, Set.of()));
    pass(DAY.multipliedBy(400));
    commitAnother(2);

    assertThat(sweep()).isEqualTo(new Swept(0, 0));
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isPresent();
    assertThat(objects.stat(key(RECORD, 2, OTHER))).isPresent();
  }

  @Test
  void ofTwoPackagesOfARecordTheOneGoesThatLost() throws InterruptedException {
    put(RECORD, 1, OTHER);
    put(RECORD, 1, DIGEST);
    commit(Proposal.archive(RECORD, DIGEST, Set.of()));
    pass(DAY.multipliedBy(8));
    commitAnother(2);

    assertThat(sweep()).isEqualTo(new Swept(1, 0));
    assertThat(objects.stat(key(RECORD, 1, OTHER))).isEmpty();
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isPresent();
  }

  @Test
  void whatAnotherNodeCommitsAfterTheListingStays() throws InterruptedException {
    Ledger other = ledgers.node();
    put(RECORD, 1, DIGEST);
    pass(DAY.multipliedBy(8));
    Objects late =
        new ListedThen(
            objects, () -> commit(other, Proposal.archive(RECORD, DIGEST, Set.of()), now()));

    assertThat(sweep(late)).isEqualTo(new Swept(0, 0));
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isPresent();
  }

  @Test
  void aNodeWhoseClockIsAYearAheadRemovesNothingThatIsUnderWay() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    commitAnother(2);
    ledgers.clock.advance(DAY.multipliedBy(365));

    assertThat(sweep()).isEqualTo(new Swept(0, 1));
  }

  @Test
  void whatMayNotBeDeletedYetStaysAndDoesNotKeepTheOthers() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    put(RECORD, 1, OTHER);
    objects.lock(key(RECORD, 1, DIGEST), time.instant().plus(DAY.multipliedBy(100)));
    pass(DAY.multipliedBy(8));
    commitAnother(2);

    assertThat(sweep()).isEqualTo(new Swept(1, 1));
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isPresent();
  }

  @Test
  void whatIsNoPackageIsLeftWhereItIs() throws InterruptedException {
    ObjectKey strange = ObjectKey.of("records/00/note.txt");
    ObjectKey evidence = ObjectKey.of("evidence/00/token");
    objects.put(strange, Content.of(Bytes.utf8("x")));
    objects.put(evidence, Content.of(Bytes.utf8("x")));
    pass(DAY.multipliedBy(8));
    commitAnother(2);

    assertThat(sweep()).isEqualTo(new Swept(0, 0));
    assertThat(objects.stat(strange)).isPresent();
    assertThat(objects.stat(evidence)).isPresent();
  }

  @Test
  void everyPackageIsInExactlyOnePart() throws InterruptedException {
    List<RecordId> records = IntStream.range(0, 100).mapToObj(SweeperTest::id).toList();
    records.forEach(record -> put(record, 1, DIGEST));
    pass(DAY.multipliedBy(8));
    commitAnother(1000);

    assertThat(sweep()).isEqualTo(new Swept(100, 0));
    assertThat(objects.list("records/")).isEmpty();
  }

  @Test
  void everyPartIsDueInItsTurn() {
    Sweeper sweeper = sweeper(objects);
    Set<Integer> due = new HashSet<>();
    for (int hour = 0; hour < Sweeper.PARTS; hour++) {
      due.add(sweeper.part());
      ledgers.clock.advance(Duration.ofHours(1));
    }
    assertThat(due).hasSize(Sweeper.PARTS).allMatch(part -> part >= 0 && part < Sweeper.PARTS);
  }

  @Test
  void whereTheHeadCannotBeReadNothingGoes() throws InterruptedException {
    put(RECORD, 1, DIGEST);
    pass(DAY.multipliedBy(8));
    commitAnother(2);
    Objects broken =
        new ListedThen(
            objects,
            () -> {
              throw new StorageException("the store is away");
            });

    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> sweep(broken));
    assertThat(objects.stat(key(RECORD, 1, DIGEST))).isPresent();
  }

  private Swept sweep() throws InterruptedException {
    return sweep(objects);
  }

  private Swept sweep(Objects where) throws InterruptedException {
    long removed = 0;
    long kept = 0;
    for (int part = 0; part < Sweeper.PARTS; part++) {
      Swept swept = sweeper(where).sweep(part);
      removed += swept.removed();
      kept += swept.kept();
    }
    return new Swept(removed, kept);
  }

  private Sweeper sweeper(Objects where) {
    return new Sweeper(
        ledger,
        ledgers.log(new SeenHeads(new MemoryStore(ledgers.clock).heads())),
        where,
        ledgers.clock);
  }

  private void put(RecordId record, int version, Sha256 digest) {
    objects.put(key(record, version, digest), Content.of(Bytes.utf8("package")));
  }

  private void commitAnother(int number) {
    commit(Proposal.archive(id(number), OTHER, Set.of()));
  }

  private void commit(Proposal proposal) {
    commit(ledger, proposal, now());
  }

  private static void commit(Ledger node, Proposal proposal, Instant putAt) {
    try {
      assertThat(node.commit(proposal, putAt)).isInstanceOf(Commit.Committed.class);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Instant now() {
    return ledgers.clock.instant();
  }

  private void pass(Duration duration) {
    time.advance(duration);
    ledgers.clock.advance(duration);
  }

  private static ObjectKey key(RecordId record, int version, Sha256 digest) {
    return PackageKey.of(record, version, digest).format();
  }

  private static RecordId id(int number) {
    return new RecordId(IdKey.base32hex(Sha256.of(Bytes.utf8("record " + number)).bytes(), 26));
  }

  /** Something happens when the first listing has come to its end. */
  private static final class ListedThen implements Objects {
    private final Objects objects;
    private final Runnable then;
    private boolean happened;

    ListedThen(Objects objects, Runnable then) {
      this.objects = objects;
      this.then = then;
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
      List<ObjectInfo> listed = objects.list(prefix).toList();
      Stream<ObjectInfo> last =
          Stream.of(1)
              .filter(_ -> {
                if (!listed.isEmpty() && !happened) {
                  happened = true;
                  then.run();
                }
                return false;
              })
              .map(_ -> listed.getFirst());
      return Stream.concat(listed.stream(), last);
    }

    @Override
    public void put(ObjectKey key, Content content) {
      objects.put(key, content);
    }

    @Override
    public InputStream get(ObjectKey key) {
      return objects.get(key);
    }

    @Override
    public InputStream get(ObjectKey key, long offset, long length) {
      return objects.get(key, offset, length);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectKey key) {
      return objects.stat(key);
    }

    @Override
    public void delete(ObjectKey key) {
      objects.delete(key);
    }

    @Override
    public void lock(ObjectKey key, Instant until) {
      objects.lock(key, until);
    }

    @Override
    public void hold(ObjectKey key, boolean held) {
      objects.hold(key, held);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      return objects.lockedUntil(key);
    }

    @Override
    public boolean locks() {
      return objects.locks();
    }
  }
}
