package cn.cunzhen.api.samples.paper;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes tables as XLSX. */
public final class Xlsx {
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  private static final int TITLE = 0;
  private static final int HEAD = 1;
  private static final int CELL = 2;

  private Xlsx() {}

  /** An XLSX file of one sheet: its title, the heads of its columns, its rows. */
  public static byte[] write(
      String title,
      String author,
      OffsetDateTime created,
      List<String> columns,
      List<List<String>> rows) {
    OfficePackage file = new OfficePackage(title, author, created, "xl/workbook.xml");
    file.part("xl/workbook.xml", TYPE + "sheet.main+xml", workbook());
    file.relations(
        "xl/_rels/workbook.xml.rels",
        new TreeMap<>(Map.of("styles", "styles.xml", "worksheet", "worksheets/sheet1.xml")));
    file.part("xl/styles.xml", TYPE + "styles+xml", styles());
    file.part("xl/worksheets/sheet1.xml", TYPE + "worksheet+xml", worksheet(title, columns, rows));
    return file.write();
  }

  private static String workbook() {
    return """
    <workbook xmlns="%1$sspreadsheetml/2006/main" \
    xmlns:r="%1$sofficeDocument/2006/relationships">\
    <sheets><sheet name="Sheet1" sheetId="1" r:id="worksheet"/></sheets></workbook>\
    """
        .formatted(OfficePackage.SCHEMAS);
  }

  /** The looks of cells, in the order of {@link #TITLE}, {@link #HEAD} and {@link #CELL}. */
  private static String styles() {
    return """
    <styleSheet xmlns="%sspreadsheetml/2006/main">
    <fonts><font><sz val="16"/><name val="宋体"/></font>
    <font><b/><sz val="11"/><name val="宋体"/></font>
    <font><sz val="11"/><name val="宋体"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill>
    <fill><patternFill patternType="gray125"/></fill></fills>
    <borders><border/><border><left style="thin"/><right style="thin"/><top style="thin"/>
    <bottom style="thin"/></border></borders>
    <cellXfs><xf fontId="0" applyAlignment="1"><alignment horizontal="center"/></xf>
    <xf fontId="1" borderId="1" applyBorder="1"/><xf fontId="2" borderId="1" applyBorder="1"/>
    </cellXfs></styleSheet>\
    """
        .formatted(OfficePackage.SCHEMAS);
  }

  private static String worksheet(String title, List<String> columns, List<List<String>> rows) {
    StringBuilder data = new StringBuilder(row(1, TITLE, List.of(title)));
    data.append(row(2, HEAD, columns));
    for (int i = 0; i < rows.size(); i++) {
      data.append(row(i + 3, CELL, rows.get(i)));
    }
    return """
    <worksheet xmlns="%sspreadsheetml/2006/main">\
    <cols><col min="1" max="%d" width="21" customWidth="1"/></cols><sheetData>%s</sheetData>\
    <mergeCells><mergeCell ref="A1:%s1"/></mergeCells></worksheet>\
    """
        .formatted(OfficePackage.SCHEMAS, columns.size(), data, column(columns.size() - 1));
  }

  private static String row(int number, int style, List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cell(column(i) + number, style, cells.get(i)))
        .collect(Collectors.joining("", "<row r=\"" + number + "\">", "</row>"));
  }

  private static String cell(String place, int style, String text) {
    return "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
        .formatted(place, style, OfficePackage.escaped(text));
  }

  private static String column(int index) {
    return String.valueOf((char) ('A' + index));
  }
}
