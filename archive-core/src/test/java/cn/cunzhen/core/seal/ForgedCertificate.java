package cn.cunzhen.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.operator.ContentSigner;

/** A certificate as any authority may issue it. */
final class ForgedCertificate {
  static final int CA_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;

  private final String issuer;
  private final String subject;
  private final SubjectPublicKeyInfo publicKey;
  private final List<Extension> extensions = new ArrayList<>();
  private Duration life = Duration.ofDays(365);

  ForgedCertificate(String issuer, String subject, SubjectPublicKeyInfo publicKey) {
    this.issuer = "CN=" + issuer;
    this.subject = "CN=" + subject;
    this.publicKey = publicKey;
  }

  ForgedCertificate extension(ASN1ObjectIdentifier type, byte[] value) {
    extensions.add(new Extension(type, true, value));
    return this;
  }

  ForgedCertificate authority(BasicConstraints constraints) {
    return usage(CA_USAGE).extension(Extension.basicConstraints, der(constraints));
  }

  ForgedCertificate usage(int bits) {
    return extension(Extension.keyUsage, der(new KeyUsage(bits)));
  }

  ForgedCertificate purposes(boolean critical, KeyPurposeId... purposes) {
    extensions.add(
        new Extension(Extension.extendedKeyUsage, critical, der(new ExtendedKeyUsage(purposes))));
    return this;
  }

  ForgedCertificate life(Duration life) {
    this.life = life;
    return this;
  }

  X509CertificateHolder sign(ContentSigner signer) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(subject.hashCode() & 0xffff),
            Date.from(SampleKeys.MADE),
            Date.from(SampleKeys.MADE.plus(life)),
            new X500Name(subject),
            publicKey);
    try {
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build(signer);
  }

  static ECPrivateKeyParameters key(ASN1ObjectIdentifier curve, String seed) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(
            ECNamedDomainParameters.lookup(curve), SampleKeys.random(seed)));
    return (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
  }

  private static byte[] der(org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
