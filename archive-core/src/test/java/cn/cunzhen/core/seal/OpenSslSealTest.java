package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL is the judge. */
class OpenSslSealTest {
  private static final Bytes CONTENT = Bytes.utf8("{\"content\":\"档案\"}");
  private static final ArchiveKeys KEYS = SampleKeys.archive();

  @TempDir Path folder;

  @BeforeEach
  void seal() throws IOException {
    write("record.json", CONTENT);
    write("ca.pem", Bytes.utf8(KEYS.anchors().pem()));
    Instant time = Instant.parse("2026-11-21T01:13:41Z");
    for (Seal seal : KEYS.sealer(EnumSet.of(SealSuite.P256, SealSuite.SM2)).seal(CONTENT, time)) {
      write(seal.suite().fileName(), seal.der());
    }
  }

  @Test
  void opensslVerifiesTheSealOnP256() {
    assertThat(verify("record.json", "ca.pem").output()).contains("CMS Verification successful");
    assertThat(verify("record.json", "ca.pem").agrees()).isTrue();
  }

  private Judge verify(String content, String anchors) {
    return Judge.run(
        folder,
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "seal.p7s",
        "-content",
        content,
        "-CAfile",
        anchors,
        "-attime",
        "" + SampleKeys.MADE.getEpochSecond(),
        "-out",
        "out");
  }

  private void write(String name, Bytes content) throws IOException {
    Files.write(folder.resolve(name), content.toArray());
  }
}
