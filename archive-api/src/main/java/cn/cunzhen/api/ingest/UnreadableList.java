package cn.cunzhen.api.ingest;

import java.util.List;

/** A list of which nobody can tell what its rows say. */
record UnreadableList(String place, List<IngestFault> faults) implements Candidate {
  UnreadableList {
    faults = List.copyOf(faults);
  }

  @Override
  public Read read() {
    return new Read.Unfit(faults);
  }
}
