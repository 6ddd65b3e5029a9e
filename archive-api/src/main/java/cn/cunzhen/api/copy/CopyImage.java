package cn.cunzhen.api.copy;

import cn.cunzhen.indexer.page.MarkedPage;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Pages as they were drawn, put into a PDF as they are: a JPEG's bytes, and the deflated rows of a
 * PNG with a palette, which PDF knows too (ISO 32000-2, 7.4.4.4).
 */
final class CopyImage {
  private static final int SIGNATURE = 8;
  private static final int BITS = 8;
  private static final int PNG_ROWS = 15;

  private CopyImage() {}

  static PDImageXObject of(PDDocument document, MarkedPage page) throws IOException {
    return switch (page.mediaType()) {
      case "image/jpeg" -> JPEGFactory.createFromStream(document, page.content().stream());
      case "image/png" -> png(document, page.content());
      default -> throw new IOException("a page is a JPEG or a PNG");
    };
  }

  private static PDImageXObject png(PDDocument document, Bytes png) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(png.toArray()).position(SIGNATURE);
    int width = 0;
    int height = 0;
    byte[] palette = new byte[0];
    ByteArrayOutputStream rows = new ByteArrayOutputStream(png.size());
    while (in.hasRemaining()) {
      byte[] data = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(data).getInt();
      switch (new String(type, StandardCharsets.US_ASCII)) {
        case "IHDR" -> {
          width = ByteBuffer.wrap(data).getInt();
          height = ByteBuffer.wrap(data).getInt(4);
        }
        case "PLTE" -> palette = data;
        case "IDAT" -> rows.write(data);
        default -> {
          // Nothing that shows.
        }
      }
    }
    return image(document, Bytes.of(rows.toByteArray()), width, height, palette);
  }

  private static PDImageXObject image(
      PDDocument document, Bytes rows, int width, int height, byte[] palette) throws IOException {
    PDImageXObject image =
        new PDImageXObject(
            document,
            rows.stream(),
            COSName.FLATE_DECODE,
            width,
            height,
            BITS,
            PDDeviceRGB.INSTANCE);
    COSDictionary form = new COSDictionary();
    form.setInt(COSName.PREDICTOR, PNG_ROWS);
    form.setInt(COSName.COLORS, 1);
    form.setInt(COSName.BITS_PER_COMPONENT, BITS);
    form.setInt(COSName.COLUMNS, width);
    image.getCOSObject().setItem(COSName.DECODE_PARMS, form);
    COSArray colours = new COSArray();
    colours.add(COSName.INDEXED);
    colours.add(COSName.DEVICERGB);
    colours.add(COSInteger.get(palette.length / 3 - 1));
    colours.add(new COSString(palette, true));
    image.getCOSObject().setItem(COSName.COLORSPACE, colours);
    return image;
  }
}
