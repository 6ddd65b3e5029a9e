package cn.cunzhen.core.signed;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.io.DigestOutputStream;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;

/** A digest by its object identifier. */
public record DigestMethod(ASN1ObjectIdentifier oid) {
  /** Those against which nobody knows how to make collisions. */
  private static final Set<ASN1ObjectIdentifier> STRONG =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512,
          NISTObjectIdentifiers.id_sha512_256,
          NISTObjectIdentifiers.id_sha3_256,
          NISTObjectIdentifiers.id_sha3_384,
          NISTObjectIdentifiers.id_sha3_512,
          GMObjectIdentifiers.sm3);

  /** The digest of this identifier; empty where there is none that can be computed here. */
  public static Optional<DigestMethod> of(ASN1ObjectIdentifier oid) {
    DigestMethod method = new DigestMethod(oid);
    return method.known() ? Optional.of(method) : Optional.empty();
  }

  /** The digest of an identifier in its usual form, numbers with dots. */
  public static Optional<DigestMethod> named(String oid) {
    ASN1ObjectIdentifier identifier = ASN1ObjectIdentifier.tryFromID(oid);
    return identifier == null ? Optional.empty() : of(identifier);
  }

  private boolean known() {
    try {
      return BcDefaultDigestProvider.INSTANCE.get(new AlgorithmIdentifier(oid)) != null;
    } catch (OperatorCreationException e) {
      return false;
    }
  }

  /** Whether collisions are known, or to be feared. */
  public boolean weak() {
    return !STRONG.contains(oid);
  }

  Digest digest() {
    try {
      return BcDefaultDigestProvider.INSTANCE.get(new AlgorithmIdentifier(oid));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("a digest that was found is there", e);
    }
  }

  /** The digest of the content. */
  public byte[] of(SignedContent content) throws IOException {
    DigestOutputStream out = new DigestOutputStream(digest());
    content.writeTo(out);
    return out.getDigest();
  }
}
