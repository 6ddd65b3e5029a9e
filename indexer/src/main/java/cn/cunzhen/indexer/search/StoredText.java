package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.text.Extraction.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.util.BytesRef;

/** How the text of a file is kept, compressed, in its record's document. */
final class StoredText {
  static final String FIELD = "shown.text";

  private StoredText() {}

  /** The text of one file. */
  record Pages(int file, List<Page> pages) {}

  static StoredField field(int file, List<Page> pages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(file);
      out.writeInt(pages.size());
      for (Page page : pages) {
        byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(page.number());
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoredField(FIELD, bytes.toByteArray());
  }

  /** Of the files that have text, in their order. */
  static List<Pages> read(Document document) throws IOException {
    List<Pages> files = new ArrayList<>();
    for (BytesRef bytes : document.getBinaryValues(FIELD)) {
      files.add(read(bytes));
    }
    return files;
  }

  private static Pages read(BytesRef bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length);
    try (DataInputStream data = new DataInputStream(new InflaterInputStream(in))) {
      int file = data.readInt();
      Page[] pages = new Page[data.readInt()];
      for (int i = 0; i < pages.length; i++) {
        int number = data.readInt();
        byte[] text = data.readNBytes(data.readInt());
        pages[i] = new Page(number, new String(text, StandardCharsets.UTF_8));
      }
      return new Pages(file, Arrays.asList(pages));
    }
  }
}
