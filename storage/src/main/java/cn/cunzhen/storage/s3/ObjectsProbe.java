package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether objects are kept, given back, listed, locked and removed as packages must be. */
final class ObjectsProbe {
  private static final Bytes VALUE = Bytes.utf8("what is put");
  static final Duration LOCK = Duration.ofSeconds(10);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(ObjectsProbe.class);

  private final Objects objects;
  private final String folder;

  ObjectsProbe(Objects objects, String folder) {
    this.objects = objects;
    this.folder = folder;
  }

  void run(Findings findings) {
    findings.check(
        "an object was not read back whole and in part as it was put, so records could not be"
            + " given back",
        () -> anObjectIsReadBack(put("read")));
    findings.check(
        "a listing did not show what is there, so audit could not account for it",
        () -> aListingShowsAnObject(put("listed")));
    findings.check(
        "a deleted object was still there, so disposal would not erase",
        () -> aDeletedObjectIsGone(put("deleted")));
    if (objects.locks()) {
      findings.check(
          "an object on hold could be deleted, or not once it was released, so a hold would not"
              + " hold",
          () -> anObjectOnHoldStays(put("held")));
      findings.check(
          "an object under lock could be deleted, so retention would not retain",
          this::aLockedObjectStays);
    }
  }

  private ObjectKey put(String name) {
    ObjectKey key = ObjectKey.of(folder + name);
    objects.put(key, Content.of(VALUE));
    return key;
  }

  private boolean anObjectIsReadBack(ObjectKey key) throws IOException {
    try (InputStream whole = objects.get(key);
        InputStream part = objects.get(key, 5, 2)) {
      return Bytes.of(whole.readAllBytes()).equals(VALUE)
          && Bytes.of(part.readAllBytes()).equals(VALUE.slice(5, 7));
    }
  }

  private boolean aListingShowsAnObject(ObjectKey key) {
    try (Stream<ObjectInfo> listing = objects.list(folder)) {
      return listing.anyMatch(info -> info.key().equals(key) && info.size() == VALUE.size());
    }
  }

  private boolean aDeletedObjectIsGone(ObjectKey key) {
    objects.delete(key);
    return objects.stat(key).isEmpty();
  }

  private boolean anObjectOnHoldStays(ObjectKey key) {
    objects.hold(key, true);
    boolean stays = deleteIsRefused(key);
    objects.hold(key, false);
    objects.delete(key);
    return stays;
  }

  /**
   * The lock is a short one, since nothing can lift it; where it ended before the answer came, that
   * tells nothing, and a longer one is tried.
   */
  private boolean aLockedObjectStays() {
    for (Duration lock = LOCK; ; lock = lock.multipliedBy(4)) {
      ObjectKey key = put(lock.toSeconds() + "/locked");
      Instant until = date(key).plus(lock);
      boolean stays = staysUntil(key, until);
      if (stays || lock.compareTo(LONGEST_LOCK) > 0 || date(put("later")).isBefore(until)) {
        return stays;
      }
    }
  }

  private boolean staysUntil(ObjectKey key, Instant until) {
    try {
      objects.lock(key, until);
      return objects.lockedUntil(key).filter(until::equals).isPresent() && deleteIsRefused(key);
    } catch (StorageException e) {
      LOG.info("an object could not be locked until {}", until, e);
      return false;
    }
  }

  /** The store's own date of an object. */
  private Instant date(ObjectKey key) {
    return objects.stat(key).orElseThrow().modified();
  }

  private boolean deleteIsRefused(ObjectKey key) {
    try {
      objects.delete(key);
      return false;
    } catch (StorageException.Locked expected) {
      return objects.stat(key).isPresent();
    }
  }
}
