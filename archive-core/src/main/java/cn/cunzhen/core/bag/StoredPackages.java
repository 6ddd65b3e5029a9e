package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The packages of a store. Any thread may use it.
 *
 * <p>The metadata of those that were used last stay in memory: under the name that the ledger gives
 * a package nothing else can ever lie. So what is asked for twice is read and checked once, and who
 * opens a package learns only by reading a file of it that the store has lost it meanwhile.
 */
public final class StoredPackages implements RecordSource {
  /** How much of the packages' metadata is kept, in bytes as they stand there. */
  private static final long KEPT = 16 << 20;

  private final Objects objects;
  private final Cache<Name, StoredPackage> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT)
          .weigher((Name _, StoredPackage each) -> each.metadataSize())
          .build();

  public StoredPackages(Objects objects) {
    this.objects = objects;
  }

  /** A package as the ledger names it. */
  private record Name(RecordId id, int version, Sha256 digest) {}

  /**
   * Puts a package where the ledger will name it; when this returns it is there to stay.
   *
   * @throws cn.cunzhen.storage.StorageException as {@link Objects#put} does
   */
  public void put(SealedPackage made) throws IOException {
    ObjectKey key = made.key().format();
    objects.put(key, made.content());
    PackageBytes bytes = PackageBytes.of(objects, key, made.size());
    Name name = new Name(made.record().id(), made.record().version(), made.digest());
    kept.put(name, made.stored(bytes));
  }

  /**
   * Reads the metadata of the package that the ledger names so.
   *
   * @throws cn.cunzhen.storage.StorageException.Missing if it is not there
   * @throws DamagedPackageException if it is not what the ledger names
   */
  public StoredPackage open(RecordId id, int version, Sha256 digest) {
    Name name = new Name(id, version, digest);
    StoredPackage known = kept.getIfPresent(name);
    if (known != null) {
      return known;
    }
    StoredPackage found = read(PackageKey.of(id, version, digest), digest);
    kept.put(name, found);
    return found;
  }

  private StoredPackage read(PackageKey key, Sha256 digest) {
    try {
      return StoredPackage.read(PackageBytes.of(objects, key.format()), digest);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key.format() + " failed", e);
    }
  }

  @Override
  public ArchivalRecord read(RecordId id, int version, Sha256 digest) {
    return open(id, version, digest).record();
  }
}
