package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;
import java.nio.ByteBuffer;

/**
 * One signature line of a note: whose it claims to be, and the signature.
 *
 * @param signature at least one byte; what it means depends on the key
 */
public record NoteSignature(KeyName name, int keyId, Bytes signature) {
  private static final String DASH = "— ";

  public NoteSignature {
    if (signature.size() == 0) {
      throw new IllegalArgumentException("an empty signature");
    }
  }

  /** The line, without its newline. */
  public String format() {
    byte[] payload =
        ByteBuffer.allocate(Integer.BYTES + signature.size())
            .putInt(keyId)
            .put(signature.toArray())
            .array();
    return DASH + name + " " + Bytes.of(payload).base64();
  }

  /**
   * Reads a line, without its newline.
   *
   * @throws IllegalArgumentException if it is no signature's
   */
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new IllegalArgumentException("not a signature line");
    }
    Bytes payload = Bytes.ofBase64(line.substring(space + 1));
    if (payload.size() <= Integer.BYTES) {
      throw new IllegalArgumentException("a signature is too short");
    }
    int keyId = ByteBuffer.wrap(payload.toArray()).getInt();
    KeyName name = new KeyName(line.substring(DASH.length(), space));
    return new NoteSignature(name, keyId, payload.slice(Integer.BYTES, payload.size()));
  }
}
