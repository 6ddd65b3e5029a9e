package cn.cunzhen.core.seal;

import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.operator.ContentSigner;

/** A private key with the certificates that stand behind it. Its text form says nothing of it. */
public final class SigningKey {
  private final SealSuite suite;
  private final AsymmetricKeyParameter key;
  private final List<X509CertificateHolder> chain;

  SigningKey(SealSuite suite, AsymmetricKeyParameter key, List<X509CertificateHolder> chain) {
    this.suite = suite;
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  public SealSuite suite() {
    return suite;
  }

  /** The key's own certificate. */
  public X509CertificateHolder certificate() {
    return chain.getFirst();
  }

  /** The key's own certificate, then those of its issuers, without the root. */
  public List<X509CertificateHolder> chain() {
    return chain;
  }

  AsymmetricKeyParameter key() {
    return key;
  }

  /** Signs, deterministically. */
  byte[] sign(byte[] message) {
    return Signatures.sign(suite, key, message);
  }

  /** This key as the builders of Bouncy Castle take it, for one signature. */
  public ContentSigner contentSigner() {
    return Signatures.contentSigner(suite, key);
  }

  @Override
  public String toString() {
    return suite + " key of " + certificate().getSubject();
  }
}
