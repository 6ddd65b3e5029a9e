package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * A small certification authority: a root that certifies the keys of one archive.
 *
 * <p>Its name says that it is private. Who wants the seals to be believed by people who do not know
 * the archive supplies keys that a public authority has certified.
 */
final class BuiltInCa {
  /** Nodes whose clocks are a little behind seal with these keys too. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final Duration ROOT_LIFE = Duration.ofDays(30 * 365);
  private static final Duration SIGNER_LIFE = Duration.ofDays(10 * 365);

  private final SealSuite suite;
  private final AsymmetricKeyParameter key;
  private final Instant start;
  private final @Nullable URI address;
  private final X509CertificateHolder certificate;

  private BuiltInCa(
      SealSuite suite,
      AsymmetricKeyParameter key,
      Instant start,
      @Nullable URI address,
      X500Name name,
      Bytes serial) {
    this.suite = suite;
    this.key = key;
    this.start = start;
    this.address = address;
    Builder root = new Builder(name, name, key, start.plus(ROOT_LIFE), serial);
    root.add(Extension.basicConstraints, new BasicConstraints(0));
    root.add(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    this.certificate = root.sign();
  }

  private BuiltInCa(SigningKey root, Instant start, @Nullable URI address) {
    this.suite = root.suite();
    this.key = root.key();
    this.start = start;
    this.address = address;
    this.certificate = root.certificate();
  }

  /**
   * @param address where the archive publishes its revocation lists; null where nobody knows
   * @param serial random bytes, as for every certificate
   */
  static BuiltInCa create(
      SealSuite suite,
      String title,
      AsymmetricKeyParameter key,
      Instant now,
      @Nullable URI address,
      Bytes serial) {
    X500Name name = name(title + " (private, not a public CA)");
    return new BuiltInCa(suite, key, start(now), address, name, serial);
  }

  /** One that was created before, to certify further keys. */
  static BuiltInCa of(SigningKey root, Instant now, @Nullable URI address) {
    return new BuiltInCa(root, start(now), address);
  }

  private static Instant start(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
  }

  X509CertificateHolder certificate() {
    return certificate;
  }

  /** What a signer of this title is called. */
  static X500Name name(String title) {
    return new X500NameBuilder().addRDN(BCStyle.CN, title).build();
  }

  X509CertificateHolder certifySeal(X500Name name, AsymmetricKeyParameter signer, Bytes serial) {
    return signer(name, signer, serial).sign();
  }

  /** For time stamps and nothing else (RFC 3161 §2.3). */
  X509CertificateHolder certifyTimeStamps(
      X500Name name, AsymmetricKeyParameter signer, Bytes serial) {
    Builder builder = signer(name, signer, serial);
    builder.add(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return builder.sign();
  }

  /** None outlives its issuer. */
  private Builder signer(X500Name name, AsymmetricKeyParameter signer, Bytes serial) {
    Instant rootsEnd = certificate.getNotAfter().toInstant();
    Instant own = start.plus(SIGNER_LIFE);
    Builder builder =
        new Builder(
            certificate.getSubject(),
            name,
            signer,
            own.isBefore(rootsEnd) ? own : rootsEnd,
            serial);
    builder.add(Extension.basicConstraints, new BasicConstraints(false));
    builder.add(
        Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    if (address != null) {
      builder.add(Extension.cRLDistributionPoints, list(address), false);
    }
    return builder;
  }

  private CRLDistPoint list(URI published) {
    GeneralName place =
        new GeneralName(
            GeneralName.uniformResourceIdentifier, published + "/ledger/" + suite.listName());
    DistributionPointName name = new DistributionPointName(new GeneralNames(place));
    return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
  }

  /** A certificate that this authority is about to sign. */
  private final class Builder {
    private final X509v3CertificateBuilder builder;

    Builder(
        X500Name issuer,
        X500Name subject,
        AsymmetricKeyParameter holder,
        Instant end,
        Bytes serial) {
      SubjectPublicKeyInfo publicKey = PublicKeys.of(holder);
      this.builder =
          new X509v3CertificateBuilder(
              issuer,
              new BigInteger(1, serial.toArray()),
              Date.from(start),
              Date.from(end),
              subject,
              publicKey);
      add(Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(identifier(publicKey)), false);
      byte[] issuerKey = identifier(PublicKeys.of(key));
      add(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(issuerKey), false);
    }

    void add(ASN1ObjectIdentifier type, ASN1Encodable value) {
      add(type, value, true);
    }

    private void add(ASN1ObjectIdentifier type, ASN1Encodable value, boolean critical) {
      try {
        builder.addExtension(type, critical, value);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
    }

    X509CertificateHolder sign() {
      return builder.build(Signatures.contentSigner(suite, key));
    }

    /** RFC 7093 §2, method 1. */
    private static byte[] identifier(SubjectPublicKeyInfo key) {
      return Sha256.of(key.getPublicKeyData().getOctets()).bytes().slice(0, 20).toArray();
    }
  }
}
