package cn.cunzhen.api.ingest;

import cn.cunzhen.api.client.Reply;
import java.nio.file.Path;
import java.util.List;

/** What became of one transaction. */
public sealed interface IngestEvent {
  Path folder();

  /** It is in the archive, and its receipt is in the journal. */
  record Archived(Path folder) implements IngestEvent {}

  /** It was in the archive already, and its receipt is in the journal now. */
  record Repeated(Path folder) implements IngestEvent {}

  /** The journal had its receipt; nothing was sent. */
  record Known(Path folder) implements IngestEvent {}

  /** It can't be sent as it is. */
  record Unfit(Path folder, List<FolderFault> faults) implements IngestEvent {
    public Unfit {
      faults = List.copyOf(faults);
    }
  }

  /** The archive does not take it. */
  record Refused(Path folder, Reply.Refused reply) implements IngestEvent {}
}
