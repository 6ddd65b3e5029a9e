package cn.cunzhen.core.seal;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.cert.X509CertificateHolder;

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
      keyUsage = critical, keyCertSign, cRLSign
      [stamps]
      basicConstraints = critical, CA:FALSE
      keyUsage = critical, digitalSignature
      extendedKeyUsage = critical, timeStamping
      # and more
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
      [ca]
      default_ca = issuing
      [issuing]
      database = ./index.txt
      crlnumber = ./crlnumber
      certificate = ./root.pem
      private_key = ./root.key
      default_md = sha256
      default_crl_days = 7
      """;

  private final Path folder;

  private OpenSslAuthority(Path folder) {
    this.folder = folder;
  }

  /** Makes keys and certificates in the folder. */
  public static OpenSslAuthority in(Path folder) throws IOException {
    return in(folder, "");
  }

  /**
   * The same.
   *
   * @param extensions of the certificate for time stamps besides the usual, as OpenSSL writes them
   */
  public static OpenSslAuthority in(Path folder, String extensions) throws IOException {
    OpenSslAuthority authority = new OpenSslAuthority(folder);
    Files.writeString(
        folder.resolve("openssl.cnf"), CONFIGURATION.replace("# and more", extensions));
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(folder.resolve("crlnumber"), "01\n");
    Files.writeString(folder.resolve("index.txt"), "");
    authority.openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -config openssl.cnf -extensions root"
            + " -subj /CN=Root-of-somebody-else -keyout root.key -out root.pem");
    authority.openssl(
        "req -new -newkey rsa:2048 -nodes -config openssl.cnf -keyout tsa.key -out tsa.csr");
    authority.openssl(
        "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -days 30 -set_serial 2"
            + " -extfile openssl.cnf -extensions stamps -out tsa.pem");
    authority.openssl("ca -config openssl.cnf -valid tsa.pem");
    return authority;
  }

  /** The certificate of its time stamps. */
  public X509CertificateHolder certificate() throws IOException {
    return certificate("tsa.pem");
  }

  /** What stands behind that. */
  public Issuer root() throws IOException {
    return new Issuer(certificate("root.pem"));
  }

  private X509CertificateHolder certificate(String file) throws IOException {
    return Anchors.parse(Files.readString(folder.resolve(file))).certificates().getFirst();
  }

  /** Its list of revoked certificates, as it is now. */
  public synchronized Bytes list() throws IOException {
    openssl("ca -config openssl.cnf -gencrl -out crl.pem");
    openssl("crl -in crl.pem -outform DER -out crl");
    return Bytes.of(Files.readAllBytes(folder.resolve("crl")));
  }

  /** Its answer to an OCSP question. */
  public synchronized Bytes status(Bytes question) throws IOException {
    Files.write(folder.resolve("question"), question.toArray());
    openssl(
        "ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 7"
            + " -reqin question -respout status");
    return Bytes.of(Files.readAllBytes(folder.resolve("status")));
  }

  /** Revokes the certificate of its time stamps. */
  public void revoke() {
    openssl("ca -config openssl.cnf -revoke tsa.pem -crl_reason keyCompromise");
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
