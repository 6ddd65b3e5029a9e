package cn.cunzhen.core.revocation;

import static java.util.Comparator.naturalOrder;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SigningKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocation lists of the built-in certification authority, one for each suite: small objects
 * that are swapped, so that every node gives the same and their numbers only grow (RFC 5280 §5).
 *
 * <p>A list is issued anew from the one before, and from the newest that the ledger names: where
 * the stored one is missing, or says less, the next one takes its place and says all. One that is
 * damaged or not this authority's stops that: an empty list in its place would say that nothing was
 * ever revoked.
 */
public final class OwnLists {
  /** So long a list may be believed. */
  private static final Duration LIFE = Duration.ofDays(30);

  /** At this age the next one is issued. */
  private static final Duration AGE = Duration.ofDays(1);

  private static final int ATTEMPTS = 20;
  private static final Logger LOG = LoggerFactory.getLogger(OwnLists.class);

  private final Heads heads;
  private final List<SigningKey> issuers;
  private final ListMemory memory;
  private final Clock clock;

  /**
   * @param issuers the authority's keys, each with its root
   */
  public OwnLists(Heads heads, List<SigningKey> issuers, ListMemory memory, Clock clock) {
    this.heads = heads;
    this.issuers = List.copyOf(issuers);
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * The newest list of a suite, restored where the store's says less than the ledger's; empty where
   * none was issued yet, or this archive's certificates are others'.
   *
   * @throws StorageException if what is stored is no list of this authority, or what the ledger
   *     names can't be read
   */
  public Optional<RevocationList> newest(SealSuite suite) {
    return issuer(suite).flatMap(this::newest);
  }

  private Optional<RevocationList> newest(SigningKey issuer) {
    Optional<RevocationList> stored = heads.get(key(issuer)).map(head -> read(head, issuer));
    Optional<RevocationList> remembered = remembered(issuer);
    return remembered.isPresent() && lacks(stored, remembered.get()).isPresent()
        ? Optional.of(swap(issuer, _ -> false, null))
        : stored;
  }

  /** Those that say more than what the ledger names. */
  public List<RevocationList> unremembered() {
    List<RevocationList> found = new ArrayList<>();
    for (SigningKey issuer : issuers) {
      Optional<RevocationList> remembered = remembered(issuer);
      newest(issuer)
          .filter(list -> list.size() > 0)
          .filter(list -> remembered.isEmpty() || !remembered.get().namesAllOf(list))
          .ifPresent(found::add);
    }
    return found;
  }

  /**
   * What is wrong with a stored list.
   *
   * @param key where it is stored
   */
  public record Fault(ObjectKey key, String detail) {}

  /**
   * Compares the stored lists with what the ledger names, and changes none.
   *
   * @throws StorageException if the store fails, or what the ledger names can't be read
   */
  public List<Fault> faults() {
    return issuers.stream().flatMap(issuer -> fault(issuer).stream()).toList();
  }

  private Optional<Fault> fault(SigningKey issuer) {
    Optional<Head> head = heads.get(key(issuer));
    Optional<RevocationList> stored;
    try {
      stored = head.map(found -> read(found, issuer));
    } catch (StorageException e) {
      return Optional.of(new Fault(key(issuer), "is no list of this archive's authority"));
    }
    return remembered(issuer)
        .flatMap(list -> lacks(stored, list))
        .map(said -> new Fault(key(issuer), said));
  }

  /** How the stored list falls behind what the ledger names. */
  private static Optional<String> lacks(
      Optional<RevocationList> stored, RevocationList remembered) {
    if (stored.isEmpty()) {
      return Optional.of("is missing; the ledger names list " + remembered.number());
    }
    RevocationList list = stored.get();
    boolean older = list.number().compareTo(remembered.number()) < 0;
    if (older || !list.namesAllOf(remembered)) {
      return Optional.of(
          "is list %d of %d certificates; the ledger names list %d of %d"
              .formatted(list.number(), list.size(), remembered.number(), remembered.size()));
    }
    return Optional.empty();
  }

  private Optional<RevocationList> remembered(SigningKey issuer) {
    return memory.newest(new Issuer(issuer.certificate()));
  }

  /** Issues each list that there is none of yet, or that is a day old. */
  public void refresh() {
    for (SigningKey issuer : issuers) {
      RevocationList _ = swap(issuer, list -> isOld(list), null);
    }
  }

  /** Issues every list anew, so that each says what is so now. */
  public List<RevocationList> renew() {
    return issuers.stream().map(issuer -> swap(issuer, _ -> true, null)).toList();
  }

  /** Whether this authority has issued the certificate. */
  public boolean isIssuerOf(X509CertificateHolder certificate) {
    return issuerOf(certificate).isPresent();
  }

  /** The list of the authority that issued the certificate; empty where that is another's. */
  public Optional<RevocationList> of(X509CertificateHolder certificate) {
    return issuerOf(certificate).flatMap(this::newest);
  }

  /**
   * Revokes a certificate, from now on and for good; one that is revoked already stays so, as it
   * is.
   *
   * @return the list that names it
   * @throws IllegalArgumentException if this authority has not issued it
   */
  public RevocationList revoke(X509CertificateHolder certificate, RevocationReason reason) {
    SigningKey issuer =
        issuerOf(certificate)
            .orElseThrow(() -> new IllegalArgumentException("issued by somebody else"));
    return swap(
        issuer,
        list -> list.revocation(certificate).isEmpty(),
        new Revoked(certificate.getSerialNumber(), reason));
  }

  /** What a list is to name that the one before did not. */
  private record Revoked(BigInteger serial, RevocationReason reason) {}

  private boolean isOld(RevocationList list) {
    return !list.since().plus(AGE).isAfter(clock.instant());
  }

  private Optional<SigningKey> issuerOf(X509CertificateHolder certificate) {
    return issuers.stream()
        .filter(issuer -> new Issuer(issuer.certificate()).issued(certificate))
        .findFirst();
  }

  private Optional<SigningKey> issuer(SealSuite suite) {
    return issuers.stream().filter(issuer -> issuer.suite() == suite).findFirst();
  }

  private RevocationList swap(
      SigningKey issuer, Predicate<RevocationList> due, @Nullable Revoked more) {
    ObjectKey key = key(issuer);
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Head> head = heads.get(key);
      Optional<RevocationList> stored = head.map(found -> read(found, issuer));
      Optional<RevocationList> remembered = remembered(issuer);
      Optional<String> lack = remembered.flatMap(list -> lacks(stored, list));
      if (stored.isPresent() && lack.isEmpty() && !due.test(stored.get())) {
        return stored.get();
      }
      List<RevocationList> before = Stream.concat(remembered.stream(), stored.stream()).toList();
      RevocationList next = next(issuer, before, more);
      if (isWritten(key, head, next)) {
        lack.ifPresent(said -> LOG.warn("{} {}; list {} restores it", key, said, next.number()));
        return next;
      }
    }
    throw new ConcurrentModificationException("the revocation list is being changed");
  }

