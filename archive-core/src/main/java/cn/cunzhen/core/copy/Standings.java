package cn.cunzhen.core.copy;

import cn.cunzhen.core.copy.CopyCodes.Copied;
import cn.cunzhen.core.copy.Standing.Entered;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how it stands with copies, by their codes: from the ledger alone, and to anyone. */
public final class Standings {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CopyCodes codes;
  private final Ledger ledger;

  public Standings(CopyCodes codes, Ledger ledger) {
    this.codes = codes;
    this.ledger = ledger;
  }

  /**
   * How it stands with what the code is of, in the ledger as it is now: another node may just have
   * amended or disposed of it.
   *
   * @throws StorageException if the ledger can't be read now
   */
  public Standing of(String code) throws InterruptedException {
    Optional<Copied> copied = codes.open(code);
    if (copied.isPresent() && !ledger.catchUp(PATIENCE)) {
      throw new StorageException("the ledger's head can't be read");
    }
    return copied
        .flatMap(this::version)
        .map(found -> of(found, ledger.entriesOf(copied.get().record())))
        .orElseGet(Standing.Unknown::new);
  }

  private Optional<Registered> version(Copied copied) {
    return ledger.entriesOf(copied.record()).stream()
        .filter(entry -> isVersion(entry) && entry.version() == copied.version())
        .findFirst();
  }

  private Standing of(Registered version, List<Registered> entries) {
    Entered entered =
        new Entered(version.version(), version.digest(), version.index() + 1, at(version));
    Optional<Registered> disposed =
        entries.stream().filter(entry -> entry.type() == EntryType.DISPOSED).findFirst();
    if (disposed.isPresent()) {
      return new Standing.Disposed(entered, at(disposed.get()));
    }
    boolean later = entries.stream().anyMatch(e -> isVersion(e) && e.version() > version.version());
    return later ? new Standing.Superseded(entered) : new Standing.Current(entered);
  }

  private Instant at(Registered entry) {
    return ledger.entries(entry.index(), 1).getFirst().at();
  }

  private static boolean isVersion(Registered entry) {
    return entry.type().isOfVersion();
  }
}
