package cn.cunzhen.core.witness;

import cn.cunzhen.core.log.NoteSignature;
import java.util.List;

/** What a witness says to a checkpoint (C2SP tlog-witness, add-checkpoint). */
public sealed interface WitnessAnswer {
  /** It has seen it to be consistent with all that it saw before. */
  record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
    public Cosigned {
      signatures = List.copyOf(signatures);
    }
  }

  /** The request is none. */
  record Malformed(String why) implements WitnessAnswer {}

  /** It does not know this log. */
  record Stranger() implements WitnessAnswer {}

  /** The log has not signed it. */
  record Unsigned() implements WitnessAnswer {}

  /** It cosigned a tree of another size last. */
  record OtherSize(long size) implements WitnessAnswer {}

  /** The tree does not continue the one that it cosigned last, or nothing shows that it does. */
  record Inconsistent() implements WitnessAnswer {}
}
