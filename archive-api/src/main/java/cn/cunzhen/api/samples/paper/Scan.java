package cn.cunzhen.api.samples.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pages as a scanner does: a little askew, on paper that is not quite white, with its noise.
 *
 * <p>The same arguments give the same bytes on the same build of the JDK; another JDK's image
 * writers may compress otherwise.
 *
 * @param dotsPerInch the resolution
 * @param colour or else shades of grey
 * @param quality of JPEG, 0 to 1
 * @param grain how strong the noise is, in steps of 256
 */
public record Scan(int dotsPerInch, boolean colour, float quality, int grain) {
  /** More than this askew, and a clerk scans the sheet again. */
  private static final double MOST_DEGREES = 0.9;

  private static final int PAPER = 249;
  private static final int NOISE_SIZE = 1 << 16;

  /** One page as JPEG. */
  public byte[] jpeg(Page page, RandomGenerator hand) {
    ImageWriter writer = writer("jpeg");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    BufferedImage shades =
        image(page, colour ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY, hand);
    roughen(((DataBufferByte) shades.getRaster().getDataBuffer()).getData(), hand);
    return write(writer, param, List.of(shades));
  }

  /** All pages as one TIFF, black and white, compressed as faxes are (ITU-T T.6). */
  public byte[] tiff(List<? extends Page> pages, RandomGenerator hand) {
    ImageWriter writer = writer("tiff");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType("CCITT T.6");
    int blackAndWhite = BufferedImage.TYPE_BYTE_BINARY;
    return write(
        writer, param, pages.stream().map(page -> image(page, blackAndWhite, hand)).toList());
  }

  /** The page, askew, before any noise. */
  private BufferedImage image(Page page, int type, RandomGenerator hand) {
    double scale = dotsPerInch / 72.0;
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(Canvas.WIDTH * scale), (int) Math.round(Canvas.HEIGHT * scale), type);
    Graphics2D graphics = image.createGraphics();
    if (type != BufferedImage.TYPE_BYTE_BINARY) {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }
    graphics.setColor(new Color(PAPER, PAPER, PAPER));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    graphics.translate(hand.nextDouble(-3, 3), hand.nextDouble(-3, 3));
    graphics.rotate(
        Math.toRadians(hand.nextDouble(-MOST_DEGREES, MOST_DEGREES)),
        Canvas.WIDTH / 2,
        Canvas.HEIGHT / 2);
    ImageCanvas canvas = new ImageCanvas(graphics, 1 / scale);
    page.draw(canvas);
    canvas.flush();
    graphics.dispose();
    return image;
  }

  /** Adds noise from a short strip of it, each time from another place: enough for the eye. */
  private void roughen(byte[] samples, RandomGenerator hand) {
    if (grain == 0) {
      return;
    }
    byte[] noise = new byte[NOISE_SIZE];
    hand.nextBytes(noise);
    int at = 0;
    for (int i = 0; i < samples.length; i++) {
      if ((i & 0xFFF) == 0) {
        at = hand.nextInt(NOISE_SIZE);
      }
      int value = (samples[i] & 0xFF) + noise[at++ & 0xFFFF] * grain / 128;
      samples[i] = (byte) Math.clamp(value, 0, 255);
    }
  }

  /** The JDK's own: a library on the class path may have brought another. */
  private static ImageWriter writer(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalStateException("every JDK writes " + format);
  }

  private byte[] write(ImageWriter writer, ImageWriteParam param, List<BufferedImage> images) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 16);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      if (images.size() == 1) {
        writer.write(null, with(writer, param, images.getFirst()), param);
      } else {
        writer.prepareWriteSequence(null);
        for (BufferedImage image : images) {
          writer.writeToSequence(with(writer, param, image), param);
        }
        writer.endWriteSequence();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an image in memory", e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** The image with its resolution. */
  private IIOImage with(ImageWriter writer, ImageWriteParam param, BufferedImage image)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
    IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
    root.appendChild(dimension);
    for (String axis : List.of("HorizontalPixelSize", "VerticalPixelSize")) {
      IIOMetadataNode size = new IIOMetadataNode(axis);
      size.setAttribute("value", String.valueOf(25.4 / dotsPerInch)); // millimetres
      dimension.appendChild(size);
    }
    metadata.mergeTree("javax_imageio_1.0", root);
    return new IIOImage(image, null, metadata);
  }
}
