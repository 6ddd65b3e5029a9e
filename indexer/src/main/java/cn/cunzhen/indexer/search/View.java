package cn.cunzhen.indexer.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.search.IndexSearcher;

/** A state of the index that does not change; in use until it is closed. */
final class View implements AutoCloseable {
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final long size;
  private final long revision;

  /**
   * Takes over the reader.
   *
   * @param size it covers this many entries of the ledger at least
   * @param revision it shows all that was written up to this one
   */
  View(DirectoryReader reader, long size, long revision) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    this.searcher.setSimilarity(new StableSimilarity());
    this.size = size;
    this.revision = revision;
  }

  DirectoryReader reader() {
    return reader;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  long size() {
    return size;
  }

  long revision() {
    return revision;
  }

  /** Keeps it in use once more; false where it is out of use already. */
  boolean use() {
    return reader.tryIncRef();
  }

  /** What is kept of a document, but its files' text. */
  Document head(int document) throws IOException {
    Head head = new Head();
    searcher.storedFields().document(document, head);
    return head.getDocument();
  }

  /** The text of a document's files. */
  List<StoredText.Pages> texts(int document) throws IOException {
    return StoredText.read(searcher.storedFields().document(document, Set.of(StoredText.FIELD)));
  }

  @Override
  public void close() {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops before the text, which stands last, so that it is not decompressed. */
  private static final class Head extends DocumentStoredFieldVisitor {
    @Override
    public Status needsField(FieldInfo field) {
      return field.name.equals(StoredText.FIELD) ? Status.STOP : Status.YES;
    }
  }
}
