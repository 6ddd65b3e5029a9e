package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.memory.MemoryStore;
import cn.cunzhen.storage.s3.Passing.PassingHeads;
import cn.cunzhen.storage.s3.Passing.PassingObjects;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** Each promise that a server breaks is noticed, and said together with what rests on it. */
class ProbeTest {
  private final MovableClock clock = new MovableClock();
  private final Random random = new Random(20_261_121);
  private final MemoryStore store = new MemoryStore(clock);
  private final Heads heads = store.heads();
  private final Objects objects = store.objects();

  @Test
  void aStoreThatKeepsItsPromisesIsFitAndLeftAsItWas() {
    probe(heads, objects);

    assertThat(left()).allMatch(key -> key.endsWith("/locked"));
  }

  @Test
  void whatAnEarlierProbeLeftIsRemovedAndWhatAnotherIsTryingNowStays() {
    heads.putOnce(ObjectKey.of("probe/old/head"), Bytes.utf8("left"));
    objects.put(ObjectKey.of("probe/old/object"), Content.of(Bytes.utf8("left")));
    clock.advance(Duration.ofMinutes(11));
    heads.putOnce(ObjectKey.of("probe/new/head"), Bytes.utf8("tried"));
    objects.put(ObjectKey.of("probe/new/object"), Content.of(Bytes.utf8("tried")));

    probe(heads, objects);

    assertThat(left())
        .contains("probe/new/head", "probe/new/object")
        .noneMatch(key -> key.startsWith("probe/old/"));
  }

  @Test
  void creatingWhatIsThereIsNoticed() {
    Heads careless =
        new PassingHeads(heads) {
          @Override
          public Write putOnce(ObjectKey key, Bytes value) {
            return overwrite(key, value);
          }
        };

    assertThatUnfit(careless, objects).withMessageContaining("found the archive");
  }

  @Test
  void replacingWhatOneDoesNotKnowIsNoticed() {
    Heads careless =
        new PassingHeads(heads) {
          @Override
          public Write swap(ObjectKey key, Version expected, Bytes value) {
            return overwrite(key, value);
          }
        };

    assertThatUnfit(careless, objects).withMessageContaining("overwrite what another has");
  }

  @Test
  void replacingWhatIsNotThereIsNoticed() {
    Heads reviving =
        new PassingHeads(heads) {
          @Override
          public Write swap(ObjectKey key, Version expected, Bytes value) {
            return to.get(key).isEmpty()
                ? super.putOnce(key, value)
                : super.swap(key, expected, value);
          }
        };

    assertThatUnfit(reviving, objects).withMessageContaining("what was deleted could come back");
  }

  @Test
  void refusingEveryReplacementIsNoticed() {
    Heads stubborn =
        new PassingHeads(heads) {
          @Override
          public Write swap(ObjectKey key, Version expected, Bytes value) {
            return new Write.Refused();
          }
        };

    assertThatUnfit(stubborn, objects).withMessageContaining("replacing a head by its version");
  }

  @Test
  void severalWinnersOfARaceAreNoticed() {
    for (String race : new String[] {"raced", "raced-on"}) {
      Heads generous =
          new PassingHeads(heads) {
            @Override
            public Write putOnce(ObjectKey key, Bytes value) {
              return generous(key, value, super.putOnce(key, value));
            }

            @Override
            public Write swap(ObjectKey key, Version expected, Bytes value) {
              return generous(key, value, super.swap(key, expected, value));
            }

            private Write generous(ObjectKey key, Bytes value, Write outcome) {
              return key.value().endsWith("/" + race) && outcome instanceof Write.Refused
                  ? new Write.Done(Version.of(value))
                  : outcome;
            }
          };

      assertThatUnfit(generous, objects).withMessageContaining("believe that they committed");
    }
  }

  @Test
  void aWinnerWhoIsNotReadBackIsNoticed() {
    Heads forgetful =
        new PassingHeads(heads) {
          @Override
          public Optional<Head> get(ObjectKey key) {
            return key.value().contains("race") ? Optional.empty() : super.get(key);
          }
        };

    assertThatUnfit(forgetful, objects).withMessageContaining("had not one winner");
  }

