package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealVerifierTest {
  private static final Bytes CONTENT = Bytes.utf8("{\"content\":\"档案\"}");
  private static final Instant TIME = Instant.parse("2026-11-21T01:13:41.250Z");
  private static final ArchiveKeys KEYS = SampleKeys.postQuantum();

  private final SealVerifier verifier = new SealVerifier(KEYS.anchors());

  @Test
  void sealsOfEverySuiteHold() {
    List<Seal> seals = KEYS.sealer(EnumSet.allOf(SealSuite.class)).seal(CONTENT, TIME);

    assertThat(seals).extracting(Seal::suite).containsExactly(SealSuite.values());
    for (Seal seal : seals) {
      SealVerdict verdict = verifier.verify(seal, CONTENT);
      assertThat(verdict.faults()).isEmpty();
      assertThat(verdict.signedAt()).isEqualTo("2026-11-21T01:13:41Z");
      assertThat(verdict.signer()).startsWith("CN=Archive ");
    }
  }

  @Test
  void theSameContentAtTheSameTimeHasTheSameSeals() {
    Sealer sealer = KEYS.sealer(EnumSet.allOf(SealSuite.class));

    assertThat(sealer.seal(CONTENT, TIME)).isEqualTo(sealer.seal(CONTENT, TIME));
  }

  /** Those of the other suite are flipped where its seal stands, in a package. */
  @Test
  void aFlippedBitAnywhereInASealIsNoticed() {
    SealSuite suite = SealSuite.SM2;
    Seal seal = seal(suite);
    for (int bit = 0; bit < seal.der().size() * 8; bit++) {
      byte[] der = seal.der().toArray();
      der[bit / 8] ^= (byte) (1 << bit % 8);

      SealVerdict verdict = verifier.verify(new Seal(suite, Bytes.of(der)), CONTENT);

      assertThat(verdict.holds()).as("bit %d", bit).isFalse();
    }
  }

  /** It is ten times as long as the others, and nine tenths of it are numbers. */
  @Test
  void aFlippedBitInALargeSealIsNoticed() {
    Seal seal = seal(SealSuite.ML_DSA);
    for (int bit = 0; bit < seal.der().size() * 8; bit += 29) {
      byte[] der = seal.der().toArray();
      der[bit / 8] ^= (byte) (1 << bit % 8);

      SealVerdict verdict = verifier.verify(new Seal(SealSuite.ML_DSA, Bytes.of(der)), CONTENT);

      assertThat(verdict.holds()).as("bit %d", bit).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherContentIsNoticed(SealSuite suite) {
    SealVerdict verdict = verifier.verify(seal(suite), Bytes.utf8("other"));

    assertThat(verdict.faults()).containsExactly(SealFault.CONTENT);
  }

  @ParameterizedTest
  @EnumSource
  void aForgerWhoKeepsToTheFormMakesTheSameSeal(SealSuite suite) {
    assertThat(forged(suite).make()).isEqualTo(seal(suite));
  }

  @ParameterizedTest
  @EnumSource
  void whatDoesNotKeepToTheFormIsNamed(SealSuite suite) {
    assertFault(suite, SealFault.NOT_DETACHED, f -> f.content = new DEROctetString(new byte[0]));
    assertFault(suite, SealFault.REVOCATION_INSIDE, f -> f.revocations = revocationList());
    assertFault(suite, SealFault.NOT_ONE_SIGNER, f -> f.signers = 0);
    assertFault(suite, SealFault.NOT_ONE_SIGNER, f -> f.signers = 2);
    assertFault(suite, SealFault.NOT_DER, f -> f.encoding = ASN1Encoding.BER);
    assertFault(
        suite,
        SealFault.UNSIGNED_ATTRIBUTES,
        f -> f.unsigned = new Attribute(CMSAttributes.counterSignature, new DERSet()));
    assertFault(suite, SealFault.SIGNER_CERTIFICATE, f -> f.certificates.clear());
    assertFault(
        suite,
        SealFault.SIGNED_ATTRIBUTES,
        f -> f.attribute(CMSAttributes.contentHint, CMSObjectIdentifiers.data));
    for (int i = 0; i < 4; i++) {
      int missing = i;
      assertFault(suite, SealFault.SIGNED_ATTRIBUTES, f -> f.attributes.remove(missing));
    }
    AlgorithmIdentifier other = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384);
    assertFault(suite, SealFault.ALGORITHM, f -> f.digestAlgorithm = other);
    assertFault(suite, SealFault.ALGORITHM, f -> f.signatureAlgorithm = other);
    assertFault(
        suite,
        SealFault.ALGORITHM,
        f ->
            f.digestAlgorithm =
                new AlgorithmIdentifier(suite.digestAlgorithm().getAlgorithm(), DERNull.INSTANCE));
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureThatIsNotTheSignersIsNoticed(SealSuite suite) {
    SigningKey mixed =
        new SigningKey(
            suite, suite.newKey(SampleKeys.random("stranger")), KEYS.seal(suite).chain());

    Seal seal = new Sealer(List.of(mixed)).seal(CONTENT, TIME).getFirst();

    assertThat(verifier.verify(seal, CONTENT).faults()).containsExactly(SealFault.SIGNATURE);
  }

  @Test
  void aSealOfTheOtherSuiteIsNoticed() {
    Seal disguised = new Seal(SealSuite.P256, seal(SealSuite.SM2).der());

    assertThat(verifier.verify(disguised, CONTENT).faults()).contains(SealFault.ALGORITHM);
  }

  @Test
  void whatIsNoSealIsMalformed() {
    for (String text : List.of("", "0", "text", "{}")) {
      assertThat(verifier.verify(new Seal(SealSuite.P256, Bytes.utf8(text)), CONTENT).faults())
          .containsExactly(SealFault.MALFORMED);
    }
  }

  private void assertFault(SealSuite suite, SealFault fault, Consumer<ForgedSeal> change) {
    ForgedSeal forged = forged(suite);
    change.accept(forged);

    assertThat(verifier.verify(forged.make(), CONTENT).faults()).contains(fault);
  }

  private static ForgedSeal forged(SealSuite suite) {
    return new ForgedSeal(KEYS.seal(suite), CONTENT, TIME.truncatedTo(ChronoUnit.SECONDS));
  }

  private static CertificateList revocationList() {
    return new X509v2CRLBuilder(
            KEYS.seal(SealSuite.P256).certificate().getSubject(), Date.from(SampleKeys.MADE))
        .build(KEYS.seal(SealSuite.P256).contentSigner())
        .toASN1Structure();
  }

  private static Seal seal(SealSuite suite) {
    return KEYS.sealer(List.of(suite)).seal(CONTENT, TIME).getFirst();
  }
}
