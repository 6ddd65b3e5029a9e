package cn.cunzhen.core.log;

import cn.cunzhen.core.log.VerifierKey.Kind;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signs notes with Ed25519 (RFC 8032 §5.1.6), for any number of threads. */
public final class Ed25519Signer implements NoteSigner {
  private final Ed25519PrivateKeyParameters key;
  private final VerifierKey verifierKey;

  private Ed25519Signer(KeyName name, Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.verifierKey =
        new VerifierKey(Kind.NOTE, name, Bytes.of(key.generatePublicKey().getEncoded()));
  }

  /**
   * A signer under the key that grows from the seed.
   *
   * @param seed 32 secret random bytes: the private key of RFC 8032 §5.1.5
   */
  public static Ed25519Signer of(KeyName name, Bytes seed) {
    if (seed.size() != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.size());
    }
    return new Ed25519Signer(name, new Ed25519PrivateKeyParameters(seed.toArray()));
  }

  @Override
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  @Override
  public NoteSignature sign(String text) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return new NoteSignature(verifierKey.name(), verifierKey.keyId(), Bytes.of(signature));
  }
}
