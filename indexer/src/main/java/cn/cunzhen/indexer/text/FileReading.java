package cn.cunzhen.indexer.text;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.indexer.child.Trouble;
import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.inspect.InspectionLimits;
import cn.cunzhen.indexer.recognition.Picture.UnknownPictureException;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
  /** What is known too little of to tell a document without text from one that can't be read. */
  private static final Set<String> VAGUE =
      Set.of("application/octet-stream", "application/x-ole-storage", "application/vnd.ms-works");

  private final ByteInspection inspection = new ByteInspection(InspectionLimits.standard());
  private final TikaText tika;
  private final int characters;
  private final Duration time;
  private final Path folder;

  /**
   * @param folder for the files within a file, which stay there until {@link #clear}
   */
  FileReading(TikaText tika, int characters, Duration time, Path folder) {
    this.tika = tika;
    this.characters = characters;
    this.time = time;
    this.folder = folder;
  }

  /** How reading came to its end: what the file was taken for, and what stopped it, if anything. */
  private record End(String mediaType, @Nullable NoText trouble) {
    static End at(Inspection inspected, @Nullable NoText trouble) {
      return new End(inspected.mediaType(), trouble);
    }
  }

  /** Reads one file; what keeps it from being read is in the answer. */
  Reading read(Path file, String name) throws IOException {
    Inspection inspected = inspect(file, name);
    String type = inspected.mediaType();
    if (inspected.findings().contains(Finding.EMPTY)) {
      return new Reading(new NoText(Reason.EMPTY, "nothing in it"), type, List.of());
    }
    Pages pages = new Pages(characters, time, OwnReaders.isLaidOut(type));
    PictureList pictures = new PictureList();
    End end = tryToRead(file, name, inspected, pages, pictures);
    List<Page> found = pages.finish();
    if (OwnReaders.isLaidOut(type)) {
      LackingPages.add(file, type, found, pictures);
    }
    return new Reading(outcome(found, pages, pictures, end), end.mediaType(), pictures.all());
  }

  private static Extraction outcome(List<Page> found, Pages pages, PictureList pictures, End end) {
    if (!found.isEmpty()) {
      boolean truncated = pages.isFull() || pictures.isFull() || end.trouble() != null;
      return new Text(found, truncated, end.mediaType());
    }
    if (end.trouble() != null) {
      return end.trouble();
    }
    return pictures.all().isEmpty()
        ? nothing(end.mediaType())
        : new NoText(Reason.UNRECOGNISED, "nothing but pictures, and no recognition");
  }

  /** Removes the files within the file that was read last. */
  void clear() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path each : files) {
        Files.delete(each);
      }
    }
  }

  private Inspection inspect(Path file, String name) throws IOException {
    try (SpooledFile view = new SpooledFile(file)) {
      return inspection.inspect(name, view);
    }
  }

  private End tryToRead(
      Path file, String name, Inspection inspected, Pages pages, PictureList pictures) {
    try {
      return read(file, name, inspected, pages, pictures);
    } catch (PagesFullException e) {
      return End.at(inspected, null);
    } catch (EncryptedDocumentException e) {
      return End.at(inspected, new NoText(Reason.ENCRYPTED, Trouble.of(e)));
    } catch (UnsupportedFormatException | UnknownPictureException e) {
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

  private End read(Path file, String name, Inspection inspected, Pages pages, PictureList pictures)
      throws IOException, XMLStreamException, SAXException, TikaException {
    String type = inspected.mediaType();
    if (OwnReaders.read(file, type, pages, pictures)) {
      return End.at(inspected, null);
    }
    // Of texts, the inspection knows more kinds than the parsers would guess.
    boolean textual = type.startsWith("text/") || type.startsWith("message/");
    FilesWithin within = new FilesWithin(inspection, folder, pages, pictures);
    TikaText.Parsed parsed = tika.read(file, name, textual ? type : "", pages, within);
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
    return VAGUE.contains(mediaType)
        ? new NoText(Reason.UNSUPPORTED, "no text known to be in " + mediaType)
        : new NoText(Reason.EMPTY, "a document without characters");
  }
}
