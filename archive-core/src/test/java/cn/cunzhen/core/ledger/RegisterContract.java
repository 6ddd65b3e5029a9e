package cn.cunzhen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every register does. */
public abstract class RegisterContract {
  private static final Instant AT = Instant.parse("2026-11-21T01:13:40.000Z");

  /** A new and empty register. */
  protected abstract Register open() throws Exception;

  @Test
  void aNewRegisterHasReachedNothing() throws Exception {
    Register register = open();

    assertThat(register.reached()).isEqualTo(Reached.NOTHING);
    assertThat(register.entriesOf(record(1))).isEmpty();
  }

  @Test
  void whatWasAppliedIsAnsweredAtOnce() throws Exception {
    Register register = open();

    register.apply(List.of(archived(1), archived(2)), digest(102));

    assertThat(register.reached()).isEqualTo(new Reached(2, digest(102)));
    assertThat(register.entriesOf(record(2)))
        .containsExactly(new Registered(1, EntryType.ARCHIVED, 1, digest(2)));
    assertThat(register.entriesOf(record(3))).isEmpty();
  }

  @Test
  void theEntriesOfARecordKeepTheOrderOfTheLedger() throws Exception {
    Register register = open();

    register.apply(List.of(archived(1), archived(2), entry(1, EntryType.HELD, 1)), digest(103));
    register.apply(List.of(entry(1, EntryType.AMENDED, 2)), digest(104));

    assertThat(register.entriesOf(record(1)))
        .containsExactly(
            new Registered(0, EntryType.ARCHIVED, 1, digest(1)),
            new Registered(2, EntryType.HELD, 1, digest(1)),
            new Registered(3, EntryType.AMENDED, 2, digest(1)));
  }

  @Test
  void aClearedRegisterBeginsAnew() throws Exception {
    Register register = open();
    register.apply(List.of(archived(1)), digest(101));

    register.clear();

    assertThat(register.reached()).isEqualTo(Reached.NOTHING);
    assertThat(register.entriesOf(record(1))).isEmpty();
    register.apply(List.of(archived(2), archived(1)), digest(102));
    assertThat(register.entriesOf(record(1)))
        .containsExactly(new Registered(1, EntryType.ARCHIVED, 1, digest(1)));
  }

  @Test
  void everyTypeAndEveryVersionIsKept() throws Exception {
    Register register = open();
    List<LedgerEntry> entries = new ArrayList<>();
    for (EntryType type : EntryType.values()) {
      entries.add(entry(1, type, 999_999_999));
    }

    register.apply(entries, digest(100));

    assertThat(register.entriesOf(record(1)))
        .extracting(Registered::type)
        .containsExactly(EntryType.values());
    assertThat(register.entriesOf(record(1)))
        .allMatch(registered -> registered.version() == 999_999_999);
  }

  @Test
  void itAgreesWithASimpleMapAfterEveryBatch() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Register register = open();
    Map<RecordId, List<Registered>> model = new HashMap<>();
    List<EntryType> types = List.of(EntryType.values());
    long index = 0;

    for (int batch = 0; batch < 300; batch++) {
      List<LedgerEntry> entries = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        EntryType type = types.get(random.nextInt(types.size()));
        LedgerEntry entry = entry(random.nextInt(500), type, 1 + random.nextInt(5));
        entries.add(entry);
        model
            .computeIfAbsent(entry.record(), _ -> new ArrayList<>())
            .add(new Registered(index++, type, entry.version(), entry.digest()));
      }
      register.apply(entries, digest(index));

      assertThat(register.reached()).isEqualTo(new Reached(index, digest(index)));
      for (LedgerEntry entry : entries) {
        assertThat(register.entriesOf(entry.record()))
            .as("seed %d", seed)
            .isEqualTo(model.get(entry.record()));
      }
    }
    for (int n = 0; n < 500; n++) {
      assertThat(register.entriesOf(record(n)))
          .as("seed %d", seed)
          .isEqualTo(model.getOrDefault(record(n), List.of()));
    }
  }

  @Test
  void whatHasBeenReachedIsSeenByEveryThread() throws Exception {
    Register register = open();
    AtomicBoolean done = new AtomicBoolean();

    CompletableFuture<Long> questions =
        CompletableFuture.supplyAsync(() -> {
          long asked = 0;
          while (!done.get() || asked == 0) {
            int last = (int) register.reached().size() - 1;
            for (int n = Math.max(0, last - 50); n <= last; n++) {
              assertThat(register.entriesOf(record(n))).hasSize(1);
            }
            asked++;
          }
          return asked;
        });
    for (int n = 0; n < 3_000; n++) {
      register.apply(List.of(archived(n)), digest(n));
    }
    done.set(true);

    assertThat(questions.get()).isPositive();
  }

  /** A record's id; the same number always means the same. */
  public static RecordId record(long number) {
    return new RecordId(IdKey.base32hex(digest(number).bytes(), RecordId.LENGTH));
  }

  /** Any digest; the same number always means the same. */
  public static Sha256 digest(long number) {
    return Sha256.of(Bytes.utf8(Long.toString(number)));
  }

  /** The first entry of a record. */
  public static LedgerEntry archived(long number) {
    return entry(number, EntryType.ARCHIVED, 1);
  }

  /** An entry of a record. */
  public static LedgerEntry entry(long number, EntryType type, int version) {
    return new LedgerEntry(AT, digest(number), record(number), type, version);
  }
}
