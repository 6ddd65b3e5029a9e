package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.FilesWithin.Within;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Files within a file: read as well, but not too many, too deep or too large. */
final class EmbeddedFiles extends ParsingEmbeddedDocumentExtractor {
  private static final int DEEPEST = 4;
  private static final int MOST = 500;

  private final PageCollector collector;
  private final FilesWithin within;
  private int count;
  private int depth;

  EmbeddedFiles(ParseContext context, PageCollector collector, FilesWithin within) {
    super(context);
    this.collector = collector;
    this.within = within;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return depth < DEEPEST && count++ < MOST && super.shouldParseEmbedded(metadata);
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    depth++;
    int page = collector.enter();
    try {
      if (stream instanceof TikaInputStream tika && tika.getOpenContainer() != null) {
        super.parseEmbedded(stream, handler, metadata, outputHtml); // it is in memory already
      } else {
        parse(stream, handler, metadata, outputHtml, page);
      }
    } finally {
      collector.leave();
      depth--;
    }
  }

  private void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml, int page)
      throws SAXException, IOException {
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    Within file = within.lay(stream, name == null ? "" : name);
    if (within.read(file, page)) {
      return;
    }
    int before = collector.characters();
    try (TikaInputStream in = TikaInputStream.get(file.file())) {
      super.parseEmbedded(in, handler, metadata, outputHtml);
    }
    within.parsed(file, page, collector.characters() - before);
  }
}
