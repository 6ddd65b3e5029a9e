package cn.cunzhen.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultTableTest {
  private static final ObjectKey KEY = ObjectKey.of("object");
  private static final ObjectKey HEAD = ObjectKey.of("head");

  @Test
  void aCallerThatReadsTheHeadAfterEveryDoubtPasses() {
    int runs =
        FaultTable.run(FaultTableTest::fresh, FaultTableTest::careful, FaultTableTest::countIsOne);

    assertThat(runs).as("undisturbed, 6 ways for the put, 7 for the head").isEqualTo(14);
  }

  @Test
  void aCallerThatTakesARefusalForALossIsCaught() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            FaultTable.run(
                FaultTableTest::fresh, FaultTableTest::trusting, FaultTableTest::countIsOne))
        .withMessageContaining("PUT_ONCE head: ")
        .withCauseInstanceOf(AssertionError.class);
  }

  @Test
  void readsAndListingsGoWrongTooWhereThatIsWanted() {
    int runs =
        FaultTable.runAll(
            FaultTableTest::fresh, FaultTableTest::persistent, FaultTableTest::countIsOne);

    assertThat(runs)
        .as("undisturbed, 6 and 7 ways for the writes, 2 for a read, 3 for a stream")
        .isEqualTo(1 + 6 + 7 + 2 + 3);
  }

  private static Store fresh() {
    return new MemoryStore(Clock.systemUTC());
  }

  /** Stores an object and names it in the head, whatever is said meanwhile. */
  private static void careful(FaultyStore store) {
    put(store);
    while (store.heads().get(HEAD).isEmpty()) {
      store.heads().putOnce(HEAD, Bytes.utf8("1"));
    }
  }

  private static void trusting(FaultyStore store) {
    put(store);
    if (!(store.heads().putOnce(HEAD, Bytes.utf8("1")) instanceof Write.Done)) {
      store.heads().putOnce(ObjectKey.of("another-head"), Bytes.utf8("1"));
    }
  }

  /** Reads what it wrote, and begins again wherever something is in doubt. */
  private static void persistent(FaultyStore store) {
    while (true) {
      try {
        put(store);
        store.heads().putOnce(HEAD, Bytes.utf8("1"));
        if (store.heads().get(HEAD).isPresent()) {
          store.objects().get(KEY).readAllBytes();
          return;
        }
      } catch (StorageException | IOException e) {
        assertThat(e).hasMessageMatching("no answer to .*|the connection was lost halfway");
      }
    }
  }

  private static void put(FaultyStore store) {
    while (true) {
      try {
        store.objects().put(KEY, Content.of(Bytes.utf8("object")));
        return;
      } catch (StorageException.Unknown e) {
        assertThat(e).hasMessageContaining("PUT object");
      }
    }
  }

  private static void countIsOne(FaultyStore store) {
    assertThat(store.objects().get(KEY)).hasContent("object");
    assertThat(store.heads().get(HEAD).map(Head::value)).isEqualTo(Optional.of(Bytes.utf8("1")));
    assertThat(store.heads().list("")).containsExactly(HEAD);
  }
}
