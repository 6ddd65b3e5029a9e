package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.SAXException;

/**
 * Reads what is neither plain text nor XML nor OFD, by the parsers that the configuration names.
 */
final class TikaText {
  private static final String CONFIGURATION = "tika.xml";
  private static final long LARGEST_PART = 256 << 20;

  private final TikaConfig config;
  private final AutoDetectParser parser;

  private TikaText(TikaConfig config) {
    this.config = config;
    this.parser = new AutoDetectParser(config);
  }

  static TikaText configured() throws IOException {
    ZipSecureFile.setMaxEntrySize(LARGEST_PART);
    try (InputStream xml =
        Objects.requireNonNull(TikaText.class.getResourceAsStream(CONFIGURATION))) {
      return new TikaText(new TikaConfig(xml));
    } catch (TikaException | SAXException e) {
      throw new IllegalStateException("the parsers' configuration", e);
    }
  }

  /** What a parser took the file for, and whether there was a parser at all. */
  record Parsed(String mediaType, boolean supported) {}

  /**
   * Reads a file.
   *
   * @param mediaType what it is known to be; empty where the parsers should tell
   */
  Parsed read(Path file, String name, String mediaType, Pages pages, FilesWithin within)
      throws IOException, SAXException, TikaException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    if (!mediaType.isEmpty()) {
      metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, mediaType);
    }
    ParseContext context = new ParseContext();
    PageCollector collector = new PageCollector(pages, mediaType.equals("text/html"));
    context.set(TikaConfig.class, config);
    context.set(Parser.class, parser);
    context.set(EmbeddedDocumentExtractor.class, new EmbeddedFiles(context, collector, within));
    try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
      parser.parse(in, collector, metadata, context);
    }
    return parsed(metadata);
  }

  private static Parsed parsed(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    boolean empty =
        Arrays.asList(metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY))
            .contains(EmptyParser.class.getName());
    return new Parsed(type == null ? "application/octet-stream" : type, !empty);
  }
}
