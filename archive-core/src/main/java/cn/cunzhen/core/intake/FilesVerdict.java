package cn.cunzhen.core.intake;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What became of a transaction whose files have come in. */
public sealed interface FilesVerdict {
  /**
   * It goes into the archive.
   *
   * @param submission the digest that the same submission has again
   * @param checks the content of {@code metadata/checks.json}
   * @param files what came in, in the order of the submission
   */
  record Accepted(Sha256 submission, JsonNode checks, List<ReceivedFile> files)
      implements FilesVerdict {
    public Accepted {
      files = List.copyOf(files);
    }
  }

  /**
   * It does not.
   *
   * @param checks the same report, its failed checks included
   */
  record Refused(List<Fault> faults, JsonNode checks) implements FilesVerdict {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
