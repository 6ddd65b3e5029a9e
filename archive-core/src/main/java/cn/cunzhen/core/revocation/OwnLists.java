package cn.cunzhen.core.revocation;

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
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of the built-in certification authority, one for each suite: small objects
 * that are swapped, so that every node gives the same and their numbers only grow (RFC 5280 §5).
 *
 * <p>A list is issued anew from the one before. One that is damaged or not this authority's stops
 * that: an empty list in its place would say that nothing was ever revoked.
 */
public final class OwnLists {
  /** So long a list may be believed. */
  private static final Duration LIFE = Duration.ofDays(30);

  /** At this age the next one is issued. */
  private static final Duration AGE = Duration.ofDays(1);

  private static final int ATTEMPTS = 20;

  private final Heads heads;
  private final List<SigningKey> issuers;
  private final Clock clock;

  /**
   * @param issuers the authority's keys, each with its root
   */
  public OwnLists(Heads heads, List<SigningKey> issuers, Clock clock) {
    this.heads = heads;
    this.issuers = List.copyOf(issuers);
    this.clock = clock;
  }

  /**
   * The newest list of a suite; empty where none was issued yet, or this archive's certificates are
   * others'.
   *
   * @throws StorageException if what is stored is no list of this authority
   */
  public Optional<RevocationList> newest(SealSuite suite) {
    return issuer(suite).flatMap(issuer -> heads.get(key(suite)).map(head -> read(head, issuer)));
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

  /** The list of the authority that issued the certificate; empty where that is another's. */
  public Optional<RevocationList> of(X509CertificateHolder certificate) {
    return issuerOf(certificate).flatMap(issuer -> newest(issuer.suite()));
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
    ObjectKey key = key(issuer.suite());
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Head> head = heads.get(key);
      Optional<RevocationList> old = head.map(found -> read(found, issuer));
      if (old.isPresent() && !due.test(old.get())) {
        return old.get();
      }
      RevocationList next = next(issuer, old.orElse(null), more);
      if (isWritten(key, head, next)) {
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

  private RevocationList next(
      SigningKey issuer, @Nullable RevocationList old, @Nullable Revoked more) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // A clock that has gone back makes no list that is older than the one before.
    Instant since = old != null && old.since().isAfter(now) ? old.since() : now;
    X509v2CRLBuilder list =
        new X509v2CRLBuilder(issuer.certificate().getSubject(), Date.from(since));
    list.setNextUpdate(Date.from(since.plus(LIFE)));
    BigInteger number = old == null ? BigInteger.ONE : old.number().add(BigInteger.ONE);
    try {
      list.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      list.addExtension(Extension.authorityKeyIdentifier, false, identifier(issuer));
      if (old != null) {
        list.addCRL(old.holder());
      }
      if (more != null) {
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
      throw new StorageException(key(issuer.suite()) + " is damaged", e);
    }
    throw new StorageException(key(issuer.suite()) + " is not this archive's");
  }

  private static ObjectKey key(SealSuite suite) {
    return ObjectKey.of("state/crl-" + suite.name().toLowerCase(Locale.ROOT));
  }
}
