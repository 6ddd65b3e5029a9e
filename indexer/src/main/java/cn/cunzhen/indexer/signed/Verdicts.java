package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Judgement;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.inspect.BoundReached;
import java.util.ArrayList;
import java.util.List;

/** The verdicts on the signatures of one file, as they come. */
final class Verdicts {
  private final Kind kind;
  private final int most;
  private final List<FileSignature> found = new ArrayList<>();

  Verdicts(Kind kind, int most) {
    this.kind = kind;
    this.most = most;
  }

  /** Adds what is known of the signers of one signature. */
  void add(List<Judgement> judged, Covers covers, long outside) throws BoundReached {
    for (Judgement each : judged) {
      add(FileSignature.of(kind, each, covers, outside));
    }
  }

  /** Adds one of which only this is known. */
  void add(Reason reason) throws BoundReached {
    add(FileSignature.unknown(kind, reason));
  }

  private void add(FileSignature signature) throws BoundReached {
    if (found.size() >= most) {
      throw new BoundReached();
    }
    found.add(signature);
  }

  /** What was found until a limit was reached, and that it was. */
  List<FileSignature> cutShort() {
    found.add(FileSignature.unknown(kind, Reason.BOUND_REACHED));
    return List.copyOf(found);
  }

  List<FileSignature> all() {
    return List.copyOf(found);
  }
}
