package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of a new archive, one certification authority for each suite and all else; and
 * later new keys in place of those that wear out.
 */
final class KeyMaker {
  private final SecureRandom random;
  private final Instant now;
  private final @Nullable URI address;
  private final Map<KeyName, PrivateKeyInfo> keys = new EnumMap<>(KeyName.class);
  private final List<X509CertificateHolder> certificates = new ArrayList<>();

  private KeyMaker(SecureRandom random, Instant now, @Nullable URI address) {
    this.random = random;
    this.now = now;
    this.address = address;
  }

  /**
   * @param address where the archive publishes its revocation lists; null where nobody knows
   * @param postQuantum whether there are keys of ML-DSA too, which some programs that read PKCS#12
   *     do not know yet
   */
  static KeyRing make(
      SecureRandom random, Instant now, @Nullable URI address, boolean postQuantum) {
    KeyMaker maker = new KeyMaker(random, now, address);
    String mark = maker.random(4).hex();
    BuiltInCa ca = maker.authority(KeyName.CA, SealSuite.P256, "Built-in archive CA " + mark);
    BuiltInCa gm = maker.authority(KeyName.CA_GM, SealSuite.SM2, "Built-in archive SM2 CA " + mark);
    maker.seal(KeyName.SEAL, SealSuite.P256, ca, "Archive seal " + mark);
    maker.seal(KeyName.SEAL_GM, SealSuite.SM2, gm, "Archive SM2 seal " + mark);
    maker.timeStamps(KeyName.TSA, SealSuite.P256, ca, "Archive time stamps " + mark);
    maker.timeStamps(KeyName.TSA_GM, SealSuite.SM2, gm, "Archive SM2 time stamps " + mark);
    maker.keys.put(KeyName.LOG, maker.ed25519());
    maker.keys.put(KeyName.COMMIT, maker.ed25519());
    Bytes secret = maker.random(32);
    if (postQuantum) {
      BuiltInCa pq =
          maker.authority(KeyName.CA_PQ, SealSuite.ML_DSA, "Built-in archive ML-DSA CA " + mark);
      maker.seal(KeyName.SEAL_PQ, SealSuite.ML_DSA, pq, "Archive ML-DSA seal " + mark);
    }
    return new KeyRing(maker.keys, secret, maker.certificates);
  }

  /**
   * The ring with a new key of this name in place of the one that it has, certified by the same
   * root for the same use. The certificate of the one before stays in it.
   *
   * @param issuers the built-in authority's keys, as far as they are in the ring
   * @throws UnfitKeysException where it has no such key, where another authority certified it, or
   *     where the root has ended
   */
  static KeyRing renew(
      KeyRing ring,
      KeyName name,
      List<SigningKey> issuers,
      SecureRandom random,
      Instant now,
      @Nullable URI address) {
    KeyMaker maker = new KeyMaker(random, now, address);
    maker.keys.putAll(ring.keys());
    maker.certificates.addAll(ring.certificates());
    maker.replace(name, issuers);
    return new KeyRing(maker.keys, ring.secret(), maker.certificates);
  }

  private void replace(KeyName name, List<SigningKey> issuers) {
    SealSuite suite =
        switch (name) {
          case SEAL, TSA -> SealSuite.P256;
          case SEAL_GM, TSA_GM -> SealSuite.SM2;
          case SEAL_PQ -> SealSuite.ML_DSA;
          case LOG, COMMIT, ID, CA, CA_GM, CA_PQ -> throw unfit(name, KeyFault.Kind.STAYS);
        };
    X509CertificateHolder before =
        certificates.stream()
            .filter(certificate -> holds(certificate, name))
            .findFirst()
            .orElseThrow(() -> unfit(name, KeyFault.Kind.MISSING));
    SigningKey root =
        issuers.stream()
            .filter(issuer -> new Issuer(issuer.certificate()).issued(before))
            .findFirst()
            .orElseThrow(() -> unfit(name, KeyFault.Kind.NO_ISSUER));
    if (!Certificates.validAt(now, root.certificate())) {
      throw unfit(name, KeyFault.Kind.ISSUER_ENDED);
    }
    BuiltInCa ca = BuiltInCa.of(root, now, address);
    // The one before stays beside it, without its key: it may have to be revoked one day.
    certificates.add(
        switch (name) {
          case TSA, TSA_GM ->
              ca.certifyTimeStamps(before.getSubject(), keep(name, suite), random(16));
          default -> ca.certifySeal(before.getSubject(), keep(name, suite), random(16));
        });
  }

  private boolean holds(X509CertificateHolder certificate, KeyName name) {
    PrivateKeyInfo key = keys.get(name);
    try {
      return key != null && certificate.getSubjectPublicKeyInfo().equals(PublicKeys.of(key));
    } catch (IOException e) {
      throw new UncheckedIOException("a private key of a key file can't be decoded", e);
    }
  }

  private static UnfitKeysException unfit(KeyName name, KeyFault.Kind kind) {
    return new UnfitKeysException(List.of(new KeyFault(name.alias(), kind)));
  }

  private BuiltInCa authority(KeyName name, SealSuite suite, String title) {
    BuiltInCa ca = BuiltInCa.create(suite, title, keep(name, suite), now, address, random(16));
    certificates.add(ca.certificate());
    return ca;
  }

  private void seal(KeyName name, SealSuite suite, BuiltInCa ca, String title) {
    certificates.add(ca.certifySeal(BuiltInCa.name(title), keep(name, suite), random(16)));
  }

  private void timeStamps(KeyName name, SealSuite suite, BuiltInCa ca, String title) {
    certificates.add(ca.certifyTimeStamps(BuiltInCa.name(title), keep(name, suite), random(16)));
  }

  private AsymmetricKeyParameter keep(KeyName name, SealSuite suite) {
    AsymmetricKeyParameter key = suite.newKey(random);
    try {
      keys.put(name, PrivateKeyInfoFactory.createPrivateKeyInfo(key));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return key;
  }

  /** RFC 8410 §7 without the public key, which some readers do not expect. */
  private PrivateKeyInfo ed25519() {
    try {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
          new DEROctetString(random(32).toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private Bytes random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
