package cn.cunzhen.core.audit;

import cn.cunzhen.core.derived.DerivedKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds derivatives of records that are gone, or that never were, and damaged ones. Whether what
 * they say is right is not looked at: nothing rests on it.
 *
 * @param named the packages that the ledger names
 * @param old what is younger may belong to an entry that came while the audit ran
 */
record DerivedAudit(Objects objects, NamedPackages named, Set<RecordId> disposed, Instant old) {
  /** Returns how many there are. */
  long run(Companion companion) {
    long count = 0;
    Attempts attempts = new Attempts(objects, companion);
    try (Stream<ObjectInfo> stored = objects.list(DerivedKey.PREFIX)) {
      for (ObjectInfo object : (Iterable<ObjectInfo>) stored::iterator) {
        try {
          defect(object, attempts).ifPresent(companion::found);
        } catch (StorageException e) {
          companion.found(Attempts.defect(Defect.Kind.INDEX, object.key().value(), e));
        }
        count++;
      }
    }
    return count;
  }

  private boolean isWhole(DerivedKey key, Attempts attempts) {
    try {
      Bytes content = attempts.of(() -> read(key));
      attempts.companion().read(content.size());
      return key.names(content);
    } catch (StorageException.Missing e) {
      return true; // gone since it was listed
    }
  }

  private Bytes read(DerivedKey key) throws IOException {
    try (InputStream in = objects.get(key.format())) {
      return Bytes.of(in.readAllBytes());
    }
  }

  private Optional<Defect> defect(ObjectInfo object, Attempts attempts) {
    attempts.companion().read(0);
    Optional<DerivedKey> key = DerivedKey.parse(object.key());
    if (key.isPresent() && disposed.contains(key.get().source().id())) {
      return Optional.of(
          new Defect(Defect.Kind.PRESENT_AFTER_DISPOSAL, object.key().value(), "a derivative"));
    }
    boolean known = key.isPresent() && named.contains(key.get().source().format());
    if (known && !isWhole(key.get(), attempts)) {
      return Optional.of(
          new Defect(Defect.Kind.INDEX, object.key().value(), "a damaged derivative"));
    }
    return known || !object.modified().isBefore(old)
        ? Optional.empty()
        : Optional.of(new Defect(Defect.Kind.UNKNOWN, object.key().value(), "a derivative"));
  }
}
