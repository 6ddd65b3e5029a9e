package cn.cunzhen.core.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * The way from a signer's certificate to a trust anchor (RFC 5280 §6.1, without policies and name
 * constraints: a certificate that insists on them is refused).
 *
 * @param certificates the signer's first, the anchor last
 * @param signerKey the signer's public key; null where it can't be used
 * @param faults those that no date changes
 */
record CertificatePath(
    List<X509CertificateHolder> certificates,
    @Nullable AsymmetricKeyParameter signerKey,
    Set<SealFault> faults) {
  private static final int MAX_LENGTH = 8;

  /**
   * @param inside the certificates of a seal, the signer's first
   * @param use whether a certificate is made for what the signer does
   */
  static CertificatePath of(
      List<X509CertificateHolder> inside, Anchors anchors, Predicate<X509CertificateHolder> use) {
    Set<SealFault> faults = EnumSet.noneOf(SealFault.class);
    List<X509CertificateHolder> path = new ArrayList<>();
    List<X509CertificateHolder> unused = new ArrayList<>(inside);
    path.add(unused.removeFirst());
    if (inside.stream().anyMatch(Certificates::selfIssued)) {
      faults.add(SealFault.ROOT_INSIDE);
    }
    List<X509CertificateHolder> issuers = issuers(path.getFirst(), anchors.certificates());
    while (issuers.isEmpty() && path.size() < MAX_LENGTH) {
      List<X509CertificateHolder> next = issuers(path.getLast(), unused);
      if (next.isEmpty()) {
        break;
      }
      path.add(next.getFirst());
      unused.remove(next.getFirst());
      issuers = issuers(path.getLast(), anchors.certificates());
    }
    if (issuers.isEmpty()) {
      faults.add(SealFault.CHAIN);
    } else {
      path.add(issuers.getFirst());
    }
    if (!unused.isEmpty()) {
      faults.add(SealFault.SURPLUS_CERTIFICATE);
    }
    if (!use.test(path.getFirst()) || !issuersMayIssue(path)) {
      faults.add(SealFault.CERTIFICATE_USE);
    }
    return new CertificatePath(
        List.copyOf(path),
        VerificationKey.of(path.getFirst().getSubjectPublicKeyInfo()),
        Set.copyOf(faults));
  }

  boolean validAt(Instant time) {
    return certificates.stream().allMatch(c -> Certificates.validAt(time, c));
  }

  /** When the first of them ends. */
  Instant validUntil() {
    return Certificates.allUntil(certificates);
  }

  X509CertificateHolder anchor() {
    return certificates.getLast();
  }

  List<X509CertificateHolder> withoutAnchor() {
    return certificates.subList(0, certificates.size() - 1);
  }

  private static List<X509CertificateHolder> issuers(
      X509CertificateHolder certificate, List<X509CertificateHolder> candidates) {
    return candidates.stream()
        .filter(candidate -> Certificates.issued(candidate, certificate))
        .limit(1)
        .toList();
  }

  private static boolean issuersMayIssue(List<X509CertificateHolder> path) {
    return IntStream.range(1, path.size()).allMatch(i -> Certificates.mayIssue(path.get(i), i - 1));
  }
}
