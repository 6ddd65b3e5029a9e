package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A page as it was drawn, without a mark of who looks at it. */
sealed interface PagePicture {
  /** No picture has more pixels, whatever width was asked for. */
  int MOST_PIXELS = 16_000_000;

  /** The most that a picture takes between processes. */
  int MOST_BYTES = 64 << 20;

  /**
   * A page of few colours: text, lines, seals.
   *
   * @param palette red, green and blue of at most {@link #COLOURS} colours
   * @param rows the pixels' colours, row after row with a 0 before each, deflated
   */
  record Drawing(int width, int height, Bytes palette, Bytes rows) implements PagePicture {
    /** Six bits of a pixel; two are left for the mark. */
    static final int COLOURS = 64;
  }

  /** A page that is a photograph or a scan: a JPEG file. */
  record Photograph(Bytes jpeg) implements PagePicture {}

  default void write(DataOutputStream out) throws IOException {
    switch (this) {
      case Drawing(int width, int height, Bytes palette, Bytes rows) -> {
        out.writeInt(1);
        out.writeInt(width);
        out.writeInt(height);
        write(out, palette);
        write(out, rows);
      }
      case Photograph(Bytes jpeg) -> {
        out.writeInt(2);
        write(out, jpeg);
      }
    }
  }

  private static void write(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.size());
    out.write(bytes.toArray());
  }

  static PagePicture read(DataInputStream in) throws IOException {
    return switch (in.readInt()) {
      case 1 -> drawing(in);
      case 2 -> new Photograph(bytes(in, MOST_BYTES));
      default -> throw new NonsenseException();
    };
  }

  private static Drawing drawing(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    Bytes palette = bytes(in, 3 * Drawing.COLOURS);
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new NonsenseException();
    }
    return new Drawing(width, height, palette, bytes(in, MOST_BYTES));
  }

  private static Bytes bytes(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new NonsenseException();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Bytes.of(bytes);
  }
}
