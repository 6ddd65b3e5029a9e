package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.ACTIVE_CONTENT;
import static cn.cunzhen.core.intake.FileInspection.Finding.NOT_DETERMINED;
import static cn.cunzhen.indexer.inspect.Inspecting.findings;
import static cn.cunzhen.indexer.inspect.Inspecting.inspect;
import static cn.cunzhen.indexer.inspect.Inspecting.pdf;
import static cn.cunzhen.indexer.inspect.Inspecting.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActiveContentTest {
  @Test
  void aScriptInAPdfIsActive() throws IOException {
    byte[] content =
        pdf(document ->
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.beep()")));

    assertThat(findings("a.pdf", content)).containsExactly(ACTIVE_CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "/S /JavaScript, true",
    "/S/#4aavaScr#69pt/JS(x), true",
    "/S /Launch, true",
    "/OpenAction [3 0 R /Fit], false",
    "/JavaScriptless, false",
  })
  void whatAPdfDoesIsSeenByName(String dictionary, boolean active) throws IOException {
    String whole = "%PDF-1.4\n1 0 obj<<" + dictionary + ">>endobj\nstartxref\n0\n%%EOF";

    assertThat(findings("a.pdf", utf8(whole)).contains(ACTIVE_CONTENT)).isEqualTo(active);
  }

  @Test
  void aScriptInACompressedObjectIsSeen() throws IOException {
    assertThat(findings("a.pdf", objectStream(deflated(utf8("1 0 <</S/JavaScript>>")))))
        .containsExactly(ACTIVE_CONTENT);
    assertThat(findings("a.pdf", objectStream(deflated(utf8("1 0 <</S/GoTo>>"))))).isEmpty();
  }

  @Test
  void whatIsTooMuchToDecompressIsNotDetermined() throws IOException {
    byte[] content = objectStream(deflated(new byte[3 << 20]));

    assertThat(findings("a.pdf", content)).containsExactly(NOT_DETERMINED);
  }

  @Test
  void macrosAreActive() throws IOException {
    byte[] document = Zip.of("[Content_Types].xml", "word/a.xml", "word/vbaProject.bin").bytes();

    assertThat(inspect("a.docm", document))
        .isEqualTo(
            new Inspection(
                "application/vnd.ms-word.document.macroEnabled.12", List.of(ACTIVE_CONTENT)));
    assertThat(findings("a.doc", macrosOfOld())).contains(ACTIVE_CONTENT);
  }

  @Test
  void entriesThatLeaveTheirFolderAreActive() throws IOException {
    assertThat(findings("a.zip", Zip.of("../../a.txt").bytes())).containsExactly(ACTIVE_CONTENT);
    assertThat(findings("a.zip", Zip.of("附件..2/a.txt").bytes())).isEmpty();
  }

  @Test
  void aPageWithAScriptIsActive() throws IOException {
    assertThat(findings("a.html", utf8("<html><SCRIPT>x()</SCRIPT></html>")))
        .containsExactly(ACTIVE_CONTENT);
    assertThat(findings("a.html", utf8("<html><p>脚本 script</p></html>"))).isEmpty();
  }

  @Test
  void anEntityThatReadsAnotherFileIsActive() throws IOException {
    String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>";

    assertThat(findings("a.xml", utf8(xml))).containsExactly(ACTIVE_CONTENT);
  }

  private static byte[] objectStream(byte[] packed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(utf8("%PDF-1.5\n2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n"));
    out.write(packed);
    out.write(utf8("\nendstream endobj\nstartxref\n0\n%%EOF"));
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] macrosOfOld() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem system = new POIFSFileSystem()) {
      var root = system.getRoot();
      root.createDocument("WordDocument", new ByteArrayInputStream(new byte[5_000]));
      var vba = root.createDirectory("Macros").createDirectory("VBA");
      vba.createDocument("_VBA_PROJECT", new ByteArrayInputStream(new byte[10]));
      system.writeFilesystem(out);
    }
    return out.toByteArray();
  }
}
