package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;

/** Seals documents that hold their seals. Any thread may use it. */
public final class DocumentSealer {
  private final SigningKey key;
  private final TimeStamper stamper;

  DocumentSealer(SigningKey key, TimeStamper stamper) {
    this.key = key;
    this.stamper = stamper;
  }

  /**
   * Seals what has this digest, and has the seal stamped: CMS in DER, as PAdES B-T wants it.
   *
   * @param size how many bytes the seal is to take
   * @throws UnstampedException if nobody gives a time stamp that holds, and has room
   */
  public Bytes seal(Sha256 digest, int size) throws UnstampedException, InterruptedException {
    Bytes attributes = DocumentSeal.signedAttributes(key.certificate(), digest);
    Bytes signature = Bytes.of(key.sign(attributes.toArray()));
    return stamper
        .stamp(
            DocumentSeal.imprint(signature),
            stamp -> new DocumentSeal(key.chain(), digest, signature, stamp, size),
            DocumentSeal::fits)
        .format();
  }
}
