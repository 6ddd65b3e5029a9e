package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.text.TextHere;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which files have pages, and who draws them. */
final class Kinds {
  /** More of a file that is only text is not shown. */
  private static final int CHARACTERS = 2_000_000;

  /** Kinds that a person reads; of an archive nobody does. */
  private static final Pattern WITH_TEXT =
      Pattern.compile(
          "text/.*|message/.*|application/(xml|json|xhtml\\+xml|rtf|msword|mbox|epub\\+zip"
              + "|x-ole-storage|vnd\\.ms-.*|vnd\\.openxmlformats-.*|vnd\\.oasis\\..*)");

  private static final Duration TIME = Duration.ofSeconds(15);

  private @Nullable TextHere texts;

  PagedFile open(PageQuestion question) throws IOException, HinderedException {
    Path file = Path.of(question.path());
    return switch (question.mediaType()) {
      case "application/pdf" -> new PdfPages(file);
      case "application/ofd" -> new OfdPages(file);
      case "image/jpeg" -> ImagePages.open(file, "jpeg");
      case "image/png" -> ImagePages.open(file, "png");
      case "image/gif" -> ImagePages.open(file, "gif");
      case "image/bmp" -> ImagePages.open(file, "bmp");
      case "image/tiff" -> ImagePages.open(file, "tiff");
      default -> {
        if (!WITH_TEXT.matcher(question.mediaType()).matches()) {
          throw new HinderedException(Hindrance.UNSUPPORTED, "no pages of " + question.mediaType());
        }
        yield TextPages.open(file, question.name(), texts());
      }
    };
  }

  /** What reads text is loaded by the first file that has nothing else. */
  private TextHere texts() throws IOException {
    TextHere ready = texts;
    if (ready == null) {
      ready = TextHere.prepare(CHARACTERS, TIME);
      texts = ready;
    }
    return ready;
  }
}
