package cn.cunzhen.indexer.recognition;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** How an image must be turned to stand upright (TIFF 6.0, tag 274; Exif 2.3 §4.6.4). */
public enum Orientation {
  UPRIGHT(1, 0, 0, 1),
  MIRRORED(-1, 0, 0, 1),
  UPSIDE_DOWN(-1, 0, 0, -1),
  UPSIDE_DOWN_MIRRORED(1, 0, 0, -1),
  LEFT_MIRRORED(0, 1, 1, 0),
  LEFT(0, 1, -1, 0),
  RIGHT_MIRRORED(0, -1, -1, 0),
  RIGHT(0, -1, 1, 0);

  private static final int START_OF_SCAN = 0xFFDA;
  private static final int APP1 = 0xFFE1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final int xToX;
  private final int xToY;
  private final int yToX;
  private final int yToY;

  Orientation(int xToX, int xToY, int yToX, int yToY) {
    this.xToX = xToX;
    this.xToY = xToY;
    this.yToX = yToX;
    this.yToY = yToY;
  }

  /** What an image says of itself; upright where it says nothing that can be read. */
  public static Orientation of(Path file, ImageReader reader, int index, String format) {
    try {
      return switch (format) {
        case "tiff" -> of(reader.getImageMetadata(index));
        case "jpeg" -> ofJpeg(file);
        default -> UPRIGHT;
      };
    } catch (IOException | RuntimeException e) {
      return UPRIGHT;
    }
  }

  private static Orientation of(IIOMetadata metadata) throws IOException {
    TIFFField field =
        TIFFDirectory.createFromMetadata(metadata).getTIFFField(BaselineTIFFTagSet.TAG_ORIENTATION);
    int number = field == null ? 1 : field.getAsInt(0);
    return number < 1 || number > values().length ? UPRIGHT : values()[number - 1];
  }

  /** Exif is a TIFF file without images, in a segment before the picture. */
  private static Orientation ofJpeg(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readUnsignedShort();
      for (int marker = in.readUnsignedShort(); marker != START_OF_SCAN; ) {
        byte[] segment = new byte[in.readUnsignedShort() - 2];
        in.readFully(segment);
        if (marker == APP1 && Arrays.equals(segment, 0, EXIF.length, EXIF, 0, EXIF.length)) {
          return ofExif(Arrays.copyOfRange(segment, EXIF.length, segment.length));
        }
        marker = in.readUnsignedShort();
      }
    }
    return UPRIGHT;
  }

  private static Orientation ofExif(byte[] exif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(exif))) {
      reader.setInput(in);
      return of(reader.getImageMetadata(0));
    } finally {
      reader.dispose();
    }
  }

  /** Where a column of an image goes, of one that is so large before it is turned. */
  int x(int x, int y, int width, int height) {
    int last = (turnsSides() ? height : width) - 1;
    return xToX * x + yToX * y + (xToX < 0 || yToX < 0 ? last : 0);
  }

  /** Where a row goes. */
  int y(int x, int y, int width, int height) {
    int last = (turnsSides() ? width : height) - 1;
    return xToY * x + yToY * y + (xToY < 0 || yToY < 0 ? last : 0);
  }

  /** Whether width becomes height. */
  public boolean turnsSides() {
    return xToX == 0;
  }

  public BufferedImage applyTo(BufferedImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    int width = turnsSides() ? image.getHeight() : image.getWidth();
    int height = turnsSides() ? image.getWidth() : image.getHeight();
    AffineTransform place = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
    place.concatenate(new AffineTransform(xToX, xToY, yToX, yToY, 0, 0));
    place.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, place, null);
    graphics.dispose();
    return turned;
  }
}
