package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Verifies seals against trust anchors. Any thread may use it.
 *
 * <p>Strict: a seal that {@link Sealer} would not have written is refused, even where its signature
 * is right, so that no bit of a seal can be changed unnoticed.
 */
public final class SealVerifier {
  private final Anchors anchors;

  /** Whole paths only: their number is that of the certificates that the anchors stand behind. */
  private final Map<List<X509CertificateHolder>, CertificatePath> known = new ConcurrentHashMap<>();

  public SealVerifier(Anchors anchors) {
    this.anchors = anchors;
  }

  /** Verifies the seal of the content; every fault is named. */
  public SealVerdict verify(Seal seal, Bytes content) {
    try {
      return verdict(seal, content);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      return SealVerdict.unread(seal.suite(), List.of(SealFault.MALFORMED));
    }
  }

  private SealVerdict verdict(Seal seal, Bytes content) throws IOException {
    SealParser parser = new SealParser(seal);
    SealForm form = parser.parse();
    Set<SealFault> faults = EnumSet.noneOf(SealFault.class);
    faults.addAll(parser.faults());
    if (form == null) {
      return SealVerdict.unread(seal.suite(), List.copyOf(faults));
    }
    CertificatePath path = path(form.certificates());
    faults.addAll(path.faults());
    if (!path.validAt(form.signedAt())) {
      faults.add(SealFault.VALIDITY);
    }
    verifySignature(form, content, path, faults);
    return new SealVerdict(
        seal.suite(),
        form.signer().getSubject().toString(),
        form.signedAt(),
        Certificates.allUntil(form.certificates()),
        List.copyOf(faults));
  }

  private static void verifySignature(
      SealForm form, Bytes content, CertificatePath path, Set<SealFault> faults) {
    SealSuite suite = form.suite();
    AlgorithmIdentifier key = form.signer().getSubjectPublicKeyInfo().getAlgorithm();
    if (!suite.takes(key)) {
      faults.add(SealFault.ALGORITHM);
    }
    if (!suite.digest(content).equals(form.contentDigest())) {
      faults.add(SealFault.CONTENT);
    }
    byte[] signed = form.signedAttributes().toArray();
    byte[] signature = form.signature().toArray();
    if (!Signatures.verify(suite.signatureAlgorithm(), path.signerKey(), signed, signature)) {
      faults.add(SealFault.SIGNATURE);
    }
  }

  private CertificatePath path(List<X509CertificateHolder> inside) {
    CertificatePath path = known.get(inside);
    if (path == null) {
      path = CertificatePath.of(inside, anchors, Certificates::maySign);
      if (path.faults().isEmpty()) {
        known.put(List.copyOf(inside), path);
      }
    }
    return path;
  }
}
