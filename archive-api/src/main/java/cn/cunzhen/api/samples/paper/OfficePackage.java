package cn.cunzhen.api.samples.paper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The package that DOCX and XLSX files are (ECMA-376 part 2), written by hand and so quickly. */
final class OfficePackage {
  static final String SCHEMAS = "http://schemas.openxmlformats.org/";
  private static final String RELATIONS = SCHEMAS + "package/2006/relationships";
  private static final String DOCUMENT = SCHEMAS + "officeDocument/2006/relationships";
  private static final String CORE = SCHEMAS + "package/2006/metadata/core-properties";
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final StringBuilder types = new StringBuilder();
  private final OffsetDateTime created;

  /**
   * @param main the part that the document begins with
   * @param created when it claims to have been written, in its properties and in the ZIP
   */
  OfficePackage(String title, String author, OffsetDateTime created, String main) {
    this.created = created;
    relations("_rels/.rels", new TreeMap<>(Map.of("officeDocument", main)));
    String moment = created.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        """
        <cp:coreProperties xmlns:cp="%s" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <dc:title>%s</dc:title><dc:creator>%s</dc:creator>
        <dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created></cp:coreProperties>\
        """
            .formatted(CORE, escaped(title), escaped(author), moment));
  }

  void part(String name, String contentType, String xml) {
    parts.put(name, XML + xml);
    types.append("<Override PartName=\"/%s\" ContentType=\"%s\"/>".formatted(name, contentType));
  }

  /** Adds the relations of a part: kind → target; their ids are their kinds. */
  void relations(String name, SequencedMap<String, String> targets) {
    StringBuilder xml = new StringBuilder(XML + "<Relationships xmlns=\"" + RELATIONS + "\">");
    targets.forEach((kind, target) ->
        xml.append(
            "<Relationship Id=\"%1$s\" Type=\"%2$s/%1$s\" Target=\"%3$s\"/>"
                .formatted(kind, DOCUMENT, target)));
    if (name.equals("_rels/.rels")) {
      xml.append(
          "<Relationship Id=\"core\" Type=\"%s/metadata/core-properties\" Target=\"%s\"/>"
              .formatted(RELATIONS, "docProps/core.xml"));
    }
    parts.put(name, xml.append("</Relationships>").toString());
  }

  byte[] write() {
    ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 13);
    try (ZipOutputStream zip = new ZipOutputStream(file, UTF_8)) {
      add(zip, "[Content_Types].xml", contentTypes());
      for (Map.Entry<String, String> part : parts.entrySet()) {
        add(zip, part.getKey(), part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a ZIP file in memory", e);
    }
    return file.toByteArray();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private String contentTypes() {
    return XML
        + "<Types xmlns=\"%spackage/2006/content-types\">".formatted(SCHEMAS)
        + "<Default Extension=\"rels\""
        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + types
        + "</Types>";
  }

  private void add(ZipOutputStream zip, String name, String text) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(created.toLocalDateTime());
    zip.putNextEntry(entry);
    zip.write(text.getBytes(UTF_8));
  }
}
