package cn.cunzhen.core.seal;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A time-stamp authority that OpenSSL runs: its own root, an RSA key, the machine's clock. */
public final class OpenSslAuthority implements TimeStampAuthority {
  private static final String CONFIGURATION =
      """
      [req]
      distinguished_name = name
      prompt = no
      [name]
      CN = Somebody else's time stamps
      [root]
      basicConstraints = critical, CA:TRUE
      keyUsage = critical, keyCertSign
      [stamps]
      basicConstraints = critical, CA:FALSE
      keyUsage = critical, digitalSignature
      extendedKeyUsage = critical, timeStamping
      [tsa]
      default_tsa = stamping
      [stamping]
      serial = ./serial
      signer_cert = ./tsa.pem
      signer_key = ./tsa.key
      signer_digest = sha256
      default_policy = 1.2.3.4
      digests = sha256, sha512
      ess_cert_id_alg = sha256
      """;

  private final Path folder;

  private OpenSslAuthority(Path folder) {
    this.folder = folder;
  }

  /** Makes keys and certificates in the folder. */
  public static OpenSslAuthority in(Path folder) throws IOException {
    OpenSslAuthority authority = new OpenSslAuthority(folder);
    Files.writeString(folder.resolve("openssl.cnf"), CONFIGURATION);
    Files.writeString(folder.resolve("serial"), "01\n");
    authority.openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -config openssl.cnf -extensions root"
            + " -subj /CN=Root-of-somebody-else -keyout root.key -out root.pem");
    authority.openssl(
        "req -new -newkey rsa:2048 -nodes -config openssl.cnf -keyout tsa.key -out tsa.csr");
    authority.openssl(
        "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -days 30 -set_serial 2"
            + " -extfile openssl.cnf -extensions stamps -out tsa.pem");
    return authority;
  }

  /** PEM file of its root. */
  public Path anchors() {
    return folder.resolve("root.pem");
  }

  @Override
  public synchronized Bytes answer(Bytes request) throws IOException {
    Files.write(folder.resolve("request"), request.toArray());
    openssl("ts -reply -config openssl.cnf -queryfile request -out reply");
    return Bytes.of(Files.readAllBytes(folder.resolve("reply")));
  }

  private void openssl(String command) {
    Judge run = Judge.run(folder, ("openssl " + command).split(" "));
    if (!run.agrees()) {
      throw new AssertionError(run.output());
    }
  }
}
