package cn.cunzhen.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** Public keys from private ones. */
final class PublicKeys {
  private PublicKeys() {}

  /** The public key of a key on a curve; null for any other key. */
  static @Nullable SubjectPublicKeyInfo of(PrivateKeyInfo info) throws IOException {
    return PrivateKeyFactory.createKey(info) instanceof ECPrivateKeyParameters key ? of(key) : null;
  }

  static SubjectPublicKeyInfo of(ECPrivateKeyParameters key) {
    var point = new FixedPointCombMultiplier().multiply(key.getParameters().getG(), key.getD());
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
          new ECPublicKeyParameters(point, key.getParameters()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
