package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What a key file holds, not yet looked at. Its text form says nothing of it.
 *
 * @param secret the id key; null where there is none
 * @param certificates of all keys, and of their issuers, in any order
 */
record KeyRing(
    Map<KeyName, PrivateKeyInfo> keys,
    @Nullable Bytes secret,
    List<X509CertificateHolder> certificates) {
  KeyRing {
    keys = Map.copyOf(keys);
    certificates = List.copyOf(certificates);
  }

  @Override
  public String toString() {
    return "key ring";
  }
}
