package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.DigestMethod;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.signed.OfdSignature.Reference;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The parts of an OFD file against the digests that a signature has of them. */
record OfdReferences(ZipParts parts, OfdSignature signature) {
  /** What is wrong with them; empty where nothing is. */
  Optional<Reason> wrong() throws IOException {
    Optional<DigestMethod> method = method();
    if (signature.references().isEmpty()) {
      return Optional.of(Reason.FORMAT_FAILURE);
    }
    if (method.isEmpty()) {
      return Optional.of(Reason.NOT_SUPPORTED);
    }
    for (Reference each : signature.references()) {
      if (!agrees(each, method.get())) {
        return Optional.of(Reason.HASH_FAILURE);
      }
    }
    return method.get().weak() ? Optional.of(Reason.CRYPTO_CONSTRAINTS_FAILURE) : Optional.empty();
  }

  private boolean agrees(Reference reference, DigestMethod method) throws IOException {
    if (!parts.canRead(reference.location())) {
      return false;
    }
    byte[] found = method.of(to -> parts.copy(reference.location(), to));
    return Arrays.equals(found, expected(reference));
  }

  private static byte[] expected(Reference reference) {
    try {
      return Base64.getMimeDecoder().decode(reference.digest());
    } catch (IllegalArgumentException e) {
      return new byte[0]; // which is no digest of anything
    }
  }

  private Optional<DigestMethod> method() {
    String name = signature.method().toUpperCase(Locale.ROOT).replace("-", "");
    return DigestMethod.named(
        switch (name) {
          case "SM3" -> "1.2.156.10197.1.401";
          case "MD5" -> "1.2.840.113549.2.5";
          case "SHA1" -> "1.3.14.3.2.26";
          case "SHA256" -> "2.16.840.1.101.3.4.2.1";
          default -> name;
        });
  }
}
