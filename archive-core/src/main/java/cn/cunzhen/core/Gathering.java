package cn.cunzhen.core;

import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.evidence.Validation;
import cn.cunzhen.core.evidence.ValidationData;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.RevocationLookup;
import cn.cunzhen.core.revocation.RevocationLookup.Miss;
import cn.cunzhen.core.revocation.RevocationLookup.Outcome;
import cn.cunzhen.core.revocation.RevocationSource;
import cn.cunzhen.core.revocation.StatusAnswer;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Gathers what validates the archive's seals and time stamps later, while it can still be had: the
 * certificates that they were made with, those behind them, and what the issuers say of each.
 *
 * <p>Nothing is kept that its issuer has not signed. It is done when the ledger names it; whatever
 * ends this before leaves nothing that counts.
 */
public final class Gathering {
  /** Longer than any chain that is believed. */
  private static final int LONGEST = 8;

  private final Ledger ledger;
  private final StoredPackages packages;
  private final Stamps stamps;
  private final Renewals renewals;
  private final Objects objects;
  private final Anchors anchors;
  private final OwnLists own;
  private final RevocationSource source;
  private final Clock clock;

  /**
   * @param anchors roots that are believed for seals or time stamps
   */
  public Gathering(
      Ledger ledger,
      StoredPackages packages,
      Stamps stamps,
      Renewals renewals,
      Objects objects,
      Anchors anchors,
      OwnLists own,
      RevocationSource source,
      Clock clock) {
    this.ledger = ledger;
    this.packages = packages;
    this.stamps = stamps;
    this.renewals = renewals;
    this.objects = objects;
    this.anchors = anchors;
    this.own = own;
    this.source = source;
    this.clock = clock;
  }

  /**
   * What was gathered.
   *
   * @param to how many entries need not be looked through again: all before could be read, was
   *     stamped, and its certificates are kept
   * @param certificates how many are known now
   * @param lists how many revocation lists are new
   * @param answers how many OCSP answers are new
   * @param troubles what could not be had, certificate by certificate
   * @param unrooted whose seals or time stamps lead to no root that is believed; nothing of them is
   *     kept
   * @param left keys of packages, time stamps and renewals that can't be read; they are looked at
   *     again the next time
   */
  public record Done(
      long to,
      int certificates,
      int lists,
      int answers,
      List<Trouble> troubles,
      List<String> unrooted,
      List<String> left) {
    public Done {
      unrooted = List.copyOf(unrooted);
      troubles = List.copyOf(troubles);
      left = List.copyOf(left);
    }
  }

  /** What could not be had for a certificate. */
  public record Trouble(String subject, List<Miss> misses) {
    public Trouble {
      misses = List.copyOf(misses);
    }
  }

  /**
   * Gathers it all now.
   *
   * @param progress told how many entries were looked through
   * @throws IOException if the ledger takes no entry
   */
  public Done gather(LongConsumer progress) throws IOException, InterruptedException {
    Validation known = renewals.validations().findFirst().orElse(Validation.NONE);
    CertificatesInUse inUse = new CertificatesInUse(ledger, packages, stamps, renewals, objects);
    inUse.look(known.to(), progress);
    Set<X509CertificateHolder> found = new LinkedHashSet<>(known.certificates());
    found.addAll(inUse.all());
    Set<X509CertificateHolder> believed = believed(found, roots(known));
    long to = Math.max(known.to(), inUse.seen(believed));
    Validation all = new Validation(to, List.copyOf(believed), List.of());
    List<Trouble> troubles = new ArrayList<>();
    Set<RevocationData> said = ask(all, troubles);
    Set<Sha256> before = kept();
    said.removeIf(data -> before.contains(Sha256.of(data.der())));
    if (!said.isEmpty() || !before.containsAll(digests(all.certificates()))) {
      keep(all, said);
    }
    long answers = said.stream().filter(StatusAnswer.class::isInstance).count();
    return new Done(
        to,
        all.certificates().size(),
        said.size() - (int) answers,
        (int) answers,
        troubles,
        inUse.signers().stream()
            .filter(signer -> !believed.contains(signer))
            .map(signer -> signer.getSubject().toString())
            .sorted()
            .toList(),
        inUse.left());
  }

