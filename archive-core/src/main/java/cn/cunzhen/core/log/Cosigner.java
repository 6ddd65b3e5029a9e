package cn.cunzhen.core.log;

import cn.cunzhen.core.log.VerifierKey.Kind;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signs checkpoints as a witness (C2SP tlog-cosignature, Ed25519), for any number of threads. */
public final class Cosigner {
  private final Ed25519PrivateKeyParameters key;
  private final VerifierKey verifierKey;

  private Cosigner(KeyName name, Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.verifierKey =
        new VerifierKey(Kind.COSIGNATURE, name, Bytes.of(key.generatePublicKey().getEncoded()));
  }

  /**
   * A witness under the key that grows from the seed.
   *
   * @param seed 32 secret random bytes, used by no other witness: a signature does not say whose it
   *     is
   */
  public static Cosigner of(KeyName name, Bytes seed) {
    if (seed.size() != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.size());
    }
    return new Cosigner(name, new Ed25519PrivateKeyParameters(seed.toArray()));
  }

  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /**
   * Says that at this time it has seen no larger tree of the log than this checkpoint's.
   *
   * @param time cut to whole seconds
   */
  public NoteSignature cosign(Checkpoint checkpoint, Instant time) {
    long seconds = time.getEpochSecond();
    byte[] message =
        Cosignature.message(seconds, checkpoint.format()).getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return new NoteSignature(
        verifierKey.name(),
        verifierKey.keyId(),
        new Cosignature(seconds, Bytes.of(signature)).format());
  }
}
