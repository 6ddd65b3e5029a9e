package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.inspect.Zip;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is made to take long, or much: every file ends in a verdict, and soon. */
@Timeout(30)
class HostileSignaturesTest {
  private static final int MOST = SignatureLimits.standard().signatures();
  private static final String SIGNED_DATA = "06092a864886f70d010702";

  @Test
  void tenThousandSignaturesAreCutShort() throws IOException {
    StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
    for (int i = 0; i < 10_000; i++) {
      pdf.append(i).append(" 0 obj<</SubFilter/adbe.pkcs7.detached/ByteRange[0 ").append(i);
      pdf.append(" 9 9]/Contents<00>>>endobj\n");
    }

    List<FileSignature> found = Signed.signatures("a.pdf", pdf.toString().getBytes(ISO_8859_1));

    assertThat(found).hasSize(MOST + 1);
    assertThat(found.getLast().reason()).isEqualTo(Reason.BOUND_REACHED);
  }

  @Test
  void whatIsNestedWithoutEndIsMalformed() throws IOException {
    for (String step : List.of("3080", "3084007fffff", "2480")) {
      String nested = "3080" + SIGNED_DATA + "a080" + step.repeat(100_000);

      Inspection found = Signed.inspect("a.p7m", HexFormat.of().parseHex(nested), Anchors.NONE);

      assertThat(found.signatures())
          .as(step)
          .extracting(FileSignature::reason)
          .containsExactly(Reason.FORMAT_FAILURE);
      assertThat(found.findings()).contains(Finding.BROKEN_SIGNATURE);
    }
  }

  @Test
  void aMessageBeyondTheLimitIsNotRead() throws IOException {
    byte[] large = Arrays.copyOf(HexFormat.of().parseHex("3080" + SIGNED_DATA), 9 << 20);

    assertThat(only("a.p7m", large)).isEqualTo(Reason.BOUND_REACHED);
  }

  @Test
  void blanksWithoutEndAreReadOnce() throws IOException {
    String beginning = "MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkqhkiG9w0BBwEA";

    assertThat(only("a.txt", (beginning + " ".repeat(7 << 20)).getBytes(UTF_8)))
        .isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void aBombInAnOfdIsNotUnpackedToItsEnd() throws IOException {
    byte[] bomb = new byte[300 << 20];
    Zip ofd = ofd("<Reference FileRef=\"/bomb\"><CheckValue>AA==</CheckValue></Reference>");
    ofd.with("bomb", bomb);

    assertThat(only("a.ofd", ofd.bytes())).isEqualTo(Reason.BOUND_REACHED);
  }

  @Test
  void anOfdThatNamesAPartAThousandTimesIsCutShort() throws IOException {
    byte[] big = new byte[4 << 20];
    String right = Sm3.of(Bytes.of(big)).bytes().base64();
    String reference =
        "<Reference FileRef='/big'><CheckValue>" + right + "</CheckValue></Reference>";
    Zip ofd = ofd(reference.repeat(1_000));
    ofd.with("big", big);

    assertThat(only("a.ofd", ofd.bytes())).isEqualTo(Reason.BOUND_REACHED);
  }

  @Test
  void twoPartsOfOneNameAreMalformed() throws IOException {
    Zip ofd = ofd("<Reference FileRef=\"/a\"><CheckValue>AA==</CheckValue></Reference>");
    ofd.with("a", "one").with("A", "two");

    assertThat(only("a.ofd", ofd.bytes())).isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void listsThatAreNoXmlAreMalformed() throws IOException {
    byte[] ofd =
        Zip.zip()
            .with("OFD.xml", "<OFD><Signatures>/Signs/Signatures.xml</Signatures></OFD>")
            .with(
                "Signs/Signatures.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:/etc/hostname'>]>&b;")
            .bytes();

    assertThat(only("a.ofd", ofd)).isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void elementsNestedWithoutEndAreMalformed() throws IOException {
    String xml =
        "<a xmlns='http://www.w3.org/2000/09/xmldsig#'>"
            + "<SignatureValue>".repeat(200_000)
            + "</a>";

    assertThat(only("a.xml", xml.getBytes(UTF_8))).isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void aMailWithoutEndIsMalformed() throws IOException {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(
        "Subject: a\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
            .getBytes(UTF_8));
    mail.writeBytes(" boundary=b\n\n--b\n".getBytes(UTF_8));
    mail.writeBytes("\n--".repeat(1_000_000).getBytes(UTF_8));

    assertThat(only("a.eml", mail.toByteArray())).isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void itEndsInTime() throws IOException {
    byte[] pdf = new byte[200 << 20];
    Arrays.fill(pdf, (byte) '/');
    System.arraycopy("%PDF-1.7\n".getBytes(UTF_8), 0, pdf, 0, 9);
    long before = System.nanoTime();

    List<FileSignature> found = Signed.signatures("a.pdf", pdf);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    assertThat(found).allMatch(each -> each.reason() == Reason.BOUND_REACHED);
  }

  private static Zip ofd(String references) {
    return Zip.zip()
        .with("OFD.xml", "<OFD><Signatures>/Signs/Signatures.xml</Signatures></OFD>")
        .with("Signs/Signatures.xml", "<a><Signature BaseLoc='/Signs/S.xml'/></a>")
        .with(
            "Signs/S.xml",
            "<a><SignedValue>/Signs/v</SignedValue><References CheckMethod='SM3'>"
                + references
                + "</References></a>")
        .with("Signs/v", HexFormat.of().parseHex("3006020101020101"));
  }

  private static @Nullable Reason only(String name, byte[] content) throws IOException {
    List<FileSignature> found = Signed.signatures(name, content);
    assertThat(found).hasSize(1);
    return found.getFirst().reason();
  }
}
