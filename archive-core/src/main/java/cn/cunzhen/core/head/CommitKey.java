package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The key that the nodes of one store sign heads with: Ed25519 (RFC 8032), never given out. */
public final class CommitKey {
  private final Ed25519PrivateKeyParameters secret;
  private final Ed25519PublicKeyParameters known;

  /**
   * @param seed 32 bytes
   */
  public CommitKey(Bytes seed) {
    if (seed.size() != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
    this.secret = new Ed25519PrivateKeyParameters(seed.toArray());
    this.known = secret.generatePublicKey();
  }

  /** Signs the text by its SHA-256: heads are long, and this signature hashes all that it signs. */
  Bytes sign(Bytes text) {
    byte[] statement = statement(text);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(statement, 0, statement.length);
    return Bytes.of(signer.generateSignature());
  }

  boolean verifies(Bytes text, Bytes signature) {
    byte[] statement = statement(text);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, known);
    signer.update(statement, 0, statement.length);
    return signer.verifySignature(signature.toArray());
  }

  private static byte[] statement(Bytes text) {
    return Bytes.utf8("cunzhen head SHA-256 " + Sha256.of(text).hex() + "\n").toArray();
  }

  @Override
  public String toString() {
    return "commit key";
  }
}
