package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SecretBagBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes a key ring as PKCS#12 (RFC 7292): PBES2 with AES-256, HMAC with SHA-256.
 *
 * <p>Not by the platform's key store, which can't take a certificate on the curve of SM2: it has
 * all curves from one provider of the process. Given one that has this curve, it reads the file.
 */
final class Pkcs12Writer {
  /** The platform's own number; the password that is made by default is not to be guessed. */
  private static final int ITERATIONS = 10_000;

  private static final AlgorithmIdentifier HMAC_SHA256 =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final char[] password;
  private final JcePKCSPBEOutputEncryptorBuilder encryption;

  private Pkcs12Writer(char[] password, SecureRandom random) {
    this.password = password;
    this.encryption =
        new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
            .setProvider(PROVIDER)
            .setPRF(HMAC_SHA256)
            .setIterationCount(ITERATIONS)
            .setRandom(random);
  }

  static Bytes format(KeyRing ring, char[] password, SecureRandom random) {
    try {
      return new Pkcs12Writer(password, random).format(ring);
    } catch (IOException | PKCSException | OperatorCreationException e) {
      throw new IllegalStateException("keys of known kinds can be written", e);
    }
  }

  private Bytes format(KeyRing ring) throws IOException, PKCSException, OperatorCreationException {
    PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
    for (Map.Entry<KeyName, PrivateKeyInfo> key : ring.keys().entrySet()) {
      file.addData(
          named(new PKCS12SafeBagBuilder(key.getValue(), encryptor()), key.getKey().alias()));
    }
    Bytes secret = ring.secret();
    if (secret != null) {
      file.addData(named(secretBag(secret), KeyName.ID.alias()));
    }
    file.addEncryptedData(
        encryptor(),
        ring.certificates().stream()
            .map(certificate -> certificateBag(certificate, ring))
            .toArray(PKCS12SafeBag[]::new));
    BcPKCS12MacCalculatorBuilder mac =
        new BcPKCS12MacCalculatorBuilder(
            new SHA256Digest(),
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));
    return Bytes.of(file.build(mac.setIterationCount(ITERATIONS), password).getEncoded("DER"));
  }

  private static PKCS12SafeBag certificateBag(X509CertificateHolder certificate, KeyRing ring) {
    try {
      PKCS12SafeBagBuilder bag = new PKCS12SafeBagBuilder(certificate);
      for (Map.Entry<KeyName, PrivateKeyInfo> key : ring.keys().entrySet()) {
        if (certificate.getSubjectPublicKeyInfo().equals(PublicKeys.of(key.getValue()))) {
          return named(bag, key.getKey().alias());
        }
      }
      return bag.build();
    } catch (IOException e) {
      throw new IllegalStateException("a certificate that was decoded can be encoded", e);
    }
  }

  /** As the platform's key store keeps a secret: a PKCS#8 structure around its bytes. */
  private PKCS12SafeBagBuilder secretBag(Bytes secret)
      throws IOException, OperatorCreationException {
    PrivateKeyInfo info = new PrivateKeyInfo(HMAC_SHA256, secret.toArray());
    byte[] encrypted =
        new PKCS8EncryptedPrivateKeyInfoBuilder(info).build(encryptor()).getEncoded();
    return new PKCS12SafeBagBuilder(
        new PKCS12SecretBagBuilder(
                PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, new DEROctetString(encrypted))
            .build());
  }

  private OutputEncryptor encryptor() throws OperatorCreationException {
    return encryption.build(password);
  }

  private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag, String alias) {
    return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(alias))
        .addBagAttribute(
            PKCS12SafeBag.localKeyIdAttribute,
            new DEROctetString(alias.getBytes(StandardCharsets.US_ASCII)))
        .build();
  }
}
