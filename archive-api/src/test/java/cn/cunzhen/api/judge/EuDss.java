package cn.cunzhen.api.judge;

import cn.cunzhen.core.seal.Anchors;
import eu.europa.esig.dss.enumerations.Context;
import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.enumerations.SubContext;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.LevelRule;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The European Commission's DSS: validates signatures as ETSI EN 319 102-1 says, offline. */
public final class EuDss {
  /** Its platform can't load certificates of that suite. */
  private static final AlgorithmIdentifier SM2 =
      new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);

  private EuDss() {}

  /**
   * What it says of a signed document.
   *
   * @param detached what the signature is over, where that lies elsewhere
   */
  public static SimpleReport judge(byte[] signed, Anchors anchors, byte[]... detached)
      throws Exception {
    return judge(policy(), signed, anchors, detached);
  }

  /** The same by its own policy, which asks for revocation data: they must be in the document. */
  public static SimpleReport judgeWithRevocation(byte[] signed, Anchors anchors, byte[]... detached)
      throws Exception {
    try (InputStream own =
        EtsiValidationPolicy.class.getResourceAsStream("/policy/constraint.xml")) {
      ConstraintsParameters standard = ValidationPolicyFacade.newFacade().unmarshall(own);
      return judge(new EtsiValidationPolicy(standard), signed, anchors, detached);
    }
  }

  private static SimpleReport judge(
      ValidationPolicy policy, byte[] signed, Anchors anchors, byte[]... detached)
      throws Exception {
    CommonCertificateVerifier trust = new CommonCertificateVerifier(true);
    trust.setTrustedCertSources(trusted(anchors));
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
    validator.setCertificateVerifier(trust);
    validator.setDetachedContents(
        IntStream.range(0, detached.length)
            .<DSSDocument>mapToObj(i -> new InMemoryDocument(detached[i], "part " + i))
            .toList());
    return validator.validateDocument(policy).getSimpleReport();
  }

  private static CommonTrustedCertificateSource trusted(Anchors anchors) throws IOException {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    try (PemReader pem = new PemReader(new StringReader(anchors.pem()))) {
      for (PemObject each = pem.readPemObject(); each != null; each = pem.readPemObject()) {
        if (!new X509CertificateHolder(each.getContent()).getSignatureAlgorithm().equals(SM2)) {
          trusted.addCertificate(DSSUtils.loadCertificate(each.getContent()));
        }
      }
    }
    return trusted;
  }

  /** DSS's own policy, which asks for revocation data; the built-in authority publishes none. */
  private static ValidationPolicy policy() throws Exception {
    try (InputStream own =
        EtsiValidationPolicy.class.getResourceAsStream("/policy/constraint.xml")) {
      return new WithoutRevocation(ValidationPolicyFacade.newFacade().unmarshall(own));
    }
  }

  private static final class WithoutRevocation extends EtsiValidationPolicy {
    WithoutRevocation(ConstraintsParameters own) {
      super(own);
    }

    @Override
    public LevelRule getRevocationDataAvailableConstraint(Context of, SubContext part) {
      return () -> Level.IGNORE;
    }

    @Override
    public LevelRule getAcceptableRevocationDataFoundConstraint(Context of, SubContext part) {
      return () -> Level.IGNORE;
    }
  }
}
