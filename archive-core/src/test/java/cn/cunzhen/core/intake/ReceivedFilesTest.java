package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceivedFilesTest {
  private static final Transaction SAMPLE = Submissions.transaction(Submissions.SAMPLE);

  @Test
  void whatWasAnnouncedAndCameIsAccepted() {
    ReceivedFile file = Submissions.received("f1", "content");

    FilesVerdict verdict = Submissions.intake().receive(SAMPLE, List.of(file));

    assertThat(verdict).isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(((FilesVerdict.Accepted) verdict).files()).containsExactly(file);
  }

  @Test
  void filesMayComeInAnyOrder() {
    Transaction transaction = Submissions.transaction(withFiles(3));
    List<ReceivedFile> inOrder =
        List.of(
            Submissions.received("f1", "one"),
            Submissions.received("f2", "two"),
            Submissions.received("f3", "three"));

    FilesVerdict verdict = Submissions.intake().receive(transaction, inOrder.reversed());

    assertThat(verdict).isEqualTo(Submissions.intake().receive(transaction, inOrder));
    assertThat(((FilesVerdict.Accepted) verdict).files()).isEqualTo(inOrder);
  }

  @Test
  void aFileThatDidNotComeIsNamed() {
    Transaction transaction = Submissions.transaction(withFiles(2));

    assertThat(faults(transaction, Submissions.received("f1", "content")))
        .containsExactly(Fault.of("/files/1", FaultCode.FILE_NOT_RECEIVED));
  }

  @Test
  void aFileThatNobodyAnnouncedIsNamedOnce() {
    assertThat(
            faults(
                SAMPLE,
                Submissions.received("f1", "content"),
                Submissions.received("f2", "content"),
                Submissions.received("王小明", "content")))
        .containsExactly(
            Fault.of("/files", FaultCode.FILE_NOT_LISTED),
            Fault.of("/files", FaultCode.FILE_NOT_LISTED));
  }

  @Test
  void aFileThatCameTwiceIsNamed() {
    ReceivedFile file = Submissions.received("f1", "content");

    assertThat(faults(SAMPLE, file, file))
        .containsExactly(Fault.of("/files", FaultCode.FILE_RECEIVED_TWICE));
  }

  @Test
  void theDeclaredSizeAndDigestMustBeRight() {
    String right = Sha256.of(Bytes.utf8("content")).hex();

    assertThat(Submissions.intake().receive(declared(7, right), List.of(content())))
        .isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(faults(declared(8, "00".repeat(32)), content()))
        .containsExactly(
            Fault.of("/files/0/size", FaultCode.SIZE_DISAGREES),
            Fault.of("/files/0/sha256", FaultCode.DIGEST_DISAGREES));
  }

  @Test
  void sizesHaveTheirLimits() {
    Limits limits = new Limits(10_000, 10, 10, 7, 10);
    Intake intake = new Intake(Submissions.CATALOGUE, limits, Submissions.CLOCK, Submissions.TOOLS);
    Transaction two = Submissions.transaction(withFiles(2));

    assertThat(intake.receive(two, List.of(content(), Submissions.received("f2", "abc"))))
        .isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(refused(intake.receive(two, List.of(content(), Submissions.received("f2", "abcd")))))
        .containsExactly(Fault.of("/files", FaultCode.FILES_TOO_LARGE, 10));
    assertThat(refused(intake.receive(SAMPLE, List.of(Submissions.received("f1", "contents")))))
        .containsExactly(Fault.of("/files/0", FaultCode.FILE_TOO_LARGE, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, FILE_EMPTY",
    "ENCRYPTED, FILE_ENCRYPTED",
    "MALWARE, FILE_MALWARE",
    "ARCHIVE_BOMB, FILE_ARCHIVE_BOMB",
    "EXECUTABLE, FILE_EXECUTABLE"
  })
  void whatTheSampleItemDoesNotTakeIsRefused(Finding finding, FaultCode code) {
    assertThat(faults(SAMPLE, Submissions.received("f1", "content", finding)))
        .containsExactly(Fault.of("/files/0", code));
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {
        "DAMAGED",
        "OVERSIZE_IMAGE",
        "ACTIVE_CONTENT",
        "BROKEN_SIGNATURE",
        "NAME_DISAGREES",
        "NOT_DETERMINED"
      })
  void whatIsOnlyRemarkableIsRecorded(Finding finding) {
    FilesVerdict verdict =
        Submissions.intake()
            .receive(SAMPLE, List.of(Submissions.received("f1", "content", finding)));

    assertThat(verdict).isInstanceOf(FilesVerdict.Accepted.class);
  }

  @Test
  void anEmptyFileIsEmptyWhateverTheInspectionSays() {
    assertThat(faults(SAMPLE, Submissions.received("f1", "")))
        .containsExactly(Fault.of("/files/0", FaultCode.FILE_EMPTY));
    assertThat(faults(SAMPLE, Submissions.received("f1", "", Finding.EMPTY)))
        .containsExactly(Fault.of("/files/0", FaultCode.FILE_EMPTY));
  }

  @Test
  void anItemMayTakeEmptyAndEncryptedFilesAndRefuseBrokenSignatures() throws IOException {
    Intake intake = intakeOfOwnItem();
    Transaction transaction = ownTransaction(intake);

    assertThat(
            intake.receive(transaction, List.of(typed("", "application/x-empty", Finding.EMPTY))))
        .isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(
            intake.receive(transaction, List.of(typed("x", "application/pdf", Finding.ENCRYPTED))))
        .isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(
            refused(
                intake.receive(
                    transaction, List.of(typed("x", "application/pdf", Finding.BROKEN_SIGNATURE)))))
        .containsExactly(Fault.of("/files/0", FaultCode.SIGNATURE_BROKEN));
  }

  @Test
  void anItemMayTakeCertainFormatsOnly() throws IOException {
    Intake intake = intakeOfOwnItem();
    Transaction transaction = ownTransaction(intake);

    assertThat(intake.receive(transaction, List.of(typed("x", "Application/PDF; version=1.7"))))
        .isInstanceOf(FilesVerdict.Accepted.class);
    assertThat(refused(intake.receive(transaction, List.of(typed("x", "image/png")))))
        .containsExactly(Fault.of("/files/0", FaultCode.FORMAT_NOT_ALLOWED, "pdf, ofd"));
    assertThat(
            intake.receive(
                transaction,
                List.of(typed("x", "application/octet-stream", Finding.NOT_DETERMINED))))
        .isInstanceOf(FilesVerdict.Accepted.class);
  }

  @Test
  void everyFaultOfEveryFileIsNamedAtOnce() {
    Transaction transaction = Submissions.transaction(withFiles(3));

    assertThat(
            faults(
                transaction,
                Submissions.received("f1", "x", Finding.MALWARE, Finding.ENCRYPTED),
                Submissions.received("f3", "x", Finding.EXECUTABLE),
                Submissions.received("f4", "x")))
        .containsExactly(
            Fault.of("/files/0", FaultCode.FILE_ENCRYPTED),
            Fault.of("/files/0", FaultCode.FILE_MALWARE),
            Fault.of("/files/1", FaultCode.FILE_NOT_RECEIVED),
            Fault.of("/files/2", FaultCode.FILE_EXECUTABLE),
            Fault.of("/files", FaultCode.FILE_NOT_LISTED));
  }

  private static ReceivedFile content() {
    return Submissions.received("f1", "content");
  }

  private static ReceivedFile typed(String content, String mediaType, Finding... findings) {
    Bytes bytes = Bytes.utf8(content);
    return new ReceivedFile(
        "f1", bytes.size(), Sha256.of(bytes), new Inspection(mediaType, List.of(findings)));
  }

  private static List<Fault> faults(Transaction transaction, ReceivedFile... files) {
    return refused(Submissions.intake().receive(transaction, List.of(files)));
  }

  private static List<Fault> refused(FilesVerdict verdict) {
    return switch (verdict) {
      case FilesVerdict.Refused(var faults, var checks) -> faults;
      case FilesVerdict.Accepted accepted -> Collections.emptyList();
    };
  }

  private static Transaction declared(long size, String sha256) {
    return Submissions.transaction(
        Submissions.sample(tree ->
                Submissions.object(tree, "/files/0").put("size", size).put("sha256", sha256))
            .toString());
  }

  /** The sample with so many files, f1, f2, …. */
  private static String withFiles(int count) {
    ObjectNode json = Submissions.sample(tree -> {});
    for (int i = 2; i <= count; i++) {
      ObjectNode copy = Submissions.object(json, "/files/0").deepCopy();
      json.withArray("files").add(copy.put("name", "f" + i).put("material", "supporting"));
    }
    return json.toString();
  }

  private static Intake intakeOfOwnItem() throws IOException {
    String yaml =
        """
        version: own
        categories: [{code: ZJ, zh: 征缴, en: contributions}]
        formats:
          - {code: pdf, mediaTypes: [application/pdf]}
          - {code: ofd, mediaTypes: [application/ofd]}
        items:
          - {code: SI-0107, zh: 事项, en: item, category: ZJ, insurance: general, retention: D50,
             risk: low, time: seconds, confidentiality: normal, formats: [pdf, ofd],
             emptyAllowed: true, encryptedAllowed: true, brokenSignature: refuse,
             steps: [completed],
             materials: [{code: commitment-letter, zh: 承诺书, en: letter, part: application}]}
        """;
    Catalogue own = Catalogue.load("own", Bytes.utf8(yaml).stream());
    return new Intake(own, Limits.DEFAULT, Submissions.CLOCK, Submissions.TOOLS);
  }

  private static Transaction ownTransaction(Intake intake) {
    if (intake.read(Bytes.utf8(Submissions.SAMPLE)) instanceof SubmissionVerdict.Valid(var valid)) {
      return valid;
    }
    throw new AssertionError("the sample fits the item");
  }
}
