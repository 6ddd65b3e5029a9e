package cn.cunzhen.api.report;

import cn.cunzhen.api.copy.SealPlace;
import cn.cunzhen.core.copy.ReportMark;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.report.ReportJson;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * A probative-value report as a PDF with a place for the seal, and with itself as JSON attached: an
 * associated file of the document (ISO 32000-2, 14.13).
 */
public final class ReportPdf {
  /** What the JSON is called. */
  public static final String ATTACHMENT = "report.json";

  private ReportPdf() {}

  /**
   * Writes it.
   *
   * @param folder for what is being made; nothing stays there
   */
  public static void write(ProbativeReport report, Wording wording, Path file, Path folder)
      throws IOException {
    Paper paper = new ReportPaper(report, wording).paper();
    Calendar at = GregorianCalendar.from(report.drawn().at().atZone(Retention.ZONE));
    try (PDDocument document =
        new PDDocument(
            MemoryUsageSetting.setupTempFileOnly().setTempDir(folder.toFile()).streamCache)) {
      paper.draw(document);
      document.setVersion(2.0f);
      document.getDocumentCatalog().setLanguage(wording.language().tag());
      document.getDocumentInformation().setTitle(paper.title());
      document.getDocumentInformation().setCreationDate(at);
      attach(document, ReportJson.format(report), at);
      SealPlace.put(document, report.drawn().archive(), at, ReportMark.TEXT);
      document.save(file.toFile(), CompressParameters.NO_COMPRESSION);
    }
  }

  private static void attach(PDDocument document, Bytes json, Calendar at) throws IOException {
    PDEmbeddedFile content = new PDEmbeddedFile(document, json.stream(), COSName.FLATE_DECODE);
    content.setSubtype("application/json");
    content.setSize(json.size());
    content.setModDate(at);
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(ATTACHMENT);
    file.setFileUnicode(ATTACHMENT);
    file.setEmbeddedFile(content);
    file.setEmbeddedFileUnicode(content);
    file.getCOSObject().setName("AFRelationship", "Data");
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of(ATTACHMENT, file));
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
    names.setEmbeddedFiles(files);
    catalog.setNames(names);
    COSArray associated = new COSArray();
    associated.add(file.getCOSObject());
    catalog.getCOSObject().setItem("AF", associated);
  }
}
