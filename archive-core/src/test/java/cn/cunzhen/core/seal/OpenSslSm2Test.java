package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenSSL as the judge of SM2 and SM3, as far as it goes: it verifies signatures and certificates
 * where it is told the signer's id (GB/T 32918.2 §5.5), which its commands for CMS and time stamps
 * can't be told.
 */
class OpenSslSm2Test {
  private static final String ID = "distid:1234567812345678";
  private static final Bytes CONTENT = Bytes.utf8("{\"content\":\"档案\"}");
  private static final ArchiveKeys KEYS = SampleKeys.archive();

  @TempDir Path folder;
  private CMSSignedData seal;
  private CMSSignedData token;

  @BeforeEach
  void make() throws Exception {
    Instant time = Instant.parse("2026-11-21T01:13:41Z");
    Bytes der =
        KEYS.sealer(EnumSet.of(SealSuite.P256, SealSuite.SM2)).seal(CONTENT, time).stream()
            .filter(each -> each.suite() == SealSuite.SM2)
            .findFirst()
            .orElseThrow()
            .der();
    seal = new CMSSignedData(der.toArray());
    Bytes nonce = Bytes.of(new byte[16]);
    TimeStampRequest request =
        TimeStampRequest.of(DigestAlgorithm.SM3, DigestAlgorithm.SM3.of(CONTENT), nonce);
    SigningKey key = KEYS.timeStampsGm().orElseThrow();
    BuiltInAuthority authority = new BuiltInAuthority(key, SampleKeys.CLOCK, () -> nonce);
    token = request.token(authority.answer(request.der())).token().toCMSSignedData();
    write("content", CONTENT.toArray());
    Files.writeString(folder.resolve("ca.pem"), KEYS.anchors().pem());
  }

  @Test
  void sealAndTokenAreSignedOverTheirAttributes() throws Exception {
    for (CMSSignedData each : new CMSSignedData[] {seal, token}) {
      SignerInformation signer = only(each.getSignerInfos());
      write("attributes", signer.getEncodedSignedAttributes());
      write("signature", signer.getSignature());
      writeCertificate(each);

      assertThat(verifySignature().output()).contains("Signature Verified Successfully");

      byte[] changed = signer.getEncodedSignedAttributes();
      changed[changed.length / 2] ^= 1;
      write("attributes", changed);
      assertThat(verifySignature().agrees()).isFalse();
    }
  }

  @Test
  void theirCertificatesLeadToTheRoot() throws Exception {
    for (CMSSignedData each : new CMSSignedData[] {seal, token}) {
      writeCertificate(each);

      assertThat(verifyCertificate("ca.pem").output()).contains("OK");
    }
    Files.writeString(
        folder.resolve("other.pem"),
        ArchiveKeys.create(SampleKeys.random("another"), SampleKeys.CLOCK).anchors().pem());
    assertThat(verifyCertificate("other.pem").agrees()).isFalse();
  }

  @Test
  void whatTheyAreOverIsTheSm3DigestOfTheContent() throws Exception {
    String digest =
        Judge.run(folder, "openssl", "dgst", "-sm3", "-r", "content").output().substring(0, 64);

    assertThat(Bytes.of(only(seal.getSignerInfos()).getEncodedSignedAttributes()).hex())
        .contains(digest);
    assertThat(Bytes.of((byte[]) token.getSignedContent().getContent()).hex()).contains(digest);
  }

  @Test
  void itsCommandForCmsReadsTheSealAndNamesSm2AndSm3() throws Exception {
    write("seal-gm.p7s", seal.getEncoded());

    Judge read =
        Judge.run(
            folder, "openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", "seal-gm.p7s");

    assertThat(read.agrees()).isTrue();
    assertThat(read.output()).contains("SM2-with-SM3", "sm3");
  }

  private Judge verifySignature() {
    return Judge.run(
        folder,
        "openssl",
        "pkeyutl",
        "-verify",
        "-rawin",
        "-digest",
        "sm3",
        "-pkeyopt",
        ID,
        "-certin",
        "-inkey",
        "certificate.pem",
        "-sigfile",
        "signature",
        "-in",
        "attributes");
  }

  private Judge verifyCertificate(String anchors) {
    return Judge.run(
        folder,
        "openssl",
        "verify",
        "-CAfile",
        anchors,
        "-vfyopt",
        ID,
        "-purpose",
        "any",
        "-attime",
        "" + SampleKeys.MADE.getEpochSecond(),
        "certificate.pem");
  }

  private void writeCertificate(CMSSignedData from) throws IOException {
    SignerInformation signer = only(from.getSignerInfos());
    X509CertificateHolder certificate =
        from.getCertificates().getMatches(null).stream()
            .filter(signer.getSID()::match)
            .findFirst()
            .orElseThrow();
    Files.writeString(
        folder.resolve("certificate.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private static SignerInformation only(SignerInformationStore signers) {
    assertThat(signers.size()).isEqualTo(1);
    return signers.getSigners().iterator().next();
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }
}
