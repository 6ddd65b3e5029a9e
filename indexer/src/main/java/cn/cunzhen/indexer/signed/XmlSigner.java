package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.Judgement;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SignerCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Who made an XML signature: the first of the certificates that it holds.
 *
 * @param key null where it holds none that can be read
 */
record XmlSigner(List<X509CertificateHolder> certificates, @Nullable PublicKey key) {
  private static final int MOST = 32;

  /** Reads certificates in base64. */
  static XmlSigner of(List<String> texts) {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    PublicKey key = null;
    try {
      for (String text : texts.subList(0, Math.min(MOST, texts.size()))) {
        byte[] bytes = Base64.getMimeDecoder().decode(text);
        certificates.add(new X509CertificateHolder(bytes));
        key = key == null ? key(bytes) : key;
      }
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      return new XmlSigner(List.copyOf(certificates), key); // those until the one that is none
    }
    return new XmlSigner(List.copyOf(certificates), key);
  }

  private static PublicKey key(byte[] certificate) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(certificate))
        .getPublicKey();
  }

  boolean known() {
    return key != null;
  }

  /** Gives this key, whatever the signature names; none where there is none. */
  KeySelector selector() {
    return new KeySelector() {
      @Override
      public KeySelectorResult select(
          @Nullable KeyInfo info,
          Purpose purpose,
          AlgorithmMethod method,
          XMLCryptoContext context) {
        return () -> key;
      }
    };
  }

  Judgement judge(@Nullable Reason wrong, SignerCheck signers) {
    return known()
        ? signers.judge(wrong, certificates.getFirst(), certificates)
        : Judgement.of(wrong == null ? Reason.NO_SIGNING_CERTIFICATE_FOUND : wrong);
  }
}
