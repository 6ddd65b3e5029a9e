package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Tika and Lucene as their first pages show them: parse in this process, add, commit. */
final class BareIndexing implements AutoCloseable {
  private static final int ALL = -1;

  private final IndexWriter writer;
  private final AutoDetectParser parser = new AutoDetectParser();

  private BareIndexing(IndexWriter writer) {
    this.writer = writer;
  }

  static BareIndexing in(Path folder) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
    return new BareIndexing(new IndexWriter(FSDirectory.open(folder), config));
  }

  void index(Workload workload, int records, int threads) throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> added = new ArrayList<>();
      for (int i = 0; i < records; i++) {
        added.add(workers.submit(() -> writer.addDocument(document(workload.next().files()))));
      }
      for (Future<Long> each : added) {
        each.get();
      }
    }
    writer.commit();
  }

  private Document document(List<SampleFile> files)
      throws IOException, SAXException, TikaException {
    Document document = new Document();
    for (SampleFile file : files) {
      document.add(new TextField("text", text(file), Store.YES));
    }
    return document;
  }

  private String text(SampleFile file) throws IOException, SAXException, TikaException {
    BodyContentHandler text = new BodyContentHandler(ALL);
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.fileName());
    ParseContext context = new ParseContext();
    TesseractOCRConfig noOcr = new TesseractOCRConfig();
    noOcr.setSkipOcr(true);
    context.set(TesseractOCRConfig.class, noOcr);
    try (TikaInputStream in = TikaInputStream.get(file.content().toArray())) {
      parser.parse(in, text, metadata, context);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
