package cn.cunzhen.api.account;

import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps what the store, or a page, must carry and may not tell: AES-256 in GCM (SP 800-38D). */
public final class SecretBox {
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecretKeySpec key;
  private final IntFunction<Bytes> random;

  /**
   * @param key 32 bytes
   * @param random gives so many random bytes
   */
  public SecretBox(Bytes key, IntFunction<Bytes> random) {
    this.key = new SecretKeySpec(key.toArray(), "AES");
    this.random = random;
  }

  /**
   * Encrypts something.
   *
   * @param about what it is and whose; it opens only as that
   */
  public Bytes seal(Bytes plain, String about) {
    Bytes nonce = random.apply(NONCE);
    try {
      return Bytes.joined(List.of(nonce, crypt(Cipher.ENCRYPT_MODE, nonce, plain, about)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  /** The inverse of {@link #seal}; empty for what this key has not sealed as that. */
  public Optional<Bytes> open(Bytes sealed, String about) {
    if (sealed.size() < NONCE + TAG) {
      return Optional.empty();
    }
    Bytes content = sealed.slice(NONCE, sealed.size());
    try {
      return Optional.of(crypt(Cipher.DECRYPT_MODE, sealed.slice(0, NONCE), content, about));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  private Bytes crypt(int mode, Bytes nonce, Bytes content, String about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce.toArray()));
    cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
    return Bytes.of(cipher.doFinal(content.toArray()));
  }
}
