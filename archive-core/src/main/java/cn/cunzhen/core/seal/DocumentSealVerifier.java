package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies the seals that stand inside of documents. Any thread may use it.
 *
 * <p>As strict as {@link SealVerifier}: what {@link DocumentSealer} would not have written is
 * refused.
 */
public final class DocumentSealVerifier {
  private final Anchors anchors;
  private final TimeStampVerifier stamps;

  /**
   * @param stampAnchors of time stamps
   */
  public DocumentSealVerifier(Anchors anchors, Anchors stampAnchors) {
    this.anchors = anchors;
    this.stamps = new TimeStampVerifier(stampAnchors);
  }

  /** Verifies the seal of what has this digest; every fault is named. */
  public DocumentSealVerdict verify(Bytes der, Sha256 digest) {
    try {
      return verify(DocumentSeal.parse(der), digest);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      return new DocumentSealVerdict(
          null, List.of(SealFault.MALFORMED), List.of(TimeStampFault.MALFORMED));
    }
  }

  private DocumentSealVerdict verify(DocumentSeal seal, Sha256 digest) {
    CertificatePath path = CertificatePath.of(seal.certificates(), anchors, Certificates::maySign);
    List<SealFault> faults = new ArrayList<>(path.faults());
    if (!path.validAt(seal.stamp().time())) {
      faults.add(SealFault.VALIDITY);
    }
    if (!seal.digest().equals(digest)) {
      faults.add(SealFault.CONTENT);
    }
    if (!Signatures.verify(
        SealSuite.P256.signatureAlgorithm(),
        path.signerKey(),
        seal.signedAttributes().toArray(),
        seal.signature().toArray())) {
      faults.add(SealFault.SIGNATURE);
    }
    return new DocumentSealVerdict(
        seal.stamp().time(),
        faults,
        stamps.verify(seal.stamp(), DocumentSeal.imprint(seal.signature())));
  }
}
