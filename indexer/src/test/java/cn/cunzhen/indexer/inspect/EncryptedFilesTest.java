package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.ENCRYPTED;
import static cn.cunzhen.indexer.inspect.Inspecting.findings;
import static cn.cunzhen.indexer.inspect.Inspecting.inspect;
import static cn.cunzhen.indexer.inspect.Inspecting.lastIndexOf;
import static cn.cunzhen.indexer.inspect.Inspecting.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

final class EncryptedFilesTest {
  @Test
  void anEncryptedPdfIsSeen() throws IOException {
    byte[] content =
        pdf(document -> {
          document.protect(new StandardProtectionPolicy("o", "u", new AccessPermission()));
        });

    assertThat(findings("a.pdf", content)).contains(ENCRYPTED);
  }

  @Test
  void anEncryptedEntryOfAZipIsSeen() throws IOException {
    byte[] content = Zip.of("名册.txt").bytes();
    int directory = lastIndexOf(content, 0x02014b50);
    content[directory + 8] |= 1;

    assertThat(findings("a.zip", content)).containsExactly(ENCRYPTED);
  }

  @Test
  void anEncryptedOfficePackageIsSeenUnderItsOwnName() throws IOException {
    byte[] content = encryptedWorkbook();

    assertThat(findings("名册.xlsx", content)).containsExactly(ENCRYPTED);
  }

  @Test
  void anOldWorkbookWithAPasswordIsSeen() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("名册");
      workbook.write(out);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    assertThat(inspect("a.xls", out.toByteArray()))
        .isEqualTo(new Inspection("application/vnd.ms-excel", List.of(ENCRYPTED)));
  }

  private static byte[] encryptedWorkbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem system = new POIFSFileSystem();
        XSSFWorkbook workbook = new XSSFWorkbook()) {
      workbook.createSheet("名册");
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream encrypted = encryptor.getDataStream(system)) {
        workbook.write(encrypted);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
      system.writeFilesystem(out);
    }
    return out.toByteArray();
  }
}
