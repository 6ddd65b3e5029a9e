package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.signed.FileSignature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was announced, and what came of it.
 *
 * @param number its place in the submission, from 1
 * @param received null where it did not come
 * @param faults why it is refused; empty where it is not
 */
record Arrival(
    int number, SubmittedFile submitted, @Nullable ReceivedFile received, List<Fault> faults) {
  Arrival {
    faults = List.copyOf(faults);
  }

  boolean failed(FaultCode code) {
    return faults.stream().anyMatch(fault -> fault.code() == code);
  }

  boolean found(Finding finding) {
    return findings().contains(finding);
  }

  List<Finding> findings() {
    return received == null ? List.of() : received.inspection().findings();
  }

  List<FileSignature> signatures() {
    return received == null ? List.of() : received.inspection().signatures();
  }

  /** Whether the submitter calls it something else than its content is. */
  boolean typeDisagrees() {
    String declared = submitted.mediaType();
    return declared != null
        && received != null
        && !MediaType.isUnspecific(declared)
        && !MediaType.essence(declared)
            .equals(MediaType.essence(received.inspection().mediaType()));
  }
}
