package cn.cunzhen.indexer.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/** Writes PNG files of up to 256 colours (ISO/IEC 15948), quickly. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS = 8;
  private static final int WITH_PALETTE = 3;

  private Png() {}

  /**
   * Writes a picture.
   *
   * @param palette red, green and blue of each colour
   * @param rows of pixels, each with a 0 before it: not filtered
   */
  static Bytes write(int width, int height, byte[] palette, byte[] rows) throws IOException {
    Bytes pixels = Deflated.of(rows, rows.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(pixels.size() + 1_024);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {BITS, WITH_PALETTE, 0, 0, 0});
    chunk(out, "IHDR", head.toByteArray());
    chunk(out, "PLTE", palette);
    chunk(out, "IDAT", pixels.toArray());
    chunk(out, "IEND", new byte[0]);
    return Bytes.of(bytes.toByteArray());
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
