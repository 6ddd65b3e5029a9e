package cn.cunzhen.api.tls;

import static cn.cunzhen.api.tls.ServerCertificates.days;
import static cn.cunzhen.api.tls.ServerCertificates.ecKey;
import static cn.cunzhen.api.tls.ServerCertificates.pem;
import static cn.cunzhen.api.tls.ServerCertificates.rsaKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.api.tls.TlsFault.Kind;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files the server takes, and what it says of those that it does not. */
class TlsFaultsTest {
  @TempDir private Path folder;
  private ServerCertificates authority;

  @BeforeEach
  void aGoodPair() throws Exception {
    authority = new ServerCertificates(folder);
    authority.renew();
  }

  private void isTaken() {
    assertThat(ServerTls.open(authority.files(), Clock.systemUTC())).isNotNull();
  }

  private TlsFault fault() {
    return catchThrowableOfType(
            UnfitTlsException.class, () -> ServerTls.open(authority.files(), Clock.systemUTC()))
        .fault();
  }

  private TlsFault ofKey(Kind kind) {
    return new TlsFault(authority.files().key(), kind);
  }

  private TlsFault ofCertificate(Kind kind) {
    return new TlsFault(authority.files().certificate(), kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void keysOnTheCurvesOfTlsAreTaken(String curve) throws Exception {
    authority.put(ecKey(curve));

    isTaken();
  }

  @Test
  void keysOfRsaAreTakenFrom2048BitsOn() throws Exception {
    authority.put(rsaKey(2048));
    isTaken();

    authority.put(rsaKey(1024));
    assertThat(fault()).isEqualTo(ofKey(Kind.KEY_KIND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "RSASSA-PSS"})
  void otherKindsOfKeysAreNotTaken(String algorithm) throws Exception {
    authority.put(KeyPairGenerator.getInstance(algorithm).generateKeyPair());

    assertThat(fault()).isEqualTo(ofKey(Kind.KEY_KIND));
  }

  @Test
  void aKeyInTheOlderFormBehindItsCurveIsTaken() throws Exception {
    KeyPair key = ecKey("secp256r1");
    authority.put(key);
    // What openssl ecparam -genkey writes (RFC 5915).
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getPrivate().getEncoded());
    ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
    BigInteger secret = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
    authority.putKey(
        pem(
            new PemObject("EC PARAMETERS", curve.toASN1Primitive().getEncoded()),
            new PemObject("EC PRIVATE KEY", new ECPrivateKey(256, secret, curve).getEncoded())));

    isTaken();
  }

  @Test
  void remarksMayStandInTheFiles() throws Exception {
    Path file = authority.files().certificate();
    Files.writeString(file, "海南 2026\n" + Files.readString(file) + "\nthe end\n");

    isTaken();
  }

  @Test
  void filesThatAreNotThereAreNamed() throws Exception {
    Files.delete(authority.files().certificate());
    assertThat(fault()).isEqualTo(ofCertificate(Kind.ABSENT));

    Files.delete(authority.files().key());
    assertThat(fault()).isEqualTo(ofKey(Kind.ABSENT));
  }

  @Test
  void whatIsNoFileIsNamed() throws Exception {
    Files.delete(authority.files().key());
    Files.createDirectory(authority.files().key());

    assertThat(fault()).isEqualTo(ofKey(Kind.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw-----w-", "rw--w----", "rw-rw-rw-"})
  void aKeyThatOthersCanReadOrChangeIsNotTaken(String mode) throws Exception {
    authority.mode(mode);

    assertThat(fault()).isEqualTo(ofKey(Kind.OPEN_TO_OTHERS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-r-----"})
  void aKeyThatItsGroupReadsIsTaken(String mode) throws Exception {
    authority.mode(mode);

    isTaken();
  }

  @Test
  void filesWithoutWhatIsAskedForAreNotTaken() throws Exception {
    String key = Files.readString(authority.files().key());
    authority.putKey(Files.readString(authority.files().certificate()));
    assertThat(fault()).isEqualTo(ofKey(Kind.NO_KEY));

    authority.putKey(key);
    for (String text :
        new String[] {"", "certificate", key, "-----BEGIN CERTIFICATE-----\nAAAA\n"}) {
      Files.writeString(authority.files().certificate(), text);
      assertThat(fault()).as(text).isEqualTo(ofCertificate(Kind.NO_CERTIFICATE));
    }
  }

  @Test
  void aKeyThatIsCutOffIsNotTaken() throws Exception {
    String key = Files.readString(authority.files().key());
    for (int length = 0; length < key.length() - "\n".length(); length += 7) {
      authority.putKey(key.substring(0, length));
      assertThat(fault()).as("%d characters", length).isEqualTo(ofKey(Kind.NO_KEY));
    }
  }

  @Test
  void aKeyWithAPasswordIsNotTaken() throws Exception {
    KeyPair key = ecKey("secp256r1");
    authority.put(key);
    authority.putKey(
        pem(
            new JcaPKCS8Generator(
                key.getPrivate(),
                new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPassword("secret".toCharArray())
                    .build())));

    assertThat(fault()).isEqualTo(ofKey(Kind.ENCRYPTED_KEY));
  }

  @Test
  void theKeyOfAnotherCertificateIsNotTaken() throws Exception {
    String other = Files.readString(authority.files().key());
    authority.renew();
    authority.putKey(other);
    assertThat(fault()).isEqualTo(ofKey(Kind.OTHER_KEY));

    authority.putKey(pem(new JcaPKCS8Generator(rsaKey(2048).getPrivate(), null)));
    assertThat(fault()).isEqualTo(ofKey(Kind.OTHER_KEY));
  }

  @Test
  void certificatesThatDoNotFollowOneAnotherAreNotTaken() throws Exception {
    KeyPair key = ecKey("secp256r1");
    X509Certificate own = authority.put(key);
    authority.putCertificates(own);
    isTaken();

    authority.putCertificates(own, new ServerCertificates(folder).issuer());
    assertThat(fault()).isEqualTo(ofCertificate(Kind.CHAIN));

    authority.putCertificates(own, authority.issuer(), own);
    assertThat(fault()).isEqualTo(ofCertificate(Kind.CHAIN));

    authority.putCertificates(authority.issuer());
    assertThat(fault()).isEqualTo(ofKey(Kind.OTHER_KEY));
  }

  @Test
  void aCertificateServesFromItsFirstToItsLastSecond() throws Exception {
    KeyPair key = ecKey("secp256r1");
    authority.put(key);

    authority.putCertificates(
        authority.certify(key.getPublic(), Instant.now().minus(days(2)), days(1)));
    assertThat(fault()).isEqualTo(ofCertificate(Kind.ENDED));

    authority.putCertificates(
        authority.certify(key.getPublic(), Instant.now().plus(days(1)), days(2)));
    assertThat(fault()).isEqualTo(ofCertificate(Kind.NOT_YET));
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsSaidInBothLanguagesAndNamesTheFile(Kind kind) {
    String said = ofKey(kind).toString();

    assertThat(said).contains(authority.files().key().toString());
    assertThat(said).containsPattern("\\p{IsHan}{4}").containsPattern("[a-z]+ [a-z]+ [a-z]+");
  }
}
