package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies notes signed with Ed25519 (C2SP signed-note, "Verifier keys").
 *
 * @param publicKey 32 bytes (RFC 8032 §5.1.5)
 */
public record VerifierKey(Kind kind, KeyName name, Bytes publicKey) {
  /** What a key's signatures say. */
  public enum Kind {
    /** That the note is the signer's own (C2SP signed-note). */
    NOTE(1),
    /** That at some time a witness knew of no larger tree (C2SP tlog-cosignature, Ed25519). */
    COSIGNATURE(4);

    private final byte type;

    Kind(int type) {
      this.type = (byte) type;
    }
  }

  public VerifierKey {
    if (publicKey.size() != Ed25519PublicKeyParameters.KEY_SIZE
        || !Ed25519.validatePublicKeyPartial(publicKey.toArray(), 0)) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
  }

  /** With the name what a signature is recognised by; no proof of anything. */
  public int keyId() {
    return ByteBuffer.wrap(Sha256.of(keyIdInput()).bytes().toArray()).getInt();
  }

  private byte[] keyIdInput() {
    byte[] line = (name.value() + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(line.length + 1 + publicKey.size())
        .put(line)
        .put(material().toArray())
        .array();
  }

  private Bytes material() {
    byte[] material = new byte[1 + publicKey.size()];
    material[0] = kind.type;
    publicKey.copyTo(material, 1);
    return Bytes.of(material);
  }

  /** One line without its newline: {@code <name>+<key id>+<base64>}. */
  public String format() {
    return "%s+%08x+%s".formatted(name, keyId(), material().base64());
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write, such as a key
   *     of another kind
   */
  public static VerifierKey parse(String line) {
    String[] parts = line.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a verifier key");
    }
    Bytes material = Bytes.ofBase64(parts[2]);
    if (material.size() == 0) {
      throw new IllegalArgumentException("not a verifier key");
    }
    Kind kind = material.at(0) == Kind.COSIGNATURE.type ? Kind.COSIGNATURE : Kind.NOTE;
    VerifierKey key =
        new VerifierKey(kind, new KeyName(parts[0]), material.slice(1, material.size()));
    if (!key.format().equals(line)) {
      throw new IllegalArgumentException("not an Ed25519 verifier key, or not its key id");
    }
    return key;
  }

  /** Whether the signature claims to be of this key. */
  boolean isClaimedBy(NoteSignature claim) {
    return claim.name().equals(name) && claim.keyId() == keyId();
  }

  boolean verifies(String text, NoteSignature claim) {
    return switch (kind) {
      case NOTE -> verifies(text, claim.signature());
      case COSIGNATURE ->
          Cosignature.parse(claim.signature())
              .filter(found -> verifies(found.message(text), found.signature()))
              .isPresent();
    };
  }

  private boolean verifies(String signed, Bytes signature) {
    byte[] message = signed.getBytes(StandardCharsets.UTF_8);
    return signature.size() == Ed25519.SIGNATURE_SIZE
        && new Ed25519PublicKeyParameters(publicKey.toArray())
            .verify(
                Ed25519.Algorithm.Ed25519,
                null,
                message,
                0,
                message.length,
                signature.toArray(),
                0);
  }
}