  /** Those that are believed now, and those that were when they were kept. */
  private Set<X509CertificateHolder> roots(Validation known) {
    Set<X509CertificateHolder> roots = new LinkedHashSet<>(anchors.certificates());
    known.certificates().stream().filter(each -> new Issuer(each).isRoot()).forEach(roots::add);
    return roots;
  }

  /** The certificates that lead to a root, and the roots that they lead to. */
  private static Set<X509CertificateHolder> believed(
      Set<X509CertificateHolder> found, Set<X509CertificateHolder> roots) {
    // A root before those of its name and key that another one has certified.
    Set<X509CertificateHolder> candidates = new LinkedHashSet<>(roots);
    candidates.addAll(found);
    Validation chains = new Validation(0, List.copyOf(candidates), List.of());
    Set<X509CertificateHolder> believed = new LinkedHashSet<>();
    for (X509CertificateHolder certificate : found) {
      List<X509CertificateHolder> path = path(certificate, chains);
      if (roots.contains(path.getLast())) {
        believed.addAll(path);
      }
    }
    return believed;
  }

  private static List<X509CertificateHolder> path(
      X509CertificateHolder certificate, Validation chains) {
    List<X509CertificateHolder> path = new ArrayList<>(List.of(certificate));
    Optional<Issuer> next = chains.issuer(certificate);
    while (next.isPresent() && path.size() < LONGEST) {
      path.add(next.get().certificate());
      next = chains.issuer(next.get().certificate());
    }
    return path;
  }

  /** Of what has ended nobody says anything any more. */
  private Set<RevocationData> ask(Validation all, List<Trouble> troubles)
      throws InterruptedException {
    if (!all.certificates().isEmpty()) {
      List<RevocationList> _ = own.renew();
    }
    Instant now = clock.instant();
    RevocationLookup lookup = new RevocationLookup(own, source, clock);
    Set<RevocationData> said = new LinkedHashSet<>();
    for (X509CertificateHolder certificate : all.certificates()) {
      Optional<Issuer> issuer = all.issuer(certificate);
      if (issuer.isPresent() && certificate.isValidOn(Date.from(now))) {
        switch (lookup.of(certificate, issuer.get())) {
          case Outcome.Found it -> said.add(it.data());
          case Outcome.Missed it ->
              troubles.add(new Trouble(certificate.getSubject().toString(), it.misses()));
        }
      }
    }
    return said;
  }

  private Set<Sha256> kept() {
    Set<Sha256> kept = new HashSet<>();
    for (ValidationData data : renewals.history().validation()) {
      kept.addAll(data.certificates());
      kept.addAll(data.lists());
      kept.addAll(data.answers());
    }
    return kept;
  }

  private void keep(Validation all, Set<RevocationData> said)
      throws IOException, InterruptedException {
    List<Sha256> certificates = new ArrayList<>();
    for (X509CertificateHolder certificate : all.certificates()) {
      certificates.add(renewals.put(der(certificate)));
    }
    List<Sha256> lists = new ArrayList<>();
    List<Sha256> answers = new ArrayList<>();
    for (RevocationData data : said) {
      switch (data) {
        case RevocationList list -> lists.add(renewals.put(list.der()));
        case StatusAnswer answer -> answers.add(renewals.put(answer.der()));
      }
    }
    new Naming(ledger, renewals, clock)
        .name(new ValidationData(all.to(), certificates, lists, answers));
  }

  private static List<Sha256> digests(Collection<X509CertificateHolder> certificates) {
    return certificates.stream().map(each -> Sha256.of(der(each))).toList();
  }

  static Bytes der(X509CertificateHolder certificate) {
    try {
      return Bytes.of(certificate.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate that was decoded can be encoded", e);
    }
  }
}
