package cn.cunzhen.indexer.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Strings between parent and child: their length in bytes, then UTF-8. */
public final class Strings {
  private Strings() {}

  public static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a string.
   *
   * @param longest in bytes
   * @throws NonsenseException if it is longer
   */
  public static String read(DataInputStream in, long longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new NonsenseException();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
