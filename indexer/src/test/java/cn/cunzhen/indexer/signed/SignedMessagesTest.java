package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Indication;
import cn.cunzhen.core.signed.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CMS files, and mails that are signed. */
class SignedMessagesTest {
  private static final byte[] CONTENT = "本人承诺所述属实。\r\nsecond line\r\n".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void aMessageWithItsContentPassesInEveryEncoding() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);

    for (String options : List.of("-outform DER", "-outform PEM", "-outform DER -stream")) {
      byte[] signed = signer.sign(CONTENT, options + " -nodetach");

      List<FileSignature> found = Signed.inspect("a.p7m", signed, signer.anchors()).signatures();

      assertThat(found).as(options).hasSize(1);
      assertThat(found.getFirst().reason()).as(options).isNull();
      assertThat(found.getFirst().covers()).isEqualTo(Covers.WHOLE);
      assertThat(found.getFirst().kind()).isEqualTo(Kind.CMS);
    }
  }

  @Test
  void anotherContentFailsAsWithOpenSsl() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    byte[] signed = signer.sign(CONTENT, "-outform DER -nodetach");
    int at = new String(signed, StandardCharsets.ISO_8859_1).indexOf("second");
    signed[at] ^= 1;
    Files.write(folder.resolve("bad"), signed);

    assertThat(reason("a.p7m", signed, signer.anchors())).isEqualTo(Reason.HASH_FAILURE);
    assertThat(signer.exitOf("openssl cms -verify -noverify -inform DER -in bad")).isNotZero();
  }

  @Test
  void aMessageWithoutItsContentIsNotJudged() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);

    byte[] signed = signer.sign(CONTENT, "-outform DER");

    assertThat(reason("a.p7s", signed, signer.anchors())).isEqualTo(Reason.SIGNED_DATA_NOT_FOUND);
  }

  @Test
  void certificatesAloneAreNoSignature() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    signer.run("openssl crl2pkcs7 -nocrl -certfile signer.pem -outform DER -out bag.p7b");

    byte[] bag = Files.readAllBytes(folder.resolve("bag.p7b"));

    assertThat(Signed.signatures("bag.p7b", bag)).isEmpty();
  }

  @Test
  void aSignedMailPassesWhateverItsLineEnds() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    byte[] part = "Content-Type: text/plain\r\n\r\n正文\r\nsecond\r\n".getBytes(UTF_8);
    String mail =
        "From: a@example.com\nSubject: x\n"
            + new String(signer.sign(part, "-outform SMIME"), UTF_8);
    String unix = mail.replace("\r\n", "\n");

    for (String each : List.of(unix, unix.replace("\n", "\r\n"))) {
      FileSignature found =
          Signed.inspect("a.eml", each.getBytes(UTF_8), signer.anchors()).signatures().getFirst();

      assertThat(found.kind()).isEqualTo(Kind.MAIL);
      assertThat(found.reason()).isNull();
      assertThat(found.covers()).isEqualTo(Covers.PART);
    }
    byte[] changed = unix.replace("second", "secund").getBytes(UTF_8);
    assertThat(reason("a.eml", changed, signer.anchors())).isEqualTo(Reason.HASH_FAILURE);
  }

  @Test
  void aMailInAMessagePasses() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    byte[] mail = signer.sign(CONTENT, "-outform SMIME -nodetach");

    assertThat(Signed.inspect("a.eml", mail, signer.anchors()).signatures())
        .extracting(FileSignature::indication)
        .containsExactly(Indication.PASSED);
  }

  private static @Nullable Reason reason(String name, byte[] content, Anchors anchors)
      throws IOException {
    return Signed.inspect(name, content, anchors).signatures().getFirst().reason();
  }
}
