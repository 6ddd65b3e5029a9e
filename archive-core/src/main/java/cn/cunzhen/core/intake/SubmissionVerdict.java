package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.Fault;
import java.util.List;

/** What became of a submission's JSON. */
public sealed interface SubmissionVerdict {
  /** Every rule that needs no file is kept. */
  record Valid(Transaction transaction) implements SubmissionVerdict {}

  /** It could not be read as JSON at all. */
  record Malformed(Fault fault) implements SubmissionVerdict {}

  /** It was read, and breaks these rules: all of them, in the order of the text. */
  record Refused(List<Fault> faults) implements SubmissionVerdict {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
