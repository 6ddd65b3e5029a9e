package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/**
 * An RFC 3161 authority of the archive's own, by its own key and clock.
 *
 * <p>To somebody who does not trust the archive it proves in what order things were, and not when:
 * who holds the key can date as he likes. An authority outside is what proves time.
 */
public final class BuiltInAuthority implements TimeStampAuthority {
  /** An identifier made of a random UUID (Rec. ITU-T X.667): the time is that of a node's clock. */
  private static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("2.25.168406267743320763119481778609940586010");

  private final SigningKey key;
  private final Clock clock;
  private final Supplier<Bytes> serials;

  /**
   * @param key a key of time stamps, such as {@link ArchiveKeys#timeStamps()}
   * @param serials fresh random bytes each time, 20 at most
   */
  public BuiltInAuthority(SigningKey key, Clock clock, Supplier<Bytes> serials) {
    this.key = key;
    this.clock = clock;
    this.serials = serials;
  }

  @Override
  public Bytes answer(Bytes request) throws IOException {
    try {
      TimeStampResponseGenerator responses =
          new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED, Set.of(POLICY.getId()));
      return Bytes.of(
          responses
              .generate(
                  new TimeStampRequest(request.toArray()),
                  new BigInteger(1, serials.get().toArray()),
                  Date.from(clock.instant()))
              .getEncoded());
    } catch (TSPException | OperatorCreationException e) {
      throw new IOException("a time stamp could not be made", e);
    }
  }

  private TimeStampTokenGenerator tokens() throws OperatorCreationException, TSPException {
    BcDigestCalculatorProvider digests = new BcDigestCalculatorProvider();
    SignerInfoGenerator signer =
        new SignerInfoGeneratorBuilder(digests).build(key.contentSigner(), key.certificate());
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(signer, digests.get(key.suite().digestAlgorithm()), POLICY);
    tokens.addCertificates(new CollectionStore<>(key.chain()));
    tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
    return tokens;
  }
}
