package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.ImageFile;
import cn.cunzhen.indexer.recognition.Picture;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/** What is read without the parsers: plain text, XML, OFD and images. */
final class OwnReaders {
  private static final Set<String> PLAIN =
      Set.of(
          "text/plain",
          "text/csv",
          "text/markdown",
          "text/css",
          "text/javascript",
          "application/json");

  /** Kinds whose lines are those of a page, and which may hold nothing but pictures of text. */
  private static final Set<String> LAID_OUT = Set.of("application/pdf", "application/ofd");

  private OwnReaders() {}

  static boolean isLaidOut(String mediaType) {
    return LAID_OUT.contains(mediaType);
  }

  /** Reads a file; false where it is not one of these. */
  static boolean read(Path file, String mediaType, Pages pages, PictureList pictures)
      throws IOException, XMLStreamException, PagesFullException {
    if (PLAIN.contains(mediaType)) {
      PlainText.read(file, pages);
    } else if (mediaType.equals("application/ofd")) {
      OfdText.read(file, pages);
    } else if (mediaType.equals("application/xml") || mediaType.equals("image/svg+xml")) {
      try (Reader reader = PlainText.open(file)) {
        XmlText.read(reader, pages);
      }
    } else if (mediaType.startsWith("image/")) {
      for (Picture picture : ImageFile.pictures(file, pictures.room() + 1)) {
        pictures.add(picture);
      }
    } else {
      return false;
    }
    return true;
  }
}
