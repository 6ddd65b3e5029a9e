package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.font.ShippedFont;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.PublicKeyProtectionPolicy;
import org.apache.pdfbox.pdmodel.encryption.PublicKeyRecipient;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Files with pages that are known. */
public final class SampleFiles {
  /** What every page of a PDF says, before its number. */
  public static final String SENTENCE = "本人承諾所述屬實，自願補繳社保費。";

  private SampleFiles() {}

  /** A PDF of A4 pages, each with a sentence and its number. */
  public static byte[] pdf(int pages) throws IOException {
    return pdf(pages, "", 0);
  }

  /** The same, which needs a password. */
  static byte[] encryptedPdf() throws IOException {
    return pdf(1, "geheim", 0);
  }

  /** A PDF for nobody but the holder of a certificate. */
  static byte[] pdfForAnother() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=another");
    X509CertificateHolder certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plusSeconds(1L << 32)),
                name,
                keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
    PublicKeyRecipient recipient = new PublicKeyRecipient();
    recipient.setX509(
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
    recipient.setPermission(new AccessPermission());
    PublicKeyProtectionPolicy policy = new PublicKeyProtectionPolicy();
    policy.addRecipient(recipient);
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(PDRectangle.A4));
      document.protect(policy);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  /** The same, of pages that are to be turned. */
  static byte[] turnedPdf(int degrees) throws IOException {
    return pdf(1, "", degrees);
  }

  private static byte[] pdf(int pages, String password, int degrees) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream file = ShippedFont.open()) {
      PDType0Font font = PDType0Font.load(document, file);
      for (int i = 1; i <= pages; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setRotation(degrees);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          for (int line = 0; line < 30; line++) {
            content.beginText();
            content.setFont(font, 14);
            content.newLineAtOffset(72, 760 - line * 22);
            content.showText(SENTENCE + i + "-" + line);
            content.endText();
          }
        }
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  /** An image whose upper left quarter is red, the rest white. */
  static BufferedImage corner(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height / 2);
    graphics.dispose();
    return image;
  }

  static byte[] image(String format, BufferedImage... images) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      if (images.length == 1) {
        writer.write(images[0]);
      } else {
        writer.prepareWriteSequence(null);
        for (BufferedImage image : images) {
          writer.writeToSequence(new IIOImage(image, null, null), null);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG that says how it is to be turned. */
  static byte[] jpeg(BufferedImage image, int orientation) throws IOException {
    byte[] plain = image("jpeg", image);
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] bytes = Arrays.copyOf(plain, plain.length + exif.length);
    System.arraycopy(exif, 0, bytes, 2, exif.length);
    System.arraycopy(plain, 2, bytes, 2 + exif.length, plain.length - 2);
    return bytes;
  }

  /** A workbook with a word in its first cell. */
  static byte[] workbook() throws IOException {
    try (Workbook workbook = new XSSFWorkbook()) {
      workbook.createSheet("明细").createRow(0).createCell(0).setCellValue("补缴明细表");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      workbook.write(bytes);
      return bytes.toByteArray();
    }
  }

  static BufferedImage read(MarkedPage page) throws IOException {
    return Objects.requireNonNull(ImageIO.read(page.content().stream()));
  }
}
