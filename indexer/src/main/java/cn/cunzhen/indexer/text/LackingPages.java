package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.PdfPage;
import cn.cunzhen.indexer.recognition.Picture;
import cn.cunzhen.indexer.text.Extraction.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Pages that have next to no text, and so may be pictures of text. */
final class LackingPages {
  /** A scanner's mark or a page's number is less than this; a line of a letter is more. */
  private static final int FEW = 20;

  private LackingPages() {}

  /** Adds the pictures of those pages of a PDF or an OFD file; none where it can't be opened. */
  static void add(Path file, String mediaType, List<Page> found, PictureList pictures) {
    Map<Integer, Integer> lengths =
        found.stream()
            .collect(Collectors.toMap(Page::number, page -> page.text().length(), Integer::sum));
    try {
      List<Picture> all =
          mediaType.equals("application/pdf") ? PdfPage.all(file) : OfdPictures.all(file);
      all.stream()
          .filter(picture -> lengths.getOrDefault(picture.page(), 0) < FEW)
          .forEach(pictures::add);
    } catch (IOException | XMLStreamException | RuntimeException e) {
      return; // what its text could not be read for is told already
    }
  }

  /** Adds the pages of a PDF within a file, where it has next to no text in all. */
  static void addWithin(Path file, int page, int characters, PictureList pictures) {
    try {
      List<Picture> all = PdfPage.all(file);
      if (characters < FEW * all.size()) {
        all.forEach(picture -> pictures.add(new Picture(page, false, picture.source())));
      }
    } catch (IOException | RuntimeException e) {
      return; // as above
    }
  }
}
