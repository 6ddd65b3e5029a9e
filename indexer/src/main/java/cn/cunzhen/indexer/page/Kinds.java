package cn.cunzhen.indexer.page;

import java.io.IOException;
import java.nio.file.Path;

/** Which files have pages, and who draws them. */
final class Kinds {
  private Kinds() {}

  static PagedFile open(PageQuestion question) throws IOException, HinderedException {
    Path file = Path.of(question.path());
    return switch (question.mediaType()) {
      case "application/pdf" -> new PdfPages(file);
      case "application/ofd" -> new OfdPages(file);
      case "image/jpeg" -> ImagePages.open(file, "jpeg");
      case "image/png" -> ImagePages.open(file, "png");
      case "image/gif" -> ImagePages.open(file, "gif");
      case "image/bmp" -> ImagePages.open(file, "bmp");
      case "image/tiff" -> ImagePages.open(file, "tiff");
      default ->
          throw new HinderedException(Hindrance.UNSUPPORTED, "no pages of " + question.mediaType());
    };
  }
}
