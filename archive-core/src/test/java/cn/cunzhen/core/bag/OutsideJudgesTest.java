package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.SampleKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package is verified without the archive's own code. */
class OutsideJudgesTest {
  @TempDir Path folder;
  private Path bag;

  @BeforeEach
  void unpack() throws IOException {
    SamplePackages.file(folder);
    Files.writeString(folder.resolve("ca.pem"), SampleKeys.archive().anchors().pem());
    Judge unzip = Judge.run(folder, "unzip", "-q", "sample.zip");
    assertThat(unzip.agrees()).as(unzip.output()).isTrue();
    bag = folder.resolve(SampleRecords.ID + "-v1");
  }

  @Test
  void unzipFindsNoFault() {
    Judge judge = Judge.run(folder, "unzip", "-t", "sample.zip");

    assertThat(judge.agrees()).as(judge.output()).isTrue();
    assertThat(judge.output()).contains("No errors detected");
  }

  @Test
  void sha256sumFindsTheManifestsRight() throws IOException {
    assertThat(sha256sum("manifest-sha256.txt").agrees()).isTrue();
    assertThat(sha256sum("tagmanifest-sha256.txt").agrees()).isTrue();

    Files.writeString(bag.resolve("data/application/001.pdf"), "changed");
    assertThat(sha256sum("manifest-sha256.txt").agrees()).isFalse();
  }

  @Test
  void jqAndSha256sumFindTheFilesThatTheRecordNames() {
    Judge judge =
        Judge.run(
            bag,
            "sh",
            "-c",
            "jq -r '.files[]|.sha256+\"  \"+.path' metadata/record.json | sha256sum -c --strict");

    assertThat(judge.agrees()).as(judge.output()).isTrue();
  }

  @Test
  void opensslVerifiesTheSeal() throws IOException {
    assertThat(openssl().agrees()).as(openssl().output()).isTrue();

    byte[] json = Files.readAllBytes(bag.resolve("metadata/record.json"));
    json[100]++;
    Files.write(bag.resolve("metadata/record.json"), json);
    assertThat(openssl().agrees()).isFalse();
  }

  private Judge sha256sum(String manifest) {
    return Judge.run(bag, "sha256sum", "-c", "--strict", manifest);
  }

  private Judge openssl() {
    return Judge.run(
        bag.resolve("metadata"),
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "seal.p7s",
        "-content",
        "record.json",
        "-CAfile",
        "../../ca.pem",
        "-purpose",
        "any",
        "-attime",
        "" + SampleRecords.SEALED.getEpochSecond(),
        "-out",
        "/dev/null");
  }
}
