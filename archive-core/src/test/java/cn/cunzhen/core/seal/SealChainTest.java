package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;
import org.junit.jupiter.api.Test;

class SealChainTest {
  private static final ASN1ObjectIdentifier P256 = SECObjectIdentifiers.secp256r1;
  private static final Bytes CONTENT = Bytes.utf8("content");
  private static final Instant TIME = SampleKeys.MADE.plusSeconds(60);
  private static final BasicConstraints CA = new BasicConstraints(true);

  private final ECPrivateKeyParameters rootKey = ForgedCertificate.key(P256, "root");
  private final ECPrivateKeyParameters middleKey = ForgedCertificate.key(P256, "middle");
  private final ECPrivateKeyParameters signerKey = ForgedCertificate.key(P256, "signer");
  private final X509CertificateHolder root = root(CA);
  private final X509CertificateHolder middle = middle(CA);
  private final X509CertificateHolder signer = signer(KeyUsage.nonRepudiation);

  @Test
  void anIntermediateCertificateStandsInsideTheSeal() {
    assertThat(faults(root, signer, middle)).isEmpty();
    assertThat(faults(root, signer)).containsExactly(SealFault.CHAIN);
  }

  @Test
  void anAuthorityMaySignWithRsaOrOnAnotherCurve() throws Exception {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(
            BigInteger.valueOf(65537), SampleKeys.random("rsa"), 2048, 80));
    AsymmetricCipherKeyPair rsa = generator.generateKeyPair();
    ECPrivateKeyParameters p384 = ForgedCertificate.key(SECObjectIdentifiers.secp384r1, "p384");
    var algorithms = new DefaultSignatureAlgorithmIdentifierFinder();
    var digests = new DefaultDigestAlgorithmIdentifierFinder();
    var rsaAlgorithm = algorithms.find("SHA256WITHRSA");
    var ecAlgorithm = algorithms.find("SHA384WITHECDSA");
    ContentSigner rsaSigner =
        new BcRSAContentSignerBuilder(rsaAlgorithm, digests.find(rsaAlgorithm))
            .build(rsa.getPrivate());
    ContentSigner ecSigner =
        new BcECContentSignerBuilder(ecAlgorithm, digests.find(ecAlgorithm)).build(p384);

    X509CertificateHolder rsaRoot =
        new ForgedCertificate(
                "root",
                "root",
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(rsa.getPublic()))
            .authority(CA)
            .sign(rsaSigner);
    X509CertificateHolder ecMiddle =
        new ForgedCertificate("root", "middle", PublicKeys.of(p384)).authority(CA).sign(rsaSigner);
    X509CertificateHolder ecSigned =
        new ForgedCertificate("middle", "signer", PublicKeys.of(signerKey))
            .usage(KeyUsage.nonRepudiation)
            .sign(ecSigner);

