package cn.cunzhen.api.ingest;

import cn.cunzhen.api.client.Reply;
import java.util.List;

/** What became of one transaction. */
public sealed interface IngestEvent {
  String place();

  /** It is in the archive, and its receipt is in the journal. */
  record Archived(String place) implements IngestEvent {}

  /** It was in the archive already, and its receipt is in the journal now. */
  record Repeated(String place) implements IngestEvent {}

  /** The journal had its receipt; nothing was sent. */
  record Known(String place) implements IngestEvent {}

  /** It can't be sent as it is. */
  record Unfit(String place, List<IngestFault> faults) implements IngestEvent {
    public Unfit {
      faults = List.copyOf(faults);
    }
  }

  /** The archive does not take it. */
  record Refused(String place, Reply.Refused reply) implements IngestEvent {}
}
