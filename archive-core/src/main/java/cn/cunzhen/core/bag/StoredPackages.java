package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.storage.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The packages of a store. */
public final class StoredPackages implements RecordSource {
  private final Objects objects;

  public StoredPackages(Objects objects) {
    this.objects = objects;
  }

  /**
   * Reads the metadata of the package that the ledger names so.
   *
   * @throws cn.cunzhen.storage.StorageException.Missing if it is not there
   * @throws DamagedPackageException if it is not what the ledger names
   */
  public StoredPackage open(RecordId id, int version, Sha256 digest) {
    PackageKey key = PackageKey.of(id, version, digest);
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