    assertThat(faults(rsaRoot, ecSigned, ecMiddle)).isEmpty();
  }

  @Test
  void aRootInsideIsRefused() {
    assertThat(faults(root, signer, middle, root))
        .containsExactly(SealFault.ROOT_INSIDE, SealFault.SURPLUS_CERTIFICATE);
  }

  @Test
  void aCertificateThatIsNotOfTheChainIsRefused() {
    X509CertificateHolder other =
        new ForgedCertificate("middle", "other", PublicKeys.of(rootKey)).sign(by(middleKey));

    assertThat(faults(root, signer, middle, other)).containsExactly(SealFault.SURPLUS_CERTIFICATE);
  }

  @Test
  void anAnchorOfTheSameNameAndAnotherKeyIsNoAnchor() {
    X509CertificateHolder impostor =
        new ForgedCertificate("root", "root", PublicKeys.of(signerKey))
            .authority(CA)
            .sign(by(signerKey));

    assertThat(faults(impostor, signer, middle)).contains(SealFault.CHAIN);
  }

  @Test
  void anIssuerIsAnAuthority() {
    X509CertificateHolder noAuthority = middle(new BasicConstraints(false));
    X509CertificateHolder noConstraints =
        new ForgedCertificate("root", "middle", PublicKeys.of(middleKey))
            .usage(ForgedCertificate.CA_USAGE)
            .sign(by(rootKey));
    X509CertificateHolder noIssuer =
        new ForgedCertificate("root", "middle", PublicKeys.of(middleKey))
            .extension(Extension.basicConstraints, der(CA))
            .usage(KeyUsage.digitalSignature)
            .sign(by(rootKey));

    for (X509CertificateHolder unfit : List.of(noAuthority, noConstraints, noIssuer)) {
      assertThat(faults(root, signer, unfit)).containsExactly(SealFault.CERTIFICATE_USE);
    }
  }

  @Test
  void anAuthorityIsNotLongerThanItsConstraintAllows() {
    assertThat(faults(root(new BasicConstraints(0)), signer, middle))
        .containsExactly(SealFault.CERTIFICATE_USE);
    assertThat(faults(root(new BasicConstraints(1)), signer, middle(new BasicConstraints(0))))
        .isEmpty();
  }

  @Test
  void aSignerMaySign() {
    X509CertificateHolder noUsage =
        new ForgedCertificate("middle", "signer", PublicKeys.of(signerKey)).sign(by(middleKey));
    X509CertificateHolder demanding =
        new ForgedCertificate("middle", "signer", PublicKeys.of(signerKey))
            .usage(KeyUsage.nonRepudiation)
            .extension(new ASN1ObjectIdentifier("1.2.3.4"), new byte[] {5, 0})
            .sign(by(middleKey));

    assertThat(faults(root, signer(KeyUsage.keyAgreement), middle))
        .containsExactly(SealFault.CERTIFICATE_USE);
    assertThat(faults(root, noUsage, middle)).containsExactly(SealFault.CERTIFICATE_USE);
    assertThat(faults(root, demanding, middle)).containsExactly(SealFault.CERTIFICATE_USE);
  }

  @Test
  void aSignerThatNamesPurposesNamesTheSigningOfContents() {
    KeyPurposeId documents =
        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));
    for (boolean critical : new boolean[] {true, false}) {
      for (KeyPurposeId other :
          List.of(
              KeyPurposeId.id_kp_timeStamping,
              KeyPurposeId.id_kp_serverAuth,
              KeyPurposeId.id_kp_clientAuth,
              KeyPurposeId.id_kp_codeSigning,
              KeyPurposeId.id_kp_OCSPSigning)) {
        assertThat(faults(root, signer(critical, other), middle))
            .as("%s, critical: %s", other, critical)
            .containsExactly(SealFault.CERTIFICATE_USE);
        assertThat(faults(root, signer(critical, other, documents), middle)).isEmpty();
      }
      assertThat(faults(root, signer(critical, KeyPurposeId.id_kp_emailProtection), middle))
          .isEmpty();
      assertThat(faults(root, signer(critical), middle)).isNotEmpty();
    }
  }

  @Test
  void theKeyOfTimeStampsDoesNotSeal() {
    SigningKey stamps = SampleKeys.archive().timeStamps();
    Seal seal = new ForgedSeal(stamps, CONTENT, TIME).make();

    assertThat(new SealVerifier(SampleKeys.archive().anchors()).verify(seal, CONTENT).faults())
        .containsExactly(SealFault.CERTIFICATE_USE);
  }

  @Test
  void everyCertificateOfTheChainIsValidAtSigningTime() {
    X509CertificateHolder brief =
        new ForgedCertificate("root", "middle", PublicKeys.of(middleKey))
            .authority(CA)
            .life(Duration.ofSeconds(59))
            .sign(by(rootKey));

    assertThat(faults(root, signer, brief)).containsExactly(SealFault.VALIDITY);
    assertThat(faults(SampleKeys.MADE.minusSeconds(1), root, signer, middle))
        .containsExactly(SealFault.VALIDITY);
    assertThat(faults(SampleKeys.MADE, root, signer, middle)).isEmpty();
  }

  private X509CertificateHolder root(BasicConstraints constraints) {
    return new ForgedCertificate("root", "root", PublicKeys.of(rootKey))
        .authority(constraints)
        .sign(by(rootKey));
  }

  private X509CertificateHolder middle(BasicConstraints constraints) {
    return new ForgedCertificate("root", "middle", PublicKeys.of(middleKey))
        .authority(constraints)
        .sign(by(rootKey));
  }

  private X509CertificateHolder signer(int usage) {
    return new ForgedCertificate("middle", "signer", PublicKeys.of(signerKey))
        .usage(usage)
        .sign(by(middleKey));
  }

  private X509CertificateHolder signer(boolean critical, KeyPurposeId... purposes) {
    return new ForgedCertificate("middle", "signer", PublicKeys.of(signerKey))
        .usage(KeyUsage.nonRepudiation)
        .purposes(critical, purposes)
        .sign(by(middleKey));
  }

  private static ContentSigner by(ECPrivateKeyParameters key) {
    return Signatures.contentSigner(SealSuite.P256, key);
  }

  private List<SealFault> faults(
      X509CertificateHolder anchor,
      X509CertificateHolder certificate,
      X509CertificateHolder... others) {
    return faults(TIME, anchor, certificate, others);
  }

  private List<SealFault> faults(
      Instant time,
      X509CertificateHolder anchor,
      X509CertificateHolder certificate,
      X509CertificateHolder... others) {
    List<X509CertificateHolder> chain =
        new ArrayList<>(Stream.concat(Stream.of(certificate), Stream.of(others)).toList());
    Seal seal =
        new Sealer(List.of(new SigningKey(SealSuite.P256, signerKey, chain)))
            .seal(CONTENT, time)
            .getFirst();
    return new SealVerifier(new Anchors(List.of(anchor))).verify(seal, CONTENT).faults();
  }

  private static byte[] der(BasicConstraints constraints) {
    try {
      return constraints.getEncoded("DER");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
