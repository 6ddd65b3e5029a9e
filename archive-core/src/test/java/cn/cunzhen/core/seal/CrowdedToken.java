package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.util.CollectionStore;

/** A time stamp with a certificate in it that has nothing to do with it, as some authorities do. */
public final class CrowdedToken {
  private CrowdedToken() {}

  /**
   * The stamp with such a certificate.
   *
   * @param life of the certificate, from {@link SampleKeys#MADE} on
   */
  public static TimeStamp of(TimeStamp stamp, Duration life) throws IOException, CMSException {
    ECPrivateKeyParameters key = ForgedCertificate.key(SECObjectIdentifiers.secp256r1, "unrelated");
    List<X509CertificateHolder> certificates = new ArrayList<>(stamp.certificates());
    certificates.add(
        new ForgedCertificate("nobody", "unrelated", PublicKeys.of(key))
            .life(life)
            .sign(Signatures.contentSigner(SealSuite.P256, key)));
    CMSSignedData crowded =
        CMSSignedData.replaceCertificatesAndCRLs(
            new CMSSignedData(stamp.der().toArray()),
            new CollectionStore<>(certificates),
            null,
            null);
    return TimeStamp.parse(Bytes.of(crowded.getEncoded()));
  }
}
