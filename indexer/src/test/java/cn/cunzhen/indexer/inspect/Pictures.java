package cn.cunzhen.indexer.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** The frames of pictures, without anything in them. */
final class Pictures {
  private Pictures() {}

  static byte[] png(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(200);
    out.put(hex("89504e470d0a1a0a")).putInt(13).put(hex("49484452"));
    out.putInt(width).putInt(height).put(hex("0800000000")).putInt(0);
    out.putInt(100).put(hex("49444154")).put(new byte[100]).putInt(0);
    return done(out.putInt(0).put(hex("49454e44")).putInt(0xae426082));
  }

  static byte[] jpeg(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(300);
    out.put(hex("ffd8ffe000104a46494600010100000100010000"));
    out.put(hex("ffc0000b08")).putShort((short) height).putShort((short) width);
    out.put(hex("01011100")).put(hex("ffda0008010100003f00")).put(new byte[200]);
    return done(out.put(hex("ffd9")));
  }

  static byte[] tiff(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    out.put(hex("49492a00")).putInt(8).putShort((short) 2);
    out.putShort((short) 256).putShort((short) 4).putInt(1).putInt(width);
    out.putShort((short) 257).putShort((short) 4).putInt(1).putInt(height);
    return done(out.putInt(0));
  }

  private static byte[] done(ByteBuffer out) {
    byte[] content = new byte[out.position()];
    out.flip().get(content);
    return content;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
