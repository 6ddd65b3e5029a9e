package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.recognition.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.io.input.BoundedInputStream;

/** Files within a file: laid aside one by one, and read as far as the parsers need not do it. */
final class FilesWithin {
  private static final long LARGEST = 64 << 20;

  private final ByteInspection inspection;
  private final Path folder;
  private final Pages pages;
  private final PictureList pictures;
  private int count;

  FilesWithin(ByteInspection inspection, Path folder, Pages pages, PictureList pictures) {
    this.inspection = inspection;
    this.folder = folder;
    this.pages = pages;
    this.pictures = pictures;
  }

  /** A file that was laid aside, and what it is. */
  record Within(Path file, String mediaType) {}

  /** Lays a file aside, or as much of it as is read. */
  Within lay(InputStream content, String name) throws IOException {
    count++;
    Path file = Files.createDirectories(folder).resolve(Integer.toString(count));
    try (InputStream bounded =
        BoundedInputStream.builder()
            .setInputStream(content)
            .setMaxCount(LARGEST)
            .setPropagateClose(false)
            .get()) {
      Files.copy(bounded, file);
    }
    try (SpooledFile view = new SpooledFile(file)) {
      return new Within(file, inspection.inspect(name, view).mediaType());
    }
  }

  /**
   * Reads it, unless the parsers should.
   *
   * @param page where its pictures stand
   */
  boolean read(Within within, int page) throws PagesFullException {
    PictureList its = new PictureList();
    try {
      if (!OwnReaders.read(within.file(), within.mediaType(), pages, its)) {
        return false;
      }
    } catch (PagesFullException e) {
      throw e;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      return true; // damaged, and no reason to lose the rest
    }
    its.all().forEach(picture -> pictures.add(new Picture(page, false, picture.source())));
    return true;
  }

  /** Looks again at what the parsers have found so few characters in. */
  void parsed(Within within, int page, int characters) {
    if (within.mediaType().equals("application/pdf")) {
      LackingPages.addWithin(within.file(), page, characters, pictures);
    }
  }
}
