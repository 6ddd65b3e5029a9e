package cn.cunzhen.indexer.page;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** zlib (RFC 1950), as PNG has it too; quick rather than small. */
final class Deflated {
  private Deflated() {}

  static Bytes of(byte[] bytes, int length) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(bytes, 0, length);
      deflater.finish();
      byte[] out = new byte[length / 8 + 1_024];
      int size = 0;
      while (!deflater.finished()) {
        if (size == out.length) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        size += deflater.deflate(out, size, out.length - size);
      }
      return Bytes.of(Arrays.copyOf(out, size));
    }
  }

  /**
   * The bytes that were deflated.
   *
   * @throws IOException if they are not exactly so many
   */
  static byte[] inflate(Bytes deflated, int length) throws IOException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(deflated.toArray());
      byte[] bytes = new byte[length];
      int size = 0;
      while (size < length) {
        int more = inflater.inflate(bytes, size, length - size);
        if (more == 0) {
          throw new IOException("too few bytes in a deflated picture");
        }
        size += more;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IOException("not a deflated picture", e);
    }
  }
}