  @Test
  void anUnknownOutcomeInARaceIsNoFault() {
    Heads hoarse =
        new PassingHeads(heads) {
          @Override
          public Write putOnce(ObjectKey key, Bytes value) {
            Write outcome = super.putOnce(key, value);
            return key.value().endsWith("/raced")
                ? new Write.Unknown(new StorageException.Unknown("no answer", new Exception()))
                : outcome;
          }
        };

    probe(hoarse, objects);
  }

  @Test
  void otherBytesThanWerePutAreNoticed() {
    Objects mistaken =
        new PassingObjects(objects) {
          @Override
          public InputStream get(ObjectKey key, long offset, long length) {
            return super.get(key);
          }
        };

    assertThatUnfit(heads, mistaken).withMessageContaining("not read back");
  }

  @Test
  void anIncompleteListingIsNoticed() {
    Objects blind =
        new PassingObjects(objects) {
          @Override
          public Stream<ObjectInfo> list(String prefix) {
            return super.list(prefix).filter(info -> !info.key().value().endsWith("listed"));
          }
        };

    assertThatUnfit(heads, blind).withMessageContaining("audit could not account");
  }

  @Test
  void aDeletionThatDeletesNothingIsNoticed() {
    Objects keeping =
        new PassingObjects(objects) {
          @Override
          public void delete(ObjectKey key) {
            to.stat(key);
          }
        };

    assertThatUnfit(heads, keeping)
        .withMessageContaining("disposal would not erase")
        .withMessageContaining("a hold would not hold");
  }

  @Test
  void aHoldThatDoesNotHoldIsNoticed() {
    Objects loose =
        new PassingObjects(objects) {
          @Override
          public void hold(ObjectKey key, boolean held) {
            super.hold(key, false);
          }
        };

    assertThatUnfit(heads, loose).withMessageContaining("a hold would not hold");
  }

  @Test
  void aLockThatIsDroppedIsNoticed() {
    Objects loose =
        new PassingObjects(objects) {
          @Override
          public void lock(ObjectKey key, Instant until) {
            to.stat(key);
          }
        };

    assertThatUnfit(heads, loose).withMessageContaining("retention would not retain");
  }

  @Test
  void aStoreThatIsSlowerThanTheLockIsNotTakenForOneThatDropsIt() {
    Objects slow =
        new PassingObjects(objects) {
          @Override
          public void lock(ObjectKey key, Instant until) {
            super.lock(key, until);
            clock.advance(Duration.ofSeconds(15));
          }
        };

    probe(heads, slow);

    assertThat(left()).anyMatch(key -> key.endsWith("/40/locked"));
  }

  @Test
  void allThatIsMissingIsSaidAtOnce() {
    Heads careless =
        new PassingHeads(heads) {
          @Override
          public Write swap(ObjectKey key, Version expected, Bytes value) {
            return overwrite(key, value);
          }
        };
    Objects broken =
        new PassingObjects(objects) {
          @Override
          public Optional<ObjectInfo> stat(ObjectKey key) {
            throw new StorageException("no answer today");
          }
        };

    assertThatUnfit(careless, broken)
        .withMessageContaining("overwrite what another has")
        .withMessageContaining("disposal would not erase")
        .withMessageContaining("no answer today");
  }

  private ThrowableAssertAlternative<StorageException.Unfit> assertThatUnfit(
      Heads lyingHeads, Objects lyingObjects) {
    return assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> probe(lyingHeads, lyingObjects));
  }

  private void probe(Heads triedHeads, Objects triedObjects) {
    new Probe(triedObjects, triedHeads, clock, random).run();
  }

  /** As a server that does not look at conditions. */
  private Write overwrite(ObjectKey key, Bytes value) {
    Optional<Head> present = heads.get(key);
    return present.isEmpty()
        ? heads.putOnce(key, value)
        : heads.swap(key, present.get().version(), value);
  }

  private List<String> left() {
    try (Stream<ObjectKey> headsLeft = heads.list("");
        Stream<ObjectInfo> objectsLeft = objects.list("")) {
      return Stream.concat(headsLeft, objectsLeft.map(ObjectInfo::key))
          .map(ObjectKey::value)
          .toList();
    }
  }
}
