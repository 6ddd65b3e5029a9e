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
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates that seals and time stamps of an archive were made with, found one by one. */
final class CertificatesInUse {
  private static final int STEP = 256;

  /** Stamps that are looked at once more: of two nodes one may have put an older one later. */
  private static final int ONCE_MORE = 64;

  private static final ObjectKey ALWAYS_THERE = ObjectKey.of("ledger/genesis");
  private static final Logger LOG = LoggerFactory.getLogger(CertificatesInUse.class);

  private final Ledger ledger;
  private final StoredPackages packages;
  private final Stamps stamps;
  private final Renewals renewals;
  private final Objects objects;
  private final Set<X509CertificateHolder> all = new LinkedHashSet<>();

  /** Those that have signed something, and how many entries there are before that. */
  private final Map<X509CertificateHolder, Long> signers = new HashMap<>();

  private final List<String> left = new ArrayList<>();
  private long seen;

  CertificatesInUse(
      Ledger ledger, StoredPackages packages, Stamps stamps, Renewals renewals, Objects objects) {
    this.ledger = ledger;
    this.packages = packages;
    this.stamps = stamps;
    this.renewals = renewals;
    this.objects = objects;
  }

  /**
   * Looks through the seals of the entries from this index on, the stamps over them, and all
   * renewals.
   *
   * @param progress told now and then how many entries were looked through
   */
  void look(long from, LongConsumer progress) {
    long end = ledger.size();
    seen = end;
    for (long at = from; at < end; ) {
      List<LedgerEntry> entries = ledger.entries(at, (int) Math.min(STEP, end - at));
      for (int i = 0; i < entries.size(); i++) {
        look(entries.get(i), at + i);
      }
      at += entries.size();
      progress.accept(at - from);
    }
    lookAtStamps(from, end);
    left.addAll(renewals.unreadable());
    for (Renewal renewal : renewals.history().renewals()) {
      boolean _ = isAdded(renewal.stamp().certificates(), Long.MAX_VALUE);
    }
  }

  /** All that were found. */
  Set<X509CertificateHolder> all() {
    return all;
  }

  /** Those among them that have signed something, and what they signed can't be judged without. */
  Set<X509CertificateHolder> signers() {
    return signers.keySet();
  }

  /** Keys of packages, renewals and stamps that could not be read. */
  List<String> left() {
    return left;
  }

  /**
   * Up to how many entries nothing was passed over: all before could be read, was stamped, and has
   * its signer among those that are kept.
   */
  long seen(Collection<X509CertificateHolder> kept) {
    return signers.entrySet().stream()
        .filter(signer -> !kept.contains(signer.getKey()))
        .mapToLong(Map.Entry::getValue)
        .reduce(seen, Math::min);
  }

  private void look(LedgerEntry entry, long index) {
    if (!entry.type().isOfVersion()) {
      return;
    }
    try {
      for (Seal seal : packages.open(entry.record(), entry.version(), entry.digest()).seals()) {
        if (!isAdded(seal.certificates(), index)) {
          leave(key(entry), index);
        }
      }
    } catch (StorageException | DamagedPackageException | UncheckedIOException e) {
      LOG.warn("{} is left out of what is gathered", key(entry), e);
      if (isKept(entry)) {
        leave(key(entry), index);
      }
    }
  }

  private static String key(LedgerEntry entry) {
    return PackageKey.of(entry.record(), entry.version(), entry.digest()).format().value();
  }

  private boolean isKept(LedgerEntry entry) {
    return ledger.entriesOf(entry.record()).stream()
        .noneMatch(each -> each.type() == EntryType.DISPOSED);
  }

  private void lookAtStamps(long from, long end) {
    long before = from;
    for (int i = 0; i < ONCE_MORE; i++) {
      Optional<Stamped> stamped = stamps.last(before);
      if (stamped.isEmpty()) {
        break;
      }
      boolean _ = isAdded(stamped.get().stamp().certificates(), Long.MAX_VALUE);
      before = stamped.get().size() - 1;
    }
    long newest = from;
    try (LongStream sizes = stamps.all()) {
      for (long size :
          (Iterable<Long>) sizes.filter(each -> each > from && each <= end)::iterator) {
        look(size);
        newest = Math.max(newest, size);
      }
    }
    seen = Math.min(seen, newest);
  }

  private void look(long size) {
    try {
      List<X509CertificateHolder> certificates =
          stamps.at(size).map(each -> each.stamp().certificates()).orElse(List.of());
      if (!isAdded(certificates, size - 1)) {
        leave(Stamps.name(size), size - 1);
      }
    } catch (StorageException e) {
      LOG.warn("{} is left out of what is gathered", Stamps.name(size), e);
      leave(Stamps.name(size), size - 1);
    }
  }

  /**
   * Adds the certificates of a signature, the signer's first.
   *
   * @param before how many entries there are before it
   * @return whether there are any
   */
  private boolean isAdded(List<X509CertificateHolder> certificates, long before) {
    all.addAll(certificates);
    certificates.stream().limit(1).forEach(signer -> signers.merge(signer, before, Math::min));
    return !certificates.isEmpty();
  }

  /** What can't be read holds nothing up; a store that does not answer does. */
  private void leave(String key, long before) {
    objects.stat(ALWAYS_THERE);
    left.add(key);
    seen = Math.min(seen, before);
  }
}
