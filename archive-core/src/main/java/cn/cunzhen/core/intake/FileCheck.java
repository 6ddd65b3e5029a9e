package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.BrokenSignature;
import cn.cunzhen.core.catalogue.FileRules;
import cn.cunzhen.core.catalogue.Format;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.intake.FileInspection.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is refused: it is not the announced one, or not what the item takes.
 *
 * @param rules of the item
 */
record FileCheck(FileRules rules, Limits limits) {
  List<Fault> faults(int number, SubmittedFile submitted, @Nullable ReceivedFile received) {
    String pointer = "/files/" + (number - 1);
    Faults faults = new Faults();
    if (received == null) {
      faults.add(pointer, FaultCode.FILE_NOT_RECEIVED);
      return faults.list();
    }
    compare(pointer, submitted, received, faults);
    if (received.size() > limits.bytesPerFile()) {
      faults.add(pointer, FaultCode.FILE_TOO_LARGE, limits.bytesPerFile());
    }
    for (Finding finding : received.inspection().findings()) {
      refusal(finding).ifPresent(code -> faults.add(pointer, code));
    }
    if (received.size() == 0 && !rules.emptyAllowed() && !found(received, Finding.EMPTY)) {
      faults.add(pointer, FaultCode.FILE_EMPTY);
    }
    if (hasFormat(received) && !rules.takes(MediaType.essence(received.inspection().mediaType()))) {
      faults.add(pointer, FaultCode.FORMAT_NOT_ALLOWED, formats());
    }
    return faults.list();
  }

  private static void compare(
      String pointer, SubmittedFile submitted, ReceivedFile received, Faults faults) {
    if (submitted.size() != null && submitted.size() != received.size()) {
      faults.add(pointer + "/size", FaultCode.SIZE_DISAGREES);
    }
    if (submitted.sha256() != null && !submitted.sha256().equals(received.sha256())) {
      faults.add(pointer + "/sha256", FaultCode.DIGEST_DISAGREES);
    }
  }

  /** What the finding means for the item; nothing where it is only recorded. */
  private Optional<FaultCode> refusal(Finding finding) {
    return switch (finding) {
      case MALWARE -> Optional.of(FaultCode.FILE_MALWARE);
      case ARCHIVE_BOMB -> Optional.of(FaultCode.FILE_ARCHIVE_BOMB);
      case EXECUTABLE -> Optional.of(FaultCode.FILE_EXECUTABLE);
      case EMPTY -> refusalUnless(rules.emptyAllowed(), FaultCode.FILE_EMPTY);
      case ENCRYPTED -> refusalUnless(rules.encryptedAllowed(), FaultCode.FILE_ENCRYPTED);
      case BROKEN_SIGNATURE ->
          refusalUnless(
              rules.brokenSignature() == BrokenSignature.RECORD, FaultCode.SIGNATURE_BROKEN);
      case DAMAGED, OVERSIZE_IMAGE, ACTIVE_CONTENT, NAME_DISAGREES, NOT_DETERMINED ->
          Optional.empty();
    };
  }

  private static Optional<FaultCode> refusalUnless(boolean allowed, FaultCode code) {
    return allowed ? Optional.empty() : Optional.of(code);
  }

  /** Whether it is known to have a format: what is empty has none. */
  private static boolean hasFormat(ReceivedFile file) {
    return file.size() > 0 && !found(file, Finding.NOT_DETERMINED);
  }

  private static boolean found(ReceivedFile file, Finding finding) {
    return file.inspection().findings().contains(finding);
  }

  private String formats() {
    return rules.formats().stream().map(Format::code).collect(Collectors.joining(", "));
  }
}
