package cn.cunzhen.core;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.RememberedLists;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.evidence.Validation;
import cn.cunzhen.core.evidence.ValidationData;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.core.seal.SigningKey;
import cn.cunzhen.storage.Heads;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Has the ledger remember which of the archive's own certificates were revoked: by its lists, as
 * validation data that an entry names.
 *
 * <p>Only a list that says more than the one before is named. Whatever becomes of the store's list
 * after that, the next one says at least the same.
 */
public final class Remembering {
  private final Ledger ledger;
  private final Renewals renewals;
  private final Heads heads;
  private final ArchiveKeys keys;
  private final Clock clock;
  private final RememberedLists memory;
  private final OwnLists lists;

  public Remembering(Ledger ledger, Renewals renewals, Heads heads, ArchiveKeys keys, Clock clock) {
    this.ledger = ledger;
    this.renewals = renewals;
    this.heads = heads;
    this.keys = keys;
    this.clock = clock;
    this.memory =
        new RememberedLists(
            renewals,
            keys.issuers().stream().map(SigningKey::certificate).map(Issuer::new).toList());
    this.lists = new OwnLists(heads, keys.issuers(), memory, clock);
  }

  /** The archive's own lists, which forget nothing that the ledger names. */
  public OwnLists lists() {
    return lists;
  }

  /**
   * Has the ledger name each list that says more than what it names so far.
   *
   * @throws IOException if the ledger takes no entry; the same may be asked again
   */
  public void remember() throws IOException, InterruptedException {
    name(lists.unremembered());
  }

  /**
   * Where something that the ledger names can't be read and won't be restored: has it name the
   * lists as they are now, and all that can be read of those before.
   *
   * @throws IOException as above
   */
  public void beginAnewWhereLost() throws IOException, InterruptedException {
    if (memory.hasGap()) {
      name(new OwnLists(heads, keys.issuers(), memory.asFarAsReadable(), clock).renew());
    }
  }

  /** With all certificates that were gathered before, and those that the lists speak of. */
  private void name(List<RevocationList> newest) throws IOException, InterruptedException {
    if (newest.isEmpty()) {
      return;
    }
    Validation known = renewals.validations().findFirst().orElse(Validation.NONE);
    Set<X509CertificateHolder> certificates = new LinkedHashSet<>(known.certificates());
    newest.forEach(list -> certificates.addAll(spokenOf(list)));
    List<Sha256> named = new ArrayList<>();
    for (X509CertificateHolder certificate : certificates) {
      named.add(renewals.put(Gathering.der(certificate)));
    }
    List<Sha256> said = newest.stream().map(list -> renewals.put(list.der())).toList();
    new Naming(ledger, renewals, clock)
        .name(new ValidationData(known.to(), named, said, List.of()));
  }

  private Set<X509CertificateHolder> spokenOf(RevocationList list) {
    Set<X509CertificateHolder> found = new LinkedHashSet<>();
    for (SigningKey key : keys.issuers()) {
      Issuer issuer = new Issuer(key.certificate());
      for (X509CertificateHolder certificate : keys.certificates().values()) {
        if (list.fault(certificate, issuer).isEmpty() && issuer.issued(certificate)) {
          found.add(issuer.certificate());
          found.add(certificate);
        }
      }
    }
    return found;
  }
}
