package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** The root certificates that chains must lead to: the trust anchors of RFC 5280 §6. */
public final class Anchors {
  private static final String PEM_TYPE = "CERTIFICATE";

  /** No anchor at all: nobody is trusted, and no chain leads anywhere. */
  public static final Anchors NONE = new Anchors(List.of());

  private final List<X509CertificateHolder> certificates;

  Anchors(List<X509CertificateHolder> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Reads certificates in PEM (RFC 7468); other text between them is left alone.
   *
   * @throws IllegalArgumentException if there is none, or what is there is no certificate
   */
  public static Anchors parse(String pem) {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      for (PemObject part = reader.readPemObject(); part != null; part = reader.readPemObject()) {
        if (!part.getType().equals(PEM_TYPE)) {
          throw new IllegalArgumentException("a trust anchor is a certificate");
        }
        certificates.add(new X509CertificateHolder(part.getContent()));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a certificate in PEM", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no certificate in PEM");
    }
    return new Anchors(certificates);
  }

  /** All that are at hand. */
  public static Anchors all(@Nullable Anchors... some) {
    return Stream.of(some).filter(Objects::nonNull).reduce(NONE, Anchors::and);
  }

  /** These and others. */
  public Anchors and(Anchors others) {
    return new Anchors(
        Stream.concat(certificates.stream(), others.certificates.stream()).distinct().toList());
  }

  /** These, leaving out every certificate that is among others. */
  public Anchors without(Anchors others) {
    return new Anchors(
        certificates.stream().filter(each -> !others.certificates.contains(each)).toList());
  }

  /** All anchors in PEM, as {@code openssl -CAfile} takes them. */
  public String pem() {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      for (X509CertificateHolder certificate : certificates) {
        writer.writeObject(new PemObject(PEM_TYPE, certificate.getEncoded()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  /** SHA-256 of each certificate's DER encoding, in the order of {@link #pem()}. */
  public List<Sha256> digests() {
    return certificates.stream().map(c -> Sha256.of(Certificates.der(c))).toList();
  }

  /** How long each of them lasts. */
  public List<CertificateTerm> terms() {
    return certificates.stream()
        .map(root -> CertificateTerm.of(CertificateTerm.Use.ROOT, root))
        .toList();
  }

  /** The roots themselves. */
  public List<X509CertificateHolder> certificates() {
    return certificates;
  }
}
