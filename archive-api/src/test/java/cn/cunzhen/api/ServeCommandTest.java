package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.tls.ServerCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start says that can't be. */
class ServeCommandTest {
  @TempDir private Path folder;

  private String refused(String... settings) throws IOException {
    Path config = folder.resolve("archive.properties");
    Files.writeString(config, "data=data\nhttp.port=0\n" + String.join("\n", settings));
    try (CommandRun commands = new CommandRun(Locale.ENGLISH, "--config", config.toString())) {
      assertThat(commands.run("serve")).isEqualTo(1);
      assertThat(commands.out()).isEmpty();
      assertThat(commands.err()).doesNotContain("\tat ", "Exception");
      return commands.err();
    }
  }

  @Test
  void aCertificateWithoutItsKeyIsNamedAndAKeyWithoutItsCertificate() throws Exception {
    assertThat(refused("http.tls.certificate=server.pem"))
        .contains("http.tls.key", "must be set with http.tls.certificate");
    assertThat(refused("http.tls.key=server.key"))
        .contains("http.tls.certificate", "must be set with http.tls.key");
  }

  @Test
  void filesToSpeakTlsWithThatDoNotFitAreToldInOneLineBeforeAnythingIsMade() throws Exception {
    ServerCertificates authority = new ServerCertificates(folder);
    authority.renew();
    Path key = authority.files().key();
    Files.delete(key);

    String said =
        refused(
            "data=" + folder.resolve("data"),
            "http.tls.certificate=" + authority.files().certificate(),
            "http.tls.key=" + key);

    assertThat(said.lines()).hasSize(1);
    assertThat(said).contains(key + "：没有这个文件", key + ": there is no such file");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
