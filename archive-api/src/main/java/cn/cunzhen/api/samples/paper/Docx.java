package cn.cunzhen.api.samples.paper;

import java.time.OffsetDateTime;
import java.util.List;

/** Writes text documents as DOCX. */
public final class Docx {
  private static final String MAIN = "word/document.xml";
  private static final String TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

  private Docx() {}

  /**
   * A DOCX file: the title in the middle, the paragraphs, the last lines at the right.
   *
   * @param closing for instance a name and a date
   */
  public static byte[] write(
      String title,
      String author,
      OffsetDateTime created,
      List<String> paragraphs,
      List<String> closing) {
    StringBuilder body = new StringBuilder();
    body.append(paragraph("<w:jc w:val=\"center\"/><w:spacing w:after=\"360\"/>", 36, title));
    for (String each : paragraphs) {
      body.append(
          paragraph(
              "<w:spacing w:line=\"480\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"560\"/>",
              28,
              each));
    }
    for (String each : closing) {
      body.append(paragraph("<w:jc w:val=\"right\"/>", 28, each));
    }
    OfficePackage file = new OfficePackage(title, author, created, MAIN);
    file.part(
        MAIN,
        TYPE,
        """
        <w:document xmlns:w="%swordprocessingml/2006/main"><w:body>%s\
        <w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
        <w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" \
        w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>\
        """
            .formatted(OfficePackage.SCHEMAS, body));
    return file.write();
  }

  private static String paragraph(String properties, int halfPoints, String text) {
    return """
    <w:p><w:pPr>%s</w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="%d"/></w:rPr>\
    <w:t xml:space="preserve">%s</w:t></w:r></w:p>\
    """
        .formatted(properties, halfPoints, OfficePackage.escaped(text));
  }
}
