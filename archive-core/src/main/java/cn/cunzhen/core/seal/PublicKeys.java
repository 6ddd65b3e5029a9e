package cn.cunzhen.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** Public keys from private ones. */
final class PublicKeys {
  private PublicKeys() {}

  /** The public key of a key that seals are made with; null for any other key. */
  static @Nullable SubjectPublicKeyInfo of(PrivateKeyInfo info) throws IOException {
    AsymmetricKeyParameter key = PrivateKeyFactory.createKey(info);
    return key instanceof ECPrivateKeyParameters || key instanceof MLDSAPrivateKeyParameters
        ? of(key)
        : null;
  }

  /**
   * The public key.
   *
   * @throws IllegalArgumentException for a key of another kind than seals are made with
   */
  static SubjectPublicKeyInfo of(AsymmetricKeyParameter key) {
    AsymmetricKeyParameter publicKey =
        switch (key) {
          case ECPrivateKeyParameters onCurve ->
              new ECPublicKeyParameters(
                  new FixedPointCombMultiplier()
                      .multiply(onCurve.getParameters().getG(), onCurve.getD()),
                  onCurve.getParameters());
          case MLDSAPrivateKeyParameters lattice -> lattice.getPublicKeyParameters();
          default -> throw new IllegalArgumentException("no key of a seal");
        };
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
