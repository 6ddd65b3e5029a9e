package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies time stamps of any authority against trust anchors (RFC 3161 §2.4.2, RFC 5816). Any
 * thread may use it.
 *
 * <p>Certificates are judged at the time that the stamp gives. What has become of a key since then,
 * only a later stamp over this one can tell.
 */
public final class TimeStampVerifier {
  /** One token covers many records: what was found of the last ones is remembered. */
  private static final int REMEMBERED = 256;

  private final Anchors anchors;
  private final Cache<TimeStamp, Found> found =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** What a stamp comes to. */
  private record Found(List<TimeStampFault> faults, Instant certifiedUntil) {}

  public TimeStampVerifier(Anchors anchors) {
    this.anchors = anchors;
  }

  /**
   * Every fault of a stamp over this digest.
   *
   * @return none where it holds
   */
  public List<TimeStampFault> verify(TimeStamp stamp, Sha256 digest) {
    List<TimeStampFault> faults = new ArrayList<>();
    if (!stamp.covers(DigestAlgorithm.SHA256, digest.bytes())) {
      faults.add(TimeStampFault.IMPRINT);
    }
    faults.addAll(verify(stamp));
    return List.copyOf(faults);
  }

  /**
   * Every fault of a stamp, whatever it is over.
   *
   * @return none where it holds
   */
  public List<TimeStampFault> verify(TimeStamp stamp) {
    return found.get(stamp, this::look).faults();
  }

  /**
   * When the first certificate ends on the way from the signer's to an anchor, and with it what the
   * stamp proves by itself. What else lies in it does not matter.
   *
   * @return of a stamp that leads to no anchor, by the way as far as it goes; the beginning of time
   *     where there is none at all
   */
  public Instant certifiedUntil(TimeStamp stamp) {
    return found.get(stamp, this::look).certifiedUntil();
  }

  private Found look(TimeStamp stamp) {
    try {
      List<X509CertificateHolder> certificates = stamp.certificates();
      if (certificates.isEmpty()) {
        return new Found(List.of(TimeStampFault.SIGNER_CERTIFICATE), Instant.MIN);
      }
      CertificatePath path = CertificatePath.of(certificates, anchors, Certificates::mayStamp);
      return new Found(List.copyOf(faults(stamp, path)), path.validUntil());
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      return new Found(List.of(TimeStampFault.MALFORMED), Instant.MIN);
    }
  }

  private static Set<TimeStampFault> faults(TimeStamp stamp, CertificatePath path) {
    Set<TimeStampFault> to = EnumSet.noneOf(TimeStampFault.class);
    if (path.faults().contains(SealFault.CHAIN)) {
      to.add(TimeStampFault.CHAIN);
    }
    if (path.faults().contains(SealFault.CERTIFICATE_USE)) {
      to.add(TimeStampFault.CERTIFICATE_USE);
    }
    if (!path.validAt(stamp.time())) {
      to.add(TimeStampFault.VALIDITY);
    }
    SignerInformationVerifier verifier = verifier(path.certificates().getFirst());
    if (!isSigned(stamp, verifier)) {
      to.add(TimeStampFault.SIGNATURE);
    } else if (to.isEmpty() && !isReferred(stamp, verifier)) {
      to.add(TimeStampFault.REFERENCE);
    }
    return to;
  }

  private static boolean isSigned(TimeStamp stamp, SignerInformationVerifier verifier) {
    try {
      return stamp.token().isSignatureValid(verifier);
    } catch (TSPException | RuntimeException e) {
      return false; // as above
    }
  }

  /** Whether the signed reference to the signer's certificate is right (RFC 5816 §2.2.1). */
  private static boolean isReferred(TimeStamp stamp, SignerInformationVerifier verifier) {
    try {
      stamp.token().validate(verifier);
      return true;
    } catch (TSPException | RuntimeException e) {
      return false;
    }
  }

  private static SignerInformationVerifier verifier(X509CertificateHolder signer) {
    return new SignerInformationVerifier(
        new DefaultCMSSignatureAlgorithmNameGenerator(),
        new DefaultSignatureAlgorithmIdentifierFinder(),
        new SignerKey(signer),
        new BcDigestCalculatorProvider());
  }

  /** The signer's key, as Bouncy Castle's reader of signed messages asks for it. */
  private record SignerKey(X509CertificateHolder signer) implements ContentVerifierProvider {
    @Override
    public boolean hasAssociatedCertificate() {
      return true;
    }

    @Override
    public @Nullable X509CertificateHolder getAssociatedCertificate() {
      return signer;
    }

    @Override
    public ContentVerifier get(AlgorithmIdentifier algorithm) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      return new ContentVerifier() {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
          return algorithm;
        }

        @Override
        public OutputStream getOutputStream() {
          return message;
        }

        @Override
        public boolean verify(byte[] signature) {
          return Signatures.verify(
              algorithm,
              VerificationKey.of(signer.getSubjectPublicKeyInfo()),
              message.toByteArray(),
              signature);
        }
      };
    }
  }
}
