package cn.cunzhen.core.audit;

import static cn.cunzhen.core.stamp.StampedLog.KEYS;
import static cn.cunzhen.core.stamp.StampedLog.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.StampedLog;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampAuditTest {
  private final StampedLog log = new StampedLog();

  @Test
  void stampsThatHoldAndFollowEachOtherAreNoDefects() {
    log.grow(300);
    stamp(1, 1, KEYS, Duration.ofMinutes(-2));
    stamp(256, 256, KEYS, Duration.ofMinutes(-1));
    stamp(300, 300, KEYS, Duration.ZERO);

    assertThat(audit()).isEmpty();
  }

  @Test
  void aStampOverMoreEntriesThanTheLedgerHasSaysThatSomeWereTakenAway() {
    log.grow(3);
    LogHead yesterday = log.head();
    log.grow(4);
    stamp(3, 3, KEYS, Duration.ofMinutes(-1));
    stamp(7, 7, KEYS, Duration.ZERO);

    List<Defect> defects = audit(yesterday);

    assertThat(defects)
        .containsExactly(
            new Defect(
                Defect.Kind.STAMP,
                "checkpoint of 7 entries",
                "over more entries than the ledger's 3"));
  }

  @Test
  void aStampOverAnotherTreeIsNamed() {
    log.grow(5);
    stamp(4, 5, KEYS, Duration.ZERO);

    assertThat(audit()).extracting(Defect::detail).containsExactly("stamp-imprint");
  }

  @Test
  void aStampOfAStrangerIsNamed() {
    log.grow(1);
    stamp(1, 1, STRANGER, Duration.ZERO);

    assertThat(audit()).extracting(Defect::detail).containsExactly("stamp-chain");
  }

  @Test
  void aStampThatIsEarlierThanOneOverFewerEntriesIsNamed() {
    log.grow(2);
    stamp(1, 1, KEYS, Duration.ZERO);
    stamp(2, 2, KEYS, Duration.ofMinutes(-2));

    assertThat(audit())
        .singleElement()
        .satisfies(defect -> {
          assertThat(defect.where()).isEqualTo("checkpoint of 2 entries");
          assertThat(defect.detail()).contains("earlier than one over fewer entries");
        });
  }

  @Test
  void whatLiesAmongTheStampsAndIsNoneHidesNothing() {
    log.grow(2);
    stamp(1, 1, KEYS, Duration.ZERO);
    log.store().heads().putOnce(ObjectKey.of("ledger/stamps/x"), Bytes.utf8("x"));
    stamp(2, 1, KEYS, Duration.ZERO);

    assertThat(audit()).extracting(Defect::detail).containsExactly("stamp-imprint");
  }

  @Test
  void aStampThatIsNoneIsNamed() {
    log.grow(1);
    log.damageStamp(1);

    assertThat(audit())
        .singleElement()
        .satisfies(defect -> assertThat(defect.detail()).contains("is damaged"));
  }

  private void stamp(long size, long of, ArchiveKeys keys, Duration ahead) {
    Clock clock = Clock.offset(Clock.systemUTC(), ahead);
    log.stamps().put(new Stamped(size, StampedLog.stamp(log.digest(of), keys, clock)));
  }

  private List<Defect> audit() {
    return audit(log.head());
  }

  private List<Defect> audit(LogHead head) {
    List<Defect> defects = new ArrayList<>();
    new StampAudit(
            log.log(),
            () -> head,
            log.stamps(),
            log.store().objects(),
            new TimeStampVerifier(KEYS.anchors()))
        .run(Companion.inHaste(defects::add, done -> {}, part -> {}));
    return defects;
  }
}
