package cn.cunzhen.api.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies servers on this machine: a root, and an issuer that it certified. */
public final class ServerCertificates {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final X500Name ROOT = new X500Name("CN=Root of the tests");
  private static final X500Name ISSUER = new X500Name("CN=Issuer of the tests");

  private final Path folder;
  private final Instant from;
  private final KeyPair issuerKey = ecKey("secp256r1");
  private final X509Certificate root;
  private final X509Certificate issuer;

  /**
   * @param folder for the files of one server, which each further pair replaces
   */
  public ServerCertificates(Path folder) throws Exception {
    this(folder, Instant.now());
  }

  ServerCertificates(Path folder, Instant from) throws Exception {
    this.folder = folder;
    this.from = from;
    KeyPair rootKey = ecKey("secp384r1");
    this.root = sign(ROOT, rootKey, ROOT, rootKey.getPublic(), from, days(30), true);
    this.issuer = sign(ROOT, rootKey, ISSUER, issuerKey.getPublic(), from, days(30), true);
  }

  static KeyPair ecKey(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  static KeyPair rsaKey(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  static Duration days(int days) {
    return Duration.ofDays(days);
  }

  public TlsFiles files() {
    return new TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
  }

  /** Puts another certificate and its key there. */
  public X509Certificate renew() throws Exception {
    return put(ecKey("secp256r1"));
  }

  X509Certificate put(KeyPair key) throws Exception {
    X509Certificate certificate = certify(key.getPublic(), from, days(30));
    putCertificates(certificate, issuer);
    putKey(pem(new JcaPKCS8Generator(key.getPrivate(), null)));
    return certificate;
  }

  X509Certificate certify(PublicKey key, Instant from, Duration life) throws Exception {
    X500Name name = new X500Name("CN=localhost");
    return sign(ISSUER, issuerKey, name, key, from, life, false);
  }

  X509Certificate issuer() {
    return issuer;
  }

  void putCertificates(X509Certificate... chain) throws IOException {
    Files.writeString(files().certificate(), pem((Object[]) chain));
  }

  void putKey(String pem) throws IOException {
    Files.writeString(files().key(), pem);
    mode("rw-------");
  }

  void mode(String permissions) throws IOException {
    Files.setPosixFilePermissions(files().key(), PosixFilePermissions.fromString(permissions));
  }

  static String pem(Object... parts) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object part : parts) {
        writer.writeObject(part);
      }
    }
    return text.toString();
  }

  /** The root, in a file. */
  Path rootFile() throws IOException {
    return Files.writeString(folder.resolve("root.pem"), pem(root));
  }

  /** What believes the root, and nobody else. */
  public SSLContext believing() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", root);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate sign(
      X500Name issuer,
      KeyPair issuerKey,
      X500Name subject,
      PublicKey key,
      Instant from,
      Duration life,
      boolean authority)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Instant begin = from.minusSeconds(60);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(begin),
            Date.from(begin.plus(life)),
            subject,
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate())));
  }
}
