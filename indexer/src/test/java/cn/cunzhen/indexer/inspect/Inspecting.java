package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Inspects in a word, and makes what several tests look at. */
final class Inspecting {
  private Inspecting() {}

  static Inspection inspect(String name, byte[] content) throws IOException {
    return new ByteInspection(InspectionLimits.standard()).inspect(name, new MemoryView(content));
  }

  static List<Finding> findings(String name, byte[] content) throws IOException {
    return inspect(name, content).findings();
  }

  static byte[] pdf(Change change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      change.to(document);
      document.save(out);
    }
    return out.toByteArray();
  }

  static int lastIndexOf(byte[] content, int signature) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = content.length - 4;
    while (bytes.getInt(at) != signature) {
      at--;
    }
    return at;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  interface Change {
    void to(PDDocument document) throws IOException;
  }
}
