package cn.cunzhen.core.derived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DerivativesTest {
  private static final RecordId RECORD = new RecordId("0123456789abcdefghijklmnop");
  private static final RecordId OTHER = new RecordId("0123456789abcdefghijklmnoq");
  private static final PackageKey SOURCE = source(RECORD, 1);
  private static final Bytes TEXT = Bytes.utf8("text");

  private final Objects objects = new MemoryStore(Clock.systemUTC()).objects();
  private final Set<RecordId> disposed = new HashSet<>();
  private final Derivatives derivatives = new Derivatives(objects, disposed::contains);

  private static PackageKey source(RecordId record, int version) {
    return PackageKey.of(record, version, Sha256.of(Bytes.utf8(record + " " + version)));
  }

  private List<ObjectKey> stored() {
    try (Stream<ObjectInfo> all = objects.list("derived/")) {
      return all.map(ObjectInfo::key).toList();
    }
  }

  @Test
  void whatIsKeptIsFoundUnderItsVersionAndKindAlone() {
    derivatives.keep(SOURCE, "text1", TEXT);
    derivatives.keep(SOURCE, "text1", TEXT);

    assertThat(derivatives.find(SOURCE, "text1")).containsExactly(TEXT);
    assertThat(derivatives.find(SOURCE, "text")).isEmpty();
    assertThat(derivatives.find(SOURCE, "text2")).isEmpty();
    assertThat(derivatives.find(source(RECORD, 2), "text1")).isEmpty();
    assertThat(derivatives.find(source(OTHER, 1), "text1")).isEmpty();
  }

  @Test
  void aKeyIsReadAsItIsWrittenAndNoOtherWay() {
    derivatives.keep(SOURCE, "text1", TEXT);
    String key = stored().getFirst().value();

    assertThat(key).startsWith("derived/01/23/" + RECORD + "/v1-");
    assertThat(DerivedKey.parse(ObjectKey.of(key)).orElseThrow().format().value()).isEqualTo(key);
    for (String other :
        List.of(
            key + "0",
            key.replace("/01/23/", "/01/24/"),
            key.replace("/v1-", "/v01-"),
            key.replace("-text1-", "-Text1-"),
            key.replace("derived/", "derived/x/"),
            key.substring(0, key.length() - 1))) {
      assertThat(DerivedKey.parse(ObjectKey.of(other))).as(other).isEmpty();
    }
  }

  @Test
  void whatIsNotWhatItsKeySaysIsNeitherGivenNorKept() {
    derivatives.keep(SOURCE, "text1", TEXT);
    ObjectKey key = stored().getFirst();
    objects.delete(key);
    objects.put(key, Content.of(Bytes.utf8("lies")));

    assertThat(derivatives.find(SOURCE, "text1")).isEmpty();

    assertThat(stored()).isEmpty();
    derivatives.keep(SOURCE, "text1", TEXT);
    assertThat(derivatives.find(SOURCE, "text1")).containsExactly(TEXT);
  }

  @Test
  void whatIsNoDerivativeIsLeftAloneAndNotRead() {
    ObjectKey stray = ObjectKey.of(DerivedKey.prefix(SOURCE, "text1") + "stray");
    objects.put(stray, Content.of(TEXT));

    assertThat(derivatives.find(SOURCE, "text1")).isEmpty();
    assertThat(stored()).containsExactly(stray);
  }

  @Test
  void erasingTakesAllVersionsOfOneRecordAndNothingElse() {
    derivatives.keep(SOURCE, "text1", TEXT);
    derivatives.keep(source(RECORD, 2), "page1", TEXT);
    derivatives.keep(source(OTHER, 1), "text1", TEXT);

    derivatives.erase(RECORD);
    derivatives.erase(RECORD);

    assertThat(derivatives.find(SOURCE, "text1")).isEmpty();
    assertThat(stored()).hasSize(1);
    assertThat(derivatives.find(source(OTHER, 1), "text1")).containsExactly(TEXT);
  }

  @Test
  void nothingIsKeptOfWhatIsGone() {
    disposed.add(RECORD);

    derivatives.keep(SOURCE, "text1", TEXT);

    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsDisposedOfWhileItIsKeptIsErasedAllTheSame() {
    Derivatives late =
        new Derivatives(after("put", () -> disposed.add(RECORD)), disposed::contains);

    late.keep(SOURCE, "text1", TEXT);

    assertThat(stored()).isEmpty();
  }

  @Test
  void whatCameTooLateIsFoundByTheNextLookAtAll() {
    derivatives.keep(SOURCE, "text1", TEXT);
    derivatives.keep(source(OTHER, 1), "text1", TEXT);
    disposed.add(RECORD);

    derivatives.eraseAllDisposed(() -> true);

    assertThat(stored()).hasSize(1);
    assertThat(derivatives.find(source(OTHER, 1), "text1")).hasSize(1);
  }

  @Test
  void aKindIsAWord() {
    assertThatThrownBy(() -> derivatives.keep(SOURCE, "text-1", TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The same store, where something happens at the end of every call of that name. */
  private Objects after(String call, Runnable then) {
    return (Objects)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Objects.class},
            (_, method, arguments) -> {
              try {
                return method.invoke(objects, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals(call)) {
                  then.run();
                }
              }
            });
  }
}
