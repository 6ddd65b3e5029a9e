package cn.cunzhen.api.report;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.core.report.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a report that says where a record came from, and what it holds. */
record SourcePart(Source source, Wording wording, Blocks blocks) {
  void write() {
    ArchivalRecord record = source.record();
    blocks.heading(ReportText.SOURCE);
    blocks.lines(
        Stream.of(
                blocks.line(ReportText.ITEM, record.item().name() + "  " + record.item().code()),
                blocks.line(ReportText.TRANSACTION, record.transactionId()),
                blocks.line(ReportText.SYSTEM, record.sourceSystem()),
                blocks.line(
                    ReportText.AGENCY,
                    named(wording.agency().apply(record.agency()), record.agency())),
                blocks.line(
                    ReportText.REGION,
                    named(wording.region().apply(record.region()), record.region())),
                blocks.line(ReportText.CHANNEL, wording.channel(record.channel())),
                blocks.line(ReportText.WINDOW, record.window()),
                blocks.line(ReportText.HANDLER, record.handler()),
                blocks.line(ReportText.ACCEPTED, wording.time(record.acceptedAt())),
                blocks.line(ReportText.COMPLETED, wording.time(record.completedAt())),
                blocks.line(ReportText.OUTCOME, wording.outcome(record.outcome())),
                blocks.line(ReportText.SEALED, wording.time(record.sealedAt())),
                blocks.line(ReportText.RETENTION, wording.retention(record.retention())))
            .flatMap(line -> line));
    holders(record);
    steps(record);
    files(record);
  }

  private static String named(String name, String code) {
    return name.equals(code) ? code : name + "  " + code;
  }

  private void holders(ArchivalRecord record) {
    blocks.heading(ReportText.HOLDERS);
    blocks.table(
        List.of(0.34f, 0.2f, 0.28f, 0.18f),
        List.of(ReportText.NAME, ReportText.ID_TYPE, ReportText.ID, ReportText.ROLE),
        record.holders().stream().map(this::holder).toList());
  }

  private List<String> holder(Holder holder) {
    return List.of(
        holder.name(), wording.idType(holder.idType()), holder.number(), orEmpty(holder.role()));
  }

  private void steps(ArchivalRecord record) {
    if (!record.process().isEmpty()) {
      blocks.heading(ReportText.STEPS);
      blocks.table(
          List.of(0.24f, 0.24f, 0.18f, 0.34f),
          List.of(ReportText.TIME, ReportText.STEP, ReportText.ACTOR, ReportText.REMARK),
          record.process().stream().map(this::step).toList());
    }
  }

  private List<String> step(ProcessStep step) {
    return List.of(
        wording.time(step.at()), step.name(), orEmpty(step.actor()), orEmpty(step.remark()));
  }

  private void files(ArchivalRecord record) {
    List<List<String>> rows = new ArrayList<>();
    for (ArchivedFile file : record.files()) {
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              file.submittedName(),
              file.mediaType(),
              Long.toString(file.size()),
              file.sha256().hex()));
    }
    blocks.heading(ReportText.FILES);
    blocks.table(
        List.of(0.07f, 0.28f, 0.17f, 0.11f, 0.37f),
        List.of(
            ReportText.ROW, ReportText.FILE, ReportText.KIND, ReportText.SIZE, ReportText.SHA256),
        rows);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