  private boolean isWritten(ObjectKey key, Optional<Head> head, RevocationList list) {
    Write write =
        head.isPresent()
            ? heads.swap(key, head.get().version(), list.der())
            : heads.putOnce(key, list.der());
    return switch (write) {
      case Write.Done _ -> true;
      // A repeated request may have met its own first success: the next attempt will see.
      case Write.Refused _ -> false;
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  /** It names all that the lists before it do, each certificate as the first of them does. */
  private RevocationList next(
      SigningKey issuer, List<RevocationList> before, @Nullable Revoked more) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // A clock that has gone back makes no list that is older than the one before.
    Instant since =
        Stream.concat(before.stream().map(RevocationList::since), Stream.of(now))
            .max(naturalOrder())
            .orElseThrow();
    BigInteger last =
        before.stream().map(RevocationList::number).max(naturalOrder()).orElse(BigInteger.ZERO);
    X509v2CRLBuilder list =
        new X509v2CRLBuilder(issuer.certificate().getSubject(), Date.from(since));
    list.setNextUpdate(Date.from(since.plus(LIFE)));
    Set<BigInteger> named = new HashSet<>();
    try {
      list.addExtension(Extension.cRLNumber, false, new CRLNumber(last.add(BigInteger.ONE)));
      list.addExtension(Extension.authorityKeyIdentifier, false, identifier(issuer));
      for (RevocationList each : before) {
        for (X509CRLEntryHolder entry : each.entries()) {
          if (named.add(entry.getSerialNumber())) {
            list.addCRLEntry(
                entry.getSerialNumber(), entry.getRevocationDate(), entry.getExtensions());
          }
        }
      }
      if (more != null && named.add(more.serial())) {
        list.addCRLEntry(more.serial(), Date.from(since), more.reason().code());
      }
      return RevocationList.parse(
          Bytes.of(list.build(issuer.contentSigner()).toASN1Structure().getEncoded("DER")));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static AuthorityKeyIdentifier identifier(SigningKey issuer) {
    SubjectKeyIdentifier own =
        SubjectKeyIdentifier.fromExtensions(issuer.certificate().getExtensions());
    byte[] key = issuer.certificate().getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
    return new AuthorityKeyIdentifier(
        own == null ? Sha256.of(key).bytes().slice(0, 20).toArray() : own.getKeyIdentifier());
  }

  private static RevocationList read(Head head, SigningKey issuer) {
    try {
      RevocationList list = RevocationList.parse(head.value());
      if (list.isBy(new Issuer(issuer.certificate()))) {
        return list;
      }
    } catch (IllegalArgumentException e) {
      throw new StorageException(key(issuer) + " is damaged", e);
    }
    throw new StorageException(key(issuer) + " is not this archive's");
  }

  private static ObjectKey key(SigningKey issuer) {
    return ObjectKey.of("state/crl-" + issuer.suite().name().toLowerCase(Locale.ROOT));
  }
}
