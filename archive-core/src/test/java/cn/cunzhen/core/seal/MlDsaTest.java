package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;

/** ML-DSA seals, with the platform's own implementation (JEP 497) as the judge. */
class MlDsaTest {
  private static final Bytes CONTENT = Bytes.utf8("{\"content\":\"档案\"}");
  private static final Instant TIME = Instant.parse("2026-11-21T01:13:41Z");
  private static final ArchiveKeys KEYS = SampleKeys.postQuantum();

  @Test
  void thePlatformVerifiesASealAndItsCertificates() throws Exception {
    Seal seal = KEYS.sealer(List.of(SealSuite.ML_DSA)).seal(CONTENT, TIME).getFirst();
    CMSSignedData read = new CMSSignedData(seal.der().toArray());
    SignerInformation signer = read.getSignerInfos().getSigners().iterator().next();
    X509Certificate certificate = certificate(KEYS.seal(SealSuite.ML_DSA).certificate());
    X509Certificate root = certificate(root());

    assertThat(verifies(certificate.getPublicKey(), signer)).isTrue();
    certificate.verify(root.getPublicKey());
    root.verify(root.getPublicKey());
    assertThatThrownBy(() -> root.verify(certificate.getPublicKey())).isNotNull();
  }

  @Test
  void whatThePlatformHasSignedVerifies() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
    Signature signature = Signature.getInstance("ML-DSA-65");
    signature.initSign(pair.getPrivate());
    signature.update(CONTENT.toArray());
    byte[] signed = signature.sign();

    assertThat(verify(pair.getPublic(), CONTENT, signed)).isTrue();
    assertThat(verify(pair.getPublic(), Bytes.utf8("another"), signed)).isFalse();
    signed[signed.length / 2] ^= 1;
    assertThat(verify(pair.getPublic(), CONTENT, signed)).isFalse();
  }

  @Test
  void keysOfAnotherStrengthAreNotTaken() throws Exception {
    for (String other : List.of("ML-DSA-44", "ML-DSA-87")) {
      KeyPair pair = KeyPairGenerator.getInstance(other).generateKeyPair();
      Signature signature = Signature.getInstance(other);
      signature.initSign(pair.getPrivate());
      signature.update(CONTENT.toArray());

      assertThat(verify(pair.getPublic(), CONTENT, signature.sign())).as(other).isFalse();
    }
  }

  private static boolean verify(PublicKey key, Bytes message, byte[] signature) throws IOException {
    return Signatures.verify(
        SealSuite.ML_DSA.signatureAlgorithm(),
        PublicKeyFactory.createKey(SubjectPublicKeyInfo.getInstance(key.getEncoded())),
        message.toArray(),
        signature);
  }

  private static boolean verifies(PublicKey key, SignerInformation signer) throws Exception {
    Signature signature = Signature.getInstance("ML-DSA-65");
    signature.initVerify(key);
    signature.update(signer.getEncodedSignedAttributes());
    return signature.verify(signer.getSignature());
  }

  private static X509CertificateHolder root() {
    return KEYS.anchors().certificates().stream()
        .filter(each -> SealSuite.ML_DSA.takes(each.getSubjectPublicKeyInfo().getAlgorithm()))
        .findFirst()
        .orElseThrow();
  }

  private static X509Certificate certificate(X509CertificateHolder holder) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }
}
