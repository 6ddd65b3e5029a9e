package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedPdfTest {
  private static final String DETACHED = "adbe.pkcs7.detached";
  private static final String CMS = "-outform DER";

  @TempDir private Path folder;

  @Test
  void aSignatureWhoseRootIsBelievedPasses() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);

    Inspection found = Signed.inspect("a.pdf", signed(signer, DETACHED), signer.anchors());

    FileSignature signature = found.signatures().getFirst();
    assertThat(found.findings()).isEmpty();
    assertThat(signature.reason()).isNull();
    assertThat(signature.signer()).isEqualTo("CN=Signer");
    assertThat(signature.covers()).isEqualTo(Covers.WHOLE);
    assertThat(signature.claimedTime()).isNotNull();
  }

  @Test
  void popplerAgrees() throws Exception {
    assumeTrue(OpenSslSigner.isThere("pdfsig"), "poppler is not installed");
    OpenSslSigner signer = new OpenSslSigner(folder);
    byte[] pdf = signed(signer, DETACHED);
    Files.write(folder.resolve("good.pdf"), pdf);
    pdf[20] ^= 1;
    Files.write(folder.resolve("bad.pdf"), pdf);

    assertThat(signer.run("pdfsig good.pdf")).contains("Signature is Valid", "Total document");
    assertThat(signer.run("pdfsig bad.pdf")).contains("Digest Mismatch");
    assertThat(reason(pdf, signer.anchors())).isEqualTo(Reason.HASH_FAILURE);
  }

  @Test
  void withoutTheRootItIsIntactAndItsSignerUnknown() throws Exception {
    byte[] pdf = signed(new OpenSslSigner(folder), "ETSI.CAdES.detached");

    assertThat(reason(pdf, Anchors.NONE)).isEqualTo(Reason.NO_CERTIFICATE_CHAIN_FOUND);
    assertThat(Signed.signatures("a.pdf", pdf).getFirst().intact()).isTrue();
  }

  @Test
  void aFlippedBitAnywhereInWhatIsCoveredIsNeverIntact() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    PdfToSign pdf = PdfToSign.with(DETACHED);
    byte[] signed = pdf.with(signer.sign(pdf.covered(), CMS));
    int kind = new String(signed, ISO_8859_1).indexOf(DETACHED);

    for (int at = 0; at < signed.length; at++) {
      boolean saysHow = at >= kind && at < kind + DETACHED.length();
      byte[] flipped = signed.clone();
      flipped[at] ^= 1;
      if (!pdf.isSignature(at)) {
        List<FileSignature> found = Signed.signatures("a.pdf", flipped);
        assertThat(found).as("byte %d", at).isNotEmpty();
        assertThat(found).as("byte %d", at).noneMatch(FileSignature::intact);
        assertThat(found.stream().allMatch(FileSignature::failed) || saysHow)
            .as("byte %d: %s", at, found)
            .isTrue();
      }
    }
  }

  @Test
  void whatWasAppendedIsCounted() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    byte[] pdf = signed(signer, DETACHED);
    byte[] longer = Arrays.copyOf(pdf, pdf.length + 9);
    Arrays.fill(longer, pdf.length, longer.length, (byte) '\n');

    FileSignature found = Signed.inspect("a.pdf", longer, signer.anchors()).signatures().getFirst();

    assertThat(found.reason()).isNull();
    assertThat(found.covers()).isEqualTo(Covers.BEGINNING);
    assertThat(found.outside()).isEqualTo(9);
  }

  @Test
  void theSha1OfTheContentProvesNothingToday() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    PdfToSign pdf = PdfToSign.with("adbe.pkcs7.sha1");
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(pdf.covered());
    byte[] signed = pdf.with(signer.sign(digest, CMS + " -nodetach"));

    assertThat(reason(signed, signer.anchors())).isEqualTo(Reason.CRYPTO_CONSTRAINTS_FAILURE);
    signed[20] ^= 1;
    assertThat(reason(signed, signer.anchors())).isEqualTo(Reason.HASH_FAILURE);
  }

  @Test
  void aKindThatNobodyKnowsIsNotJudged() throws Exception {
    byte[] pdf = signed(new OpenSslSigner(folder), "adbe.x509.rsa_sha1");

    assertThat(reason(pdf, Anchors.NONE)).isEqualTo(Reason.NOT_SUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 10 5 20",
        "0 10 10 20",
        "1 10 20 20",
        "0 -1 20 20",
        "0 10 20 999999999999",
        "0 99999999999999999999 20 20",
        "0 10 20",
        "0 10 20 20 30 40",
        "0 0 0 0",
        "0 100 200 300"
      })
  void aRangeThatCantBeIsMalformed(String range) throws IOException {
    byte[] pdf = PdfToSign.with(DETACHED).withRange(range);

    Inspection found = Signed.inspect("a.pdf", pdf, Anchors.NONE);

    assertThat(found.findings()).contains(Finding.BROKEN_SIGNATURE);
    assertThat(found.signatures())
        .extracting(FileSignature::reason)
        .containsExactly(Reason.FORMAT_FAILURE);
  }

  @Test
  void whatItSaysOfTheTimeIsKeptWhereTheSignatureSaysNothing() throws IOException {
    byte[] pdf = PdfToSign.with("other").with(new byte[] {0x30, 0});

    FileSignature found = Signed.signatures("a.pdf", pdf).getFirst();

    assertThat(found.claimedTime()).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
  }

  private static byte[] signed(OpenSslSigner signer, String subFilter)
      throws IOException, InterruptedException {
    PdfToSign pdf = PdfToSign.with(subFilter);
    return pdf.with(signer.sign(pdf.covered(), CMS));
  }

  private static @Nullable Reason reason(byte[] pdf, Anchors anchors) throws IOException {
    return Signed.inspect("a.pdf", pdf, anchors).signatures().getFirst().reason();
  }
}
