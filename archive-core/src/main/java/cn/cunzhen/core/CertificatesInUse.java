package cn.cunzhen.core;

import cn.cunzhen.core.bag.DamagedPackageException;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.evidence.Renewal;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.bouncycastle.cert.X509CertificateHolder;

/** Finds the certificates that seals and time stamps of an archive were made with. */
record CertificatesInUse(Ledger ledger, StoredPackages packages, Stamps stamps, Renewals renewals) {
  private static final int STEP = 256;

  /**
   * Adds those of the seals and stamps over entries from one index to another, and of all renewals.
   *
   * @param progress told now and then how many entries were looked through
   * @return keys of packages that are kept and can't be read
   */
  List<String> add(
      long from, long to, LongConsumer progress, Set<X509CertificateHolder> certificates) {
    List<String> left = new ArrayList<>();
    for (long at = from; at < to; ) {
      List<LedgerEntry> entries = ledger.entries(at, (int) Math.min(STEP, to - at));
      entries.forEach(entry -> add(entry, certificates, left));
      at += entries.size();
      progress.accept(at - from);
    }
    try (LongStream sizes = stamps.all()) {
      sizes
          .filter(size -> size > from && size <= to)
          .forEach(size ->
              stamps
                  .readable(size)
                  .ifPresent(each -> certificates.addAll(each.stamp().certificates())));
    }
    for (Renewal renewal : renewals.history().renewals()) {
      certificates.addAll(renewal.stamp().certificates());
    }
    return left;
  }

  private void add(LedgerEntry entry, Set<X509CertificateHolder> to, List<String> left) {
    if (!entry.type().isOfVersion()) {
      return;
    }
    try {
      for (Seal seal : packages.open(entry.record(), entry.version(), entry.digest()).seals()) {
        to.addAll(seal.certificates());
      }
    } catch (StorageException.Missing | DamagedPackageException e) {
      if (isKept(entry)) {
        left.add(PackageKey.of(entry.record(), entry.version(), entry.digest()).format().value());
      }
    }
  }

  private boolean isKept(LedgerEntry entry) {
    return ledger.entriesOf(entry.record()).stream()
        .noneMatch(each -> each.type() == EntryType.DISPOSED);
  }
}
