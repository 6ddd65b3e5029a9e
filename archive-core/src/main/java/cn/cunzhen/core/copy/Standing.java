package cn.cunzhen.core.copy;

import cn.cunzhen.core.digest.Sha256;
import java.time.Instant;

/** How it stands with the version of a record that a certified copy was made of. */
public sealed interface Standing {
  /** It is the record's latest version. */
  record Current(Entered version) implements Standing {}

  /** The record has a later version. */
  record Superseded(Entered version) implements Standing {}

  /** The record was lawfully disposed of. */
  record Disposed(Entered version, Instant at) implements Standing {}

  /** No copy of this archive has that code. */
  record Unknown() implements Standing {}

  /**
   * The version as the ledger has it; nothing of this is personal.
   *
   * @param position how many entries the ledger had with its own
   * @param at when it was entered
   */
  record Entered(int version, Sha256 digest, long position, Instant at) {}
}
