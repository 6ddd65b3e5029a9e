package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.Renewals.DamagedException;
import cn.cunzhen.core.revocation.ListMemory;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.StorageException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The archive's own revocation lists among the validation data that its ledger names, by the root
 * that has signed them. Any thread may use it.
 *
 * <p>Whatever can't be read may be one of them. A list that the ledger names later says all that it
 * would say; as long as there is none, nobody knows what was revoked.
 */
public final class RememberedLists implements ListMemory {
  private final Renewals renewals;
  private final List<Issuer> issuers;
  private final Map<Issuer, Found> newest = new HashMap<>();

  /** How many of what the ledger names need not be looked at again. */
  private int seen;

  /** The last of the others that can't be read; null where all can. */
  private @Nullable Gap gap;

  /**
   * @param issuers the archive's own roots
   */
  public RememberedLists(Renewals renewals, Collection<Issuer> issuers) {
    this.renewals = renewals;
    this.issuers = List.copyOf(issuers);
  }

  /**
   * A list that was found.
   *
   * @param at the number of the last entry that names one by the same root
   */
  private record Found(int at, RevocationList list) {}

  private record Gap(int at, DamagedException cause) {}

  @Override
  public synchronized Optional<RevocationList> newest(Issuer issuer) {
    look();
    Found found = newest.get(issuer);
    if (gap != null && !isPast(found, gap)) {
      throw new StorageException.Damaged(
          "what was revoked is not known: "
              + gap.cause().getMessage()
              + "; restore it from another copy of the store, or if there is none, run archive"
              + " renew --validation --anew-where-lost",
          gap.cause());
    }
    return Optional.ofNullable(found).map(Found::list);
  }

  /** The same, without a thought for what can't be read. */
  public ListMemory asFarAsReadable() {
    return this::readable;
  }

  private synchronized Optional<RevocationList> readable(Issuer issuer) {
    look();
    return Optional.ofNullable(newest.get(issuer)).map(Found::list);
  }

  /** Whether something can't be read that may be a list, and no list after it is known. */
  public synchronized boolean hasGap() {
    look();
    return gap != null;
  }

  private void look() {
    List<Sha256> named = renewals.named();
    int read = seen;
    gap = null;
    for (int at = seen + 1; at <= named.size(); at++) {
      boolean whole = look(at, named.get(at - 1));
      read = whole && read == at - 1 ? at : read;
    }
    if (gap != null && issuers.stream().allMatch(issuer -> isPast(newest.get(issuer), gap))) {
      gap = null;
    }
    seen = gap == null ? named.size() : read;
  }

  /** Returns whether all of it can be read. */
  private boolean look(int at, Sha256 named) {
    boolean whole = true;
    try {
      List<Sha256> lists =
          renewals.object(named) instanceof ValidationData data ? data.lists() : List.of();
      for (Sha256 digest : lists) {
        try {
          learn(at, renewals.list(digest));
        } catch (DamagedException e) {
          gap = new Gap(at, e);
          whole = false;
        }
      }
      return whole;
    } catch (DamagedException e) {
      gap = new Gap(at, e);
      return false;
    }
  }

  private void learn(int at, RevocationList list) {
    for (Issuer issuer : issuers) {
      if (list.isBy(issuer)) {
        newest.merge(issuer, new Found(at, list), RememberedLists::newer);
      }
    }
  }

  private static Found newer(Found before, Found found) {
    boolean newer = found.list().number().compareTo(before.list().number()) >= 0;
    return newer ? found : new Found(found.at(), before.list());
  }

  /** An entry names one list of an issuer at most: what can't be read beside it is another's. */
  private static boolean isPast(@Nullable Found found, Gap gap) {
    return found != null && found.at() >= gap.at();
  }
}
