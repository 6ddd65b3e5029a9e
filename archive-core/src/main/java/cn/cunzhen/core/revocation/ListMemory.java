package cn.cunzhen.core.revocation;

import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.StorageException;
import java.util.Optional;

/**
 * Which of the archive's own lists its ledger names. A list in the store may be deleted, or an
 * older one be put back in its place; what the ledger names stays.
 */
@FunctionalInterface
public interface ListMemory {
  /** Of an archive whose ledger names none. */
  ListMemory NONE = _ -> Optional.empty();

  /**
   * The newest list of an issuer; empty where none was named yet.
   *
   * @throws StorageException if one may be named that can't be read, and none after it
   */
  Optional<RevocationList> newest(Issuer issuer);
}
