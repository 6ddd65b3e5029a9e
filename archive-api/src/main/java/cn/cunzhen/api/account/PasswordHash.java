package cn.cunzhen.api.account;

import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id (RFC 9106) with its own salt and its own cost.
 *
 * @param kibibytes of memory that one trial takes
 */
record PasswordHash(Bytes salt, Bytes hash, int kibibytes, int passes) {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int SIZE = 32;

  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return new PasswordHash(
        Bytes.of(salt), derive(password, Bytes.of(salt), KIBIBYTES, PASSES), KIBIBYTES, PASSES);
  }

  /** Whether this is the password; takes the same time whether or not. */
  boolean matches(String password) {
    Bytes derived = derive(password, salt, kibibytes, passes);
    return MessageDigest.isEqual(derived.toArray(), hash.toArray());
  }

  private static Bytes derive(String password, Bytes salt, int kibibytes, int passes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt.toArray())
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(1)
            .build());
    byte[] derived = new byte[SIZE];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
    return Bytes.of(derived);
  }

  @Override
  public String toString() {
    return "password hash";
  }
}
