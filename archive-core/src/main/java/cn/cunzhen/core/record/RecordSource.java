package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;

/** Where followers of the ledger read what an entry's package says. */
public interface RecordSource {
  /**
   * The record.json of this version, verified against its digest.
   *
   * @throws cn.cunzhen.storage.StorageException.Missing if the package is not there, as after a
   *     disposal
   */
  ArchivalRecord read(RecordId id, int version, Sha256 digest);
}
