package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.corpora.Corpora;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;

/** Time stamps of authorities that are not ours (RFC 3161). */
class SampleStampsTest {
  @Test
  void tokensHoldByTheRootsOfTheirAuthoritiesWhereTheCorpusIs() throws Exception {
    for (String name : List.of("dss__archive_timestamp.tst", "dss__timestamp.tst")) {
      TimeStamp stamp = TimeStamp.parse(read(name));
      Anchors roots = new Anchors(roots(stamp));

      assertThat(new TimeStampVerifier(roots).verify(stamp)).as(name).isEmpty();
      assertThat(new TimeStampVerifier(SampleKeys.archive().anchors()).verify(stamp))
          .as(name)
          .containsExactly(TimeStampFault.CHAIN);
    }
  }

  @Test
  void aFlippedBitOfWhatIsSignedIsNoticedWhereTheCorpusIs() throws Exception {
    Bytes token = read("dss__timestamp.tst");
    TimeStampVerifier verifier = new TimeStampVerifier(new Anchors(roots(TimeStamp.parse(token))));
    String hex = token.hex();
    int imprint = hex.indexOf("d9b5f58f0b381982") / 2;
    assertThat(imprint).isPositive();

    for (int bit = 0; bit < 32 * 8; bit++) {
      byte[] changed = token.toArray();
      changed[imprint + bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(verifier.verify(TimeStamp.parse(Bytes.of(changed))))
          .as("bit %d", bit)
          .isNotEmpty();
    }
  }

  /** A forger's certificate stands before the signer's: neither its name nor its key may count. */
  @Test
  void certificatesThatSomebodyHasPutInChangeNothingWhereTheCorpusIs() throws Exception {
    TimeStamp stamp = injected();
    X509CertificateHolder spoofed =
        stamp.certificates().stream()
            .filter(each -> each.getSubject().toString().contains("Spoofed"))
            .findFirst()
            .orElseThrow();

    assertThat(stamp.authority()).contains("Test TSA Timestamping").doesNotContain("Spoofed");
    for (Anchors anchors :
        List.of(Anchors.NONE, new Anchors(List.of(spoofed)), new Anchors(roots(stamp)))) {
      assertThat(new TimeStampVerifier(anchors).verify(stamp)).contains(TimeStampFault.CHAIN);
    }
  }

  private static TimeStamp injected() throws IOException, TSPException {
    TimeStampResponse response =
        new TimeStampResponse(read("timestamp-authority__response-injected-certs.tsr").toArray());
    assertThat(response.getStatus()).isEqualTo(PKIStatus.GRANTED);
    return TimeStamp.parse(Bytes.of(response.getTimeStampToken().getEncoded()));
  }

  private static List<X509CertificateHolder> roots(TimeStamp stamp) {
    return stamp.certificates().stream().filter(Certificates::selfIssued).toList();
  }

  private static Bytes read(String name) throws IOException {
    return Bytes.of(
        Files.readAllBytes(Corpora.folder("signed").resolve("timestamp").resolve(name)));
  }
}
