package cn.cunzhen.core.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StampsTest {
  private static final TimeStamp STAMP = stamp();

  private final Heads heads = new MemoryStore(new MovableClock()).heads();
  private final Stamps stamps = new Stamps(heads, "ledger");

  @Test
  void aStampLiesUnderItsSizeInGroupsOfFiveDigits() {
    stamps.put(new Stamped(1_234_567, STAMP));

    try (Stream<ObjectKey> keys = heads.list("")) {
      assertThat(keys.map(ObjectKey::value))
          .containsExactly("ledger/stamps/00000/00000/00012/34567");
    }
    assertThat(stamps.at(1_234_567)).contains(new Stamped(1_234_567, STAMP));
    assertThat(stamps.at(1_234_568)).isEmpty();
  }

  @Test
  void theNearestOnesAreFoundOnBothSidesOfEverySize() {
    List<Long> sizes =
        LongStream.of(1, 2, 9, 10, 11, 99, 100, 101, 999, 1_000, 99_999, 100_000, 100_001, 999_999)
            .boxed()
            .toList();
    sizes.forEach(size -> stamps.put(new Stamped(size, STAMP)));
    TreeSet<Long> all = new TreeSet<>(sizes);

    for (long size :
        LongStream.concat(LongStream.range(0, 1_100), all.stream().mapToLong(s -> s)).toArray()) {
      assertThat(stamps.last(size).map(Stamped::size))
          .isEqualTo(Optional.ofNullable(all.floor(size)));
      assertThat(stamps.first(size, 2_000_000).map(Stamped::size))
          .isEqualTo(Optional.ofNullable(all.ceiling(size)));
    }
  }

  @Test
  void whatLiesBeyondTheLedgerIsNotFound() {
    stamps.put(new Stamped(100, STAMP));

    assertThat(stamps.first(50, 99)).isEmpty();
    assertThat(stamps.first(50, 100).map(Stamped::size)).contains(100L);
    assertThat(stamps.last(99)).isEmpty();
  }

  @Test
  void whereThereIsNoneNoneIsFound() {
    assertThat(stamps.first(0, Long.MAX_VALUE)).isEmpty();
    assertThat(stamps.last(Long.MAX_VALUE)).isEmpty();
    try (LongStream all = stamps.all()) {
      assertThat(all.toArray()).isEmpty();
    }
  }

  @Test
  void aDamagedOneHidesNoOther() {
    StampedLog log = new StampedLog();
    log.grow(9);
    log.damageStamp(5);
    log.stamps().put(new Stamped(2, STAMP));
    log.stamps().put(new Stamped(9, STAMP));

    assertThat(log.stamps().first(3, 9).map(Stamped::size)).contains(9L);
    assertThat(log.stamps().first(3, 8)).isEmpty();
    assertThat(log.stamps().last(8).map(Stamped::size)).contains(2L);
  }

  @Test
  void aStampThatIsThereStays() {
    TimeStamp other = stamp();
    stamps.put(new Stamped(7, STAMP));
    stamps.put(new Stamped(7, other));

    assertThat(other).isNotEqualTo(STAMP);
    assertThat(stamps.at(7)).contains(new Stamped(7, STAMP));
  }

  private static TimeStamp stamp() {
    return StampedLog.stamp(
        Sha256.of(Bytes.utf8("checkpoint")), StampedLog.KEYS, Clock.systemUTC());
  }
}
