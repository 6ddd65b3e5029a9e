package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Files within a file: read as well, but not too many, too deep or too large. */
final class EmbeddedFiles extends ParsingEmbeddedDocumentExtractor {
  private static final int DEEPEST = 4;
  private static final int MOST = 500;
  private static final long LARGEST = 64 << 20;

  private final PageCollector collector;
  private int count;
  private int depth;

  EmbeddedFiles(ParseContext context, PageCollector collector) {
    super(context);
    this.collector = collector;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    boolean image = type != null && type.startsWith("image/");
    return !image && depth < DEEPEST && count++ < MOST && super.shouldParseEmbedded(metadata);
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    depth++;
    collector.enter();
    try {
      super.parseEmbedded(bounded(stream), handler, metadata, outputHtml);
    } finally {
      collector.leave();
      depth--;
    }
  }

  /** What has been opened already is in memory; the rest may unpack to anything. */
  private static InputStream bounded(InputStream stream) throws IOException {
    boolean open = stream instanceof TikaInputStream tika && tika.getOpenContainer() != null;
    return open
        ? stream
        : BoundedInputStream.builder().setInputStream(stream).setMaxCount(LARGEST).get();
  }
}
