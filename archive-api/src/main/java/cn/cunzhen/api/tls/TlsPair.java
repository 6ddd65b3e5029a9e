package cn.cunzhen.api.tls;

import cn.cunzhen.api.tls.TlsFault.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * A certificate with its issuers, and its key, which belong together and are valid.
 *
 * @param chain the server's certificate first
 */
record TlsPair(List<X509Certificate> chain, PrivateKey key) {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);
  private static final int LEAST_RSA_BITS = 2048;

  /** Of the key in memory; a key store has to be given one. */
  private static final char[] NO_PASSWORD = {};

  TlsPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both files and holds them against each other.
   *
   * @throws UnfitTlsException with the first fault
   */
  static TlsPair read(TlsFiles files, Instant now) {
    PrivateKey key = key(files.key());
    List<X509Certificate> chain = chain(files.certificate(), now);
    if (!belongs(key, chain.getFirst().getPublicKey())) {
      throw unfit(files.key(), Kind.OTHER_KEY);
    }
    return new TlsPair(chain, key);
  }

  /** What makes connections with this pair. */
  SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Java can't speak TLS with a pair that fits", e);
    }
  }

  /** When the first of the certificates ends. */
  Instant ends() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** How long the server's own certificate is valid in all. */
  Duration life() {
    X509Certificate own = chain.getFirst();
    return Duration.between(own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
  }

  @Override
  public String toString() {
    X509Certificate own = chain.getFirst();
    return "%s, serial %x, until %s"
        .formatted(
            own.getSubjectX500Principal(), own.getSerialNumber(), own.getNotAfter().toInstant());
  }

  private static List<X509Certificate> chain(Path file, Instant now) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Object part : parts(file, Kind.NO_CERTIFICATE)) {
        if (part instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
      if (chain.isEmpty()) {
        throw unfit(file, Kind.NO_CERTIFICATE);
      }
      for (X509Certificate each : chain) {
        each.checkValidity(Date.from(now));
      }
    } catch (CertificateExpiredException e) {
      throw unfit(file, Kind.ENDED);
    } catch (CertificateNotYetValidException e) {
      throw unfit(file, Kind.NOT_YET);
    } catch (GeneralSecurityException e) {
      throw unfit(file, Kind.NO_CERTIFICATE);
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!signed(chain.get(i - 1), chain.get(i))) {
        throw unfit(file, Kind.CHAIN);
      }
    }
    return chain;
  }

  private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PrivateKey key(Path file) {
    List<Object> parts = parts(file, Kind.NO_KEY);
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw unfit(file, Kind.OPEN_TO_OTHERS);
      }
    } catch (IOException e) {
      throw unfit(file, Kind.UNREADABLE);
    }
    for (Object part : parts) {
      switch (part) {
        case PrivateKeyInfo info -> {
          return key(file, info);
        }
        case PEMKeyPair pair -> {
          return key(file, pair.getPrivateKeyInfo());
        }
        case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
            throw unfit(file, Kind.ENCRYPTED_KEY);
        default -> {
          // Certificates and curves may stand beside a key.
        }
      }
    }
    throw unfit(file, Kind.NO_KEY);
  }

  private static PrivateKey key(Path file, PrivateKeyInfo info) {
    try {
      PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
      boolean fit =
          switch (key) {
            case ECKey ec ->
                CURVE_BITS.contains(ec.getParams().getCurve().getField().getFieldSize());
            case RSAKey rsa when key.getAlgorithm().equals("RSA") -> // and not of RSASSA-PSS alone
                rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            default -> false;
          };
      if (fit) {
        return key;
      }
    } catch (IOException e) {
      // Java does not know this kind of key.
    }
    throw unfit(file, Kind.KEY_KIND);
  }

  /** What is signed by the one is verified by the other. */
  private static boolean belongs(PrivateKey key, PublicKey held) {
    try {
      Signature signature =
          Signature.getInstance(key instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA");
      byte[] anything = {1};
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(held);
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** All that stands in a file of PEM. */
  private static List<Object> parts(Path file, Kind otherwise) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1); // PEM is ASCII, remarks anything
    } catch (NoSuchFileException e) {
      throw unfit(file, Kind.ABSENT);
    } catch (IOException e) {
      throw unfit(file, Kind.UNREADABLE);
    }
    List<Object> parts = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
    } catch (IOException | RuntimeException e) {
      // Whatever it stumbled over is not what is asked for.
      throw unfit(file, otherwise);
    }
    return parts;
  }

  private static UnfitTlsException unfit(Path file, Kind kind) {
    return new UnfitTlsException(new TlsFault(file, kind));
  }
}
