package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A detached signature over a content: CMS SignedData (RFC 5652) of the level CAdES-B-B (ETSI EN
 * 319 122-1).
 *
 * @param der its one encoding
 */
public record Seal(SealSuite suite, Bytes der) {
  /** The certificates in it, the signer's first; none where they can't be read. */
  public List<X509CertificateHolder> certificates() {
    try {
      SealForm form = new SealParser(this).parse();
      return form == null ? List.of() : form.certificates();
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      return List.of();
    }
  }
}
