package cn.cunzhen.storage.memory;

import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Values by key, in the keys' order, none of which is a folder of another. One lock for all. */
final class KeyMap<V> {
  private final NavigableMap<String, V> values = new TreeMap<>();

  synchronized Optional<V> get(ObjectKey key) {
    return Optional.ofNullable(values.get(key.value()));
  }

  /**
   * Puts the next value in the place of the present one if the condition holds, and says whether it
   * did. What condition and change throw leaves the value as it was.
   */
  synchronized boolean change(
      ObjectKey key, Predicate<Optional<V>> condition, Function<Optional<V>, V> next) {
    Optional<V> present = get(key);
    if (!condition.test(present)) {
      return false;
    }
    refuseFolders(key);
    values.put(key.value(), next.apply(present));
    return true;
  }

  /** Removes the value, if there is one, unless the check throws. */
  synchronized void remove(ObjectKey key, Consumer<V> check) {
    get(key).ifPresent(check);
    values.remove(key.value());
  }

  /** The keys that start with the prefix, as they are at this moment. */
  synchronized Stream<ObjectKey> keys(String prefix) {
    return values.tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .map(ObjectKey::of)
        .toList()
        .stream();
  }

  private void refuseFolders(ObjectKey key) {
    String below = values.ceilingKey(key.value() + "/");
    if (below != null && below.startsWith(key.value() + "/")) {
      throw new StorageException.Conflict(key, "it is the folder of " + below);
    }
    for (int end = key.value().indexOf('/'); end > 0; end = key.value().indexOf('/', end + 1)) {
      if (values.containsKey(key.value().substring(0, end))) {
        throw new StorageException.Conflict(key, "one of its folders is a key");
      }
    }
  }
}
