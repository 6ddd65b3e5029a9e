package cn.cunzhen.indexer.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** JPEG in the four colours of print, which the JDK does not read; what reads PDF does. */
final class PrintColours {
  private PrintColours() {}

  /**
   * Reads a JPEG file as an image in a PDF.
   *
   * @throws IOException the given one where that fails too
   */
  static BufferedImage read(Path file, IOException otherwise) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream jpeg = Files.newInputStream(file)) {
      return JPEGFactory.createFromStream(document, jpeg).getImage();
    } catch (IOException | RuntimeException e) {
      otherwise.addSuppressed(e);
      throw otherwise;
    }
  }
}
