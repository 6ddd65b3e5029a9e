package cn.cunzhen.core.revocation;

import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** What an issuer said of certificates, whether or not it can be believed. */
public sealed interface RevocationData permits RevocationList, StatusAnswer {
  /** As it came, in DER. */
  Bytes der();

  /** From when on it holds. */
  Instant since();

  /** When it is to be replaced; empty where it does not say. */
  Optional<Instant> until();

  /** Whether the certificate's issuer says this, and says something of the certificate. */
  Optional<RevocationFault> fault(X509CertificateHolder certificate, Issuer issuer);

  /** That the certificate was revoked; empty where it was not. */
  Optional<Revocation> revocation(X509CertificateHolder certificate);

  /** An issuer's clock may be so far ahead. */
  Duration CLOCKS_APART = Duration.ofSeconds(60);

  /** What does not say when it is replaced is as good as old soon. */
  Duration UNDATED = Duration.ofDays(1);

  /** The same as {@link #fault}, and whether it is of that time. */
  default Optional<RevocationFault> faultAt(
      Instant time, X509CertificateHolder certificate, Issuer issuer) {
    if (since().isAfter(time.plus(CLOCKS_APART))) {
      return Optional.of(RevocationFault.EARLY);
    }
    if (!until().orElse(since().plus(UNDATED)).isAfter(time)) {
      return Optional.of(RevocationFault.STALE);
    }
    return fault(certificate, issuer);
  }
}
