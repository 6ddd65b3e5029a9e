package cn.cunzhen.indexer.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.core.seal.Anchors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A signer whose root, certificate and signatures OpenSSL makes, as somebody else's would be. */
final class OpenSslSigner {
  private final Path folder;

  OpenSslSigner(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    assumeTrue(isThere("openssl"), "OpenSSL is not installed");
    Files.writeString(
        folder.resolve("signer.ext"),
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n");
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 30"
            + " -subj /CN=Root -addext basicConstraints=critical,CA:TRUE"
            + " -addext keyUsage=critical,keyCertSign");
    run("openssl req -newkey rsa:2048 -nodes -keyout signer.key -out signer.csr -subj /CN=Signer");
    run(
        "openssl x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 20"
            + " -extfile signer.ext -out signer.pem");
  }

  /** Whether a program is installed. */
  static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  Anchors anchors() throws IOException {
    return Anchors.parse(Files.readString(folder.resolve("root.pem")));
  }

  /** Signs as {@code openssl cms -sign} does with these further options. */
  byte[] sign(byte[] content, String options) throws IOException, InterruptedException {
    Files.write(folder.resolve("content"), content);
    run(
        "openssl cms -sign -binary -in content -signer signer.pem -inkey signer.key -md sha256"
            + " -out signed "
            + options);
    return Files.readAllBytes(folder.resolve("signed"));
  }

  /** Runs a command in the folder; it must succeed. */
  String run(String command) throws IOException, InterruptedException {
    int exit = exitOf(command);
    String text = Files.readString(folder.resolve("output"));
    assertThat(exit).as("%s: %s", command, text).isZero();
    return text;
  }

  /** Runs a command in the folder. */
  int exitOf(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command.split(" ", -1))))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
    return process.exitValue();
  }
}
