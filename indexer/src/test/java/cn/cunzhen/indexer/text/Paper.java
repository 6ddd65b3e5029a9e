package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.font.Typeface;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Sheets with lines of Chinese on them, as a scanner makes them. */
public final class Paper {
  private static final int MARGIN = 120;
  private static final int SIZE = 28;

  private Paper() {}

  /** A letter with that line in it. */
  public static BufferedImage letter(String line) {
    return sheet("海口市社会保险事业局：", line, "本人承诺上述信息真实，如有虚假愿承担法律责任。", "证件号码460100199003074518");
  }

  /** A sheet of A4 at 150 dots per inch. */
  static BufferedImage sheet(String... lines) {
    BufferedImage image = new BufferedImage(1_240, 1_754, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < lines.length; i++) {
      AffineTransform at =
          AffineTransform.getTranslateInstance(MARGIN, MARGIN + (i + 1) * 2 * SIZE);
      Typeface.shared().write(path, lines[i], at, SIZE);
    }
    graphics.fill(path);
    graphics.dispose();
    return image;
  }

  public static byte[] image(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  public static byte[] tiff(List<BufferedImage> sheets) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage sheet : sheets) {
        writer.writeToSequence(new IIOImage(sheet, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A PDF whose pages are text, where that is given as a string, or a sheet. */
  public static byte[] pdf(Object... pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (Object each : pages) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          draw(document, content, each);
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  static byte[] encryptedPdf() throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static void draw(PDDocument document, PDPageContentStream content, Object page)
      throws IOException {
    switch (page) {
      case BufferedImage sheet ->
          content.drawImage(
              LosslessFactory.createFromImage(document, sheet),
              0,
              0,
              PDRectangle.A4.getWidth(),
              PDRectangle.A4.getHeight());
      case String text -> {
        PDFont font = new PDType1Font(FontName.HELVETICA);
        content.beginText();
        content.setFont(font, 12);
        content.newLineAtOffset(72, 700);
        content.showText(text);
        content.endText();
      }
      default -> throw new IllegalArgumentException("neither a sheet nor a text");
    }
  }
}
