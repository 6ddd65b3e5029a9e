package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.jspecify.annotations.Nullable;

/** Looks at a key ring: every key there, of its kind, certified for its use. */
final class KeyRingReader {
  private static final int SECRET_SIZE = 32;

  private final KeyRing ring;
  private final Instant now;
  private final List<KeyFault> faults = new ArrayList<>();
  private final Set<X509CertificateHolder> roots = new LinkedHashSet<>();

  private KeyRingReader(KeyRing ring, Instant now) {
    this.ring = ring;
    this.now = now;
  }

  /**
   * @throws UnfitKeysException naming every fault
   */
  static ArchiveKeys read(KeyRing ring, Instant now) {
    return new KeyRingReader(ring, now).read();
  }

  /** The built-in authority's keys, as far as a ring holds them, whatever else is wrong with it. */
  static List<SigningKey> issuers(KeyRing ring) {
    KeyRingReader reader = new KeyRingReader(ring, Instant.EPOCH);
    reader.roots.addAll(reader.allRoots().certificates());
    return reader.issuers();
  }

  private ArchiveKeys read() {
    SigningKey seal = signer(KeyName.SEAL, SealSuite.P256, Certificates::maySign);
    SigningKey sealGm = signer(KeyName.SEAL_GM, SealSuite.SM2, Certificates::maySign);
    SigningKey sealPq =
        ring.keys().containsKey(KeyName.SEAL_PQ)
            ? signer(KeyName.SEAL_PQ, SealSuite.ML_DSA, Certificates::maySign)
            : null;
    SigningKey stamps = signer(KeyName.TSA, SealSuite.P256, Certificates::mayStamp);
    SigningKey stampsGm =
        ring.keys().containsKey(KeyName.TSA_GM)
            ? signer(KeyName.TSA_GM, SealSuite.SM2, Certificates::mayStamp)
            : null;
    Bytes log = seed(KeyName.LOG);
    Bytes commit = seed(KeyName.COMMIT);
    Bytes id = secret();
    if (seal == null
        || sealGm == null
        || stamps == null
        || log == null
        || commit == null
        || id == null
        || !faults.isEmpty()) {
      throw new UnfitKeysException(faults);
    }
    List<SigningKey> issuers = issuers();
    Set<X509CertificateHolder> used = new HashSet<>();
    Stream.of(seal, sealGm, sealPq, stamps, stampsGm)
        .filter(Objects::nonNull)
        .forEach(key -> used.addAll(key.chain()));
    return new ArchiveKeys(
        seal,
        sealGm,
        sealPq,
        stamps,
        stampsGm,
        log,
        commit,
        id,
        new Anchors(List.copyOf(roots)),
        issuers,
        former(issuers, used));
  }

  /** What the built-in authority has certified, and nothing is signed with any more. */
  private List<X509CertificateHolder> former(
      List<SigningKey> issuers, Set<X509CertificateHolder> used) {
    return ring.certificates().stream()
        .filter(each -> !Certificates.selfIssued(each) && !used.contains(each))
        .filter(
            each -> issuers.stream().anyMatch(key -> new Issuer(key.certificate()).issued(each)))
        .toList();
  }

  /** The keys of roots, as far as they are here: they sign revocation lists. */
  private List<SigningKey> issuers() {
    List<SigningKey> issuers = new ArrayList<>();
    addIssuer(KeyName.CA, SealSuite.P256, issuers);
    addIssuer(KeyName.CA_GM, SealSuite.SM2, issuers);
    addIssuer(KeyName.CA_PQ, SealSuite.ML_DSA, issuers);
    return issuers;
  }

  private void addIssuer(KeyName name, SealSuite suite, List<SigningKey> to) {
    PrivateKeyInfo info = ring.keys().get(name);
    AsymmetricKeyParameter key = info == null ? null : keyOf(info, suite);
    if (key != null) {
      SubjectPublicKeyInfo publicKey = PublicKeys.of(key);
      roots.stream()
          .filter(root -> root.getSubjectPublicKeyInfo().equals(publicKey))
          .filter(root -> new Issuer(root).maySignLists())
          .findFirst()
          .ifPresent(root -> to.add(new SigningKey(suite, key, List.of(root))));
    }
  }

  private @Nullable SigningKey signer(
      KeyName name, SealSuite suite, Predicate<X509CertificateHolder> use) {
    PrivateKeyInfo info = key(name);
    if (info == null) {
      return null;
    }
    AsymmetricKeyParameter key = keyOf(info, suite);
    if (key == null) {
      fault(name, KeyFault.Kind.WRONG_KIND);
      return null;
    }
    List<X509CertificateHolder> certificates = certificatesFor(key);
    if (certificates.isEmpty()) {
      fault(name, KeyFault.Kind.NO_CERTIFICATE);
      return null;
    }
    CertificatePath path = CertificatePath.of(certificates, allRoots(), use);
    if (path.faults().contains(SealFault.CHAIN) || path.faults().contains(SealFault.ROOT_INSIDE)) {
      fault(name, KeyFault.Kind.NO_CHAIN);
      return null;
    }
    if (path.faults().contains(SealFault.CERTIFICATE_USE)) {
      fault(name, KeyFault.Kind.CERTIFICATE_USE);
    }
    if (!path.validAt(now)) {
      fault(name, KeyFault.Kind.VALIDITY);
    }
    roots.add(path.anchor());
    return new SigningKey(suite, key, path.withoutAnchor());
  }

  private static @Nullable AsymmetricKeyParameter keyOf(PrivateKeyInfo info, SealSuite suite) {
    try {
      return suite.takes(info.getPrivateKeyAlgorithm()) ? PrivateKeyFactory.createKey(info) : null;
    } catch (IOException e) {
      throw new IllegalArgumentException("a private key of a key file can't be decoded");
    }
  }

  /** The key's own certificate, then all that may have issued it; none where it has none. */
  private List<X509CertificateHolder> certificatesFor(AsymmetricKeyParameter key) {
    SubjectPublicKeyInfo publicKey = PublicKeys.of(key);
    List<X509CertificateHolder> found = new ArrayList<>();
    ring.certificates().stream()
        .filter(c -> c.getSubjectPublicKeyInfo().equals(publicKey))
        .findFirst()
        .ifPresent(found::add);
    if (!found.isEmpty()) {
      ring.certificates().stream()
          .filter(c -> !Certificates.selfIssued(c) && !found.contains(c))
          .forEach(found::add);
    }
    return found;
  }

  private Anchors allRoots() {
    return new Anchors(ring.certificates().stream().filter(Certificates::selfIssued).toList());
  }

  private @Nullable Bytes seed(KeyName name) {
    PrivateKeyInfo info = key(name);
    if (info == null) {
      return null;
    }
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
      fault(name, KeyFault.Kind.WRONG_KIND);
      return null;
    }
    try {
      return Bytes.of(ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
    } catch (IOException e) {
      fault(name, KeyFault.Kind.WRONG_KIND);
      return null;
    }
  }

  private @Nullable Bytes secret() {
    Bytes secret = ring.secret();
    if (secret == null || secret.size() != SECRET_SIZE) {
      fault(KeyName.ID, secret == null ? KeyFault.Kind.MISSING : KeyFault.Kind.WRONG_KIND);
    }
    return secret;
  }

  private @Nullable PrivateKeyInfo key(KeyName name) {
    PrivateKeyInfo info = ring.keys().get(name);
    if (info == null) {
      fault(name, KeyFault.Kind.MISSING);
    }
    return info;
  }

  private void fault(KeyName name, KeyFault.Kind kind) {
    faults.add(new KeyFault(name.alias(), kind));
  }
}
