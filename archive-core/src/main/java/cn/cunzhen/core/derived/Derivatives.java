package cn.cunzhen.core.derived;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.DisposalFollower.Patience;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of records beside their packages, so that it need not be made twice. Any thread may
 * use it, and any number of nodes.
 *
 * <p>Nothing here is signed: it may be lost, damaged or forged, and serves only for what a lie may
 * mislead and not for what it could prove. It says what the record says, as plainly, and goes with
 * it.
 */
public final class Derivatives {
  private static final Logger LOG = LoggerFactory.getLogger(Derivatives.class);

  /** More than this is not kept, and not read where somebody else has put it. */
  public static final int LARGEST = 32 << 20;

  private final Objects objects;
  private final Predicate<RecordId> disposed;

  /**
   * @param disposed whether a record is gone, as far as this node knows; must know so before {@link
   *     #erase} is called for it
   */
  public Derivatives(Objects objects, Predicate<RecordId> disposed) {
    this.objects = objects;
    this.disposed = disposed;
  }

  /**
   * What is kept of that kind, as it was put: most often nothing or one. What is not what its key
   * says is deleted, and made anew by whoever needs it.
   *
   * @throws StorageException if the store can't be read
   */
  public List<Bytes> find(PackageKey source, String kind) {
    List<Bytes> found = new ArrayList<>();
    for (ObjectInfo object : list(DerivedKey.prefix(source, kind))) {
      Optional<DerivedKey> key = DerivedKey.parse(object.key());
      if (key.isPresent() && object.size() <= LARGEST) {
        read(key.get()).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Keeps a derivative, unless it is too large or its record is gone.
   *
   * <p>The record may be disposed of while this runs. Whoever erases begins after it is known here
   * that the record is gone; so either that finds what was put, or this knows by then.
   *
   * @throws StorageException if it may not have been kept
   */
  public void keep(PackageKey source, String kind, Bytes content) {
    if (content.size() > LARGEST || disposed.test(source.id())) {
      return;
    }
    objects.put(DerivedKey.of(source, kind, content).format(), Content.of(content));
    if (disposed.test(source.id())) {
      erase(source.id());
    }
  }

  /**
   * Deletes everything that was made from a record, of all versions; nothing where there is none.
   */
  public void erase(RecordId record) {
    list(DerivedKey.folder(record)).forEach(object -> objects.delete(object.key()));
  }

  /** Begins to erase at once whatever was made from a record that is disposed of. */
  public DisposalFollower follow(LedgerFeed ledger) {
    return DisposalFollower.start(
        "derivatives", ledger, this::erase, this::eraseAllDisposed, Patience.USUAL);
  }

  /** Erases what an earlier erasure did not reach. */
  void eraseAllDisposed(BooleanSupplier goOn) {
    try (Stream<ObjectInfo> all = objects.list(DerivedKey.PREFIX)) {
      all.map(ObjectInfo::key)
          .takeWhile(_ -> goOn.getAsBoolean())
          .filter(
              key -> DerivedKey.parse(key).filter(k -> disposed.test(k.source().id())).isPresent())
          .forEach(this::tryToDelete);
    }
  }

  /** One object that can't be deleted keeps no other waiting. */
  private void tryToDelete(ObjectKey key) {
    try {
      objects.delete(key);
    } catch (StorageException e) {
      LOG.warn("{} can't be deleted just now; it is tried again", key, e);
    }
  }

  private Optional<Bytes> read(DerivedKey key) {
    try (InputStream stream = objects.get(key.format())) {
      Bytes content = Bytes.of(stream.readAllBytes());
      if (key.names(content)) {
        return Optional.of(content);
      }
    } catch (StorageException.Missing e) {
      return Optional.empty(); // deleted since it was listed
    } catch (IOException e) {
      throw new StorageException(key.format() + " can't be read", e);
    }
    objects.delete(key.format());
    return Optional.empty();
  }

  private List<ObjectInfo> list(String prefix) {
    try (Stream<ObjectInfo> all = objects.list(prefix)) {
      return all.toList();
    }
  }
}
