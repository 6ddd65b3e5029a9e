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

    assertThat(runs).as("undisturbed, 5 ways for the put, 6 for the head").isEqualTo(12);
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
