package cn.cunzhen.indexer.text;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.indexer.child.Trouble;
import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.inspect.InspectionLimits;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads files, one after another, with whichever reader suits each. */
final class FileReading {
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

  /** What is known too little of to tell a document without text from one that can't be read. */
  private static final Set<String> VAGUE =
      Set.of("application/octet-stream", "application/x-ole-storage", "application/vnd.ms-works");

  private final ByteInspection inspection = new ByteInspection(InspectionLimits.standard());
  private final TikaText tika;
  private final int characters;
  private final Duration time;

  FileReading(TikaText tika, int characters, Duration time) {
    this.tika = tika;
    this.characters = characters;
    this.time = time;
  }

  /** How reading came to its end: what the file was taken for, and what stopped it, if anything. */
  private record End(String mediaType, @Nullable NoText trouble) {
    static End at(Inspection inspected, @Nullable NoText trouble) {
      return new End(inspected.mediaType(), trouble);
    }
  }

  /** Reads one file; what keeps it from being read is in the answer. */
  Extraction read(Path file, String name) throws IOException {
    Inspection inspected = inspect(file, name);
    if (inspected.findings().contains(Finding.EMPTY)) {
      return new NoText(Reason.EMPTY, "nothing in it");
    }
    boolean laidOut = LAID_OUT.contains(inspected.mediaType());
    Pages pages = new Pages(characters, time, laidOut);
    End end = tryToRead(file, name, inspected, pages);
    List<Page> found = pages.finish();
    if (!found.isEmpty()) {
      return new Text(found, pages.isFull() || end.trouble() != null, end.mediaType());
    }
    return end.trouble() == null ? nothing(inspected.mediaType()) : end.trouble();
  }

  private Inspection inspect(Path file, String name) throws IOException {
    try (SpooledFile view = new SpooledFile(file)) {
      return inspection.inspect(name, view);
    }
  }

  private End tryToRead(Path file, String name, Inspection inspected, Pages pages) {
    try {
      return read(file, name, inspected, pages);
    } catch (PagesFullException e) {
      return End.at(inspected, null);
    } catch (EncryptedDocumentException e) {
      return End.at(inspected, new NoText(Reason.ENCRYPTED, Trouble.of(e)));
    } catch (UnsupportedFormatException e) {
      return End.at(inspected, new NoText(Reason.UNSUPPORTED, Trouble.of(e)));
    } catch (TikaException
        | SAXException
        | IOException
        | XMLStreamException
        | RuntimeException
        | StackOverflowError
        | LinkageError e) {
      return End.at(
          inspected, pages.isFull() ? null : new NoText(reason(inspected), Trouble.of(e)));
    }
  }

  private End read(Path file, String name, Inspection inspected, Pages pages)
      throws IOException, XMLStreamException, SAXException, TikaException {
    String type = inspected.mediaType();
    if (PLAIN.contains(type)) {
      PlainText.read(file, pages);
    } else if (type.equals("application/ofd")) {
      OfdText.read(file, pages);
    } else if (type.equals("application/xml") || type.equals("image/svg+xml")) {
      try (Reader reader = PlainText.open(file)) {
        XmlText.read(reader, pages);
      }
    } else if (type.startsWith("image/")) {
      return End.at(inspected, new NoText(Reason.UNSUPPORTED, "an image needs recognition"));
    } else {
      return readByTika(file, name, inspected, pages);
    }
    return End.at(inspected, null);
  }

  /** Of texts, the inspection knows more kinds than the parsers would guess. */
  private End readByTika(Path file, String name, Inspection inspected, Pages pages)
      throws IOException, SAXException, TikaException {
    String type = inspected.mediaType();
    boolean textual = type.startsWith("text/") || type.startsWith("message/");
    TikaText.Parsed parsed = tika.read(file, name, textual ? type : "", pages);
    NoText unsupported = new NoText(Reason.UNSUPPORTED, "no reader for " + parsed.mediaType());
    return new End(parsed.mediaType(), parsed.supported() ? null : unsupported);
  }

  /** What is not known can't be said to be damaged. */
  private static Reason reason(Inspection inspected) {
    if (inspected.findings().contains(Finding.ENCRYPTED)) {
      return Reason.ENCRYPTED;
    }
    boolean damaged = inspected.findings().contains(Finding.DAMAGED);
    return damaged || !VAGUE.contains(inspected.mediaType()) ? Reason.DAMAGED : Reason.UNSUPPORTED;
  }

  private static NoText nothing(String mediaType) {
    if (LAID_OUT.contains(mediaType)) {
      return new NoText(Reason.UNSUPPORTED, "pages without text; images need recognition");
    }
    return VAGUE.contains(mediaType)
        ? new NoText(Reason.UNSUPPORTED, "no text known to be in " + mediaType)
        : new NoText(Reason.EMPTY, "a document without characters");
  }
}
