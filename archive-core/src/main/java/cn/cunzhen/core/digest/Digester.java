package cn.cunzhen.core.digest;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** Takes all digests of a content in one pass over it. One thread uses it, for one content. */
public final class Digester {
  private static final int CHUNK = 64 << 10;

  private final MessageDigest sha256 = Sha256.newDigest();
  private final @Nullable SM3Digest sm3;
  private final CRC32 crc = new CRC32();
  private long size;

  /**
   * @param withSm3 whether SM3 is taken too; it costs more than all else
   */
  public Digester(boolean withSm3) {
    this.sm3 = withSm3 ? new SM3Digest() : null;
  }

  /** The digests of a whole stream; the caller closes it. */
  public static Digests of(InputStream content, boolean withSm3) throws IOException {
    Digester digester = new Digester(withSm3);
    byte[] chunk = new byte[CHUNK];
    for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
      digester.update(chunk, 0, n);
    }
    return digester.finish();
  }

  public void update(byte[] buffer, int offset, int length) {
    sha256.update(buffer, offset, length);
    crc.update(buffer, offset, length);
    if (sm3 != null) {
      sm3.update(buffer, offset, length);
    }
    size += length;
  }

  /** The digests of everything since the beginning; the digester is used up. */
  public Digests finish() {
    Sm3 gm = sm3 == null ? null : Sm3.finish(sm3);
    return new Digests(size, new Sha256(Bytes.of(sha256.digest())), gm, (int) crc.getValue());
  }
}
