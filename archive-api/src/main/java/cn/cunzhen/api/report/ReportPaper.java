package cn.cunzhen.api.report;

import cn.cunzhen.api.report.Paper.Block;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.report.Judged;
import cn.cunzhen.core.report.Judged.Nature;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.report.ProbativeReport.Event;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.report.ProbativeReport.State;
import cn.cunzhen.core.report.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A probative-value report as it is read. */
final class ReportPaper {
  private final ProbativeReport report;
  private final Wording wording;
  private final Blocks blocks;

  ReportPaper(ProbativeReport report, Wording wording) {
    this.report = report;
    this.wording = wording;
    this.blocks = new Blocks(wording);
  }

  Paper paper() {
    Source source = report.source();
    summary();
    natures();
    if (source != null) {
      new SourcePart(source, wording, blocks).write();
      new IntakePart(source.checks(), wording, blocks).write();
    }
    ChainPart chain = new ChainPart(report, wording, blocks);
    chain.seals();
    events();
    chain.chains();
    readers();
    checks();
    notes();
    String title = wording.t(ReportText.TITLE) + " " + name();
    return new Paper(wording.t(ReportText.ISSUER), wording.t(ReportText.TITLE), title, list());
  }

  private List<Block> list() {
    return blocks.list();
  }

  private String name() {
    Source source = report.source();
    return source == null ? report.record().value() : source.number().format();
  }

  private void summary() {
    if (!report.valid()) {
      blocks.verdict(ReportText.SOME_FAIL, report.count(Verdict.FAILS));
    } else if (report.complete()) {
      blocks.verdict(ReportText.ALL_HOLD, report.count(Verdict.HOLDS));
    } else {
      blocks.verdict(ReportText.SOME_UNKNOWN, report.count(Verdict.HOLDS), report.open());
    }
    blocks.note(
        switch (report.state()) {
          case CURRENT -> ReportText.CURRENT;
          case SUPERSEDED -> ReportText.SUPERSEDED;
          case DISPOSED -> ReportText.DISPOSED;
        });
    if (report.source() == null && report.state() != State.DISPOSED) {
      blocks.note(ReportText.UNREADABLE);
    }
    Event entered = report.entered();
    blocks.lines(
        Stream.of(
                blocks.line(
                    ReportText.NUMBER,
                    report.source() == null ? null : report.source().number().format()),
                blocks.line(ReportText.RECORD, report.record().value()),
                blocks.line(ReportText.VERSION, Integer.toString(report.version())),
                blocks.line(ReportText.DIGEST, entered.entry().digest().hex()),
                blocks.line(ReportText.POSITION, Long.toString(entered.index() + 1)),
                blocks.line(
                    ReportText.DRAWN,
                    wording.t(ReportText.DRAWN_AT, wording.time(report.drawn().at()))),
                blocks.line(
                    ReportText.BY,
                    wording.t(
                        ReportText.SOFTWARE, report.drawn().archive(), report.drawn().software())))
            .flatMap(line -> line));
  }

  private void natures() {
    blocks.heading(ReportText.NATURES);
    List<List<String>> rows = new ArrayList<>();
    for (Nature nature : Nature.values()) {
      rows.add(List.of(wording.nature(nature), atIntake(nature), now(nature)));
    }
    blocks.table(
        List.of(0.2f, 0.45f, 0.35f),
        List.of(ReportText.NATURE, ReportText.AT_INTAKE, ReportText.NOW),
        rows);
  }

  private String atIntake(Nature nature) {
    Source source = report.source();
    return source == null
        ? wording.t(ReportText.NOT_KNOWN)
        : IntakePart.summary(source.checks(), nature, wording);
  }

  private String now(Nature nature) {
    List<Judged> of =
        report.checks().stream().filter(each -> each.grounds().nature() == nature).toList();
    return of.isEmpty()
        ? wording.t(ReportText.NOT_AGAIN)
        : Stream.of(Verdict.values())
            .map(verdict -> counted(of, verdict))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" · "));
  }

  private String counted(List<Judged> of, Verdict verdict) {
    long count = of.stream().filter(each -> each.check().verdict() == verdict).count();
    return count == 0 ? "" : wording.verdict(verdict) + " " + count;
  }

  private void events() {
    blocks.heading(ReportText.EVENTS);
    blocks.table(
        List.of(0.1f, 0.22f, 0.12f, 0.08f, 0.48f),
        List.of(
            ReportText.INDEX,
            ReportText.TIME,
            ReportText.TYPE,
            ReportText.VERSION,
            ReportText.DIGEST),
        report.events().stream().map(this::event).toList());
  }

  private List<String> event(Event event) {
    return List.of(
        Long.toString(event.index()),
        wording.time(event.entry().at()),
        wording.event(event.entry().type()),
        Integer.toString(event.entry().version()),
        event.entry().digest().hex());
  }

  private void readers() {
    Readers readers = report.readers();
    blocks.heading(ReportText.READERS);
    if (readers == null) {
      blocks.note(ReportText.READERS_HIDDEN);
    } else if (readers.accesses().isEmpty()) {
      blocks.note(ReportText.READERS_NONE);
    } else {
      blocks.table(
          List.of(0.2f, 0.32f, 0.28f, 0.2f),
          List.of(ReportText.TIME, ReportText.WHO, ReportText.WHAT, ReportText.WHY),
          readers.accesses().stream().map(this::access).toList());
      if (readers.more()) {
        blocks.note(ReportText.READERS_MORE);
      }
    }
  }

  private List<String> access(Access access) {
    String agency = access.agency() == null ? "" : wording.agency().apply(access.agency()) + " ";
    String deed = wording.deed().apply(access);
    return List.of(
        wording.time(access.at()),
        agency + access.account(),
        access.outcome() == Access.Outcome.GRANTED ? deed : wording.t(ReportText.REFUSED, deed),
        access.purpose() == null ? "" : access.purpose());
  }

  private void checks() {
    blocks.heading(ReportText.NOW);
    blocks.table(
        List.of(0.29f, 0.12f, 0.22f, 0.19f, 0.18f),
        List.of(
            ReportText.CHECK,
            ReportText.NATURE,
            ReportText.BASIS,
            ReportText.INPUT,
            ReportText.VERDICT),
        report.checks().stream().map(this::check).toList());
    if (!report.damage().isEmpty()) {
      blocks.heading(ReportText.DAMAGE);
      blocks.table(
          List.of(0.4f, 0.6f),
          List.of(ReportText.WHERE, ReportText.DEFECT),
          report.damage().stream().map(this::damage).toList());
    }
  }

  private List<String> check(Judged judged) {
    Check check = judged.check();
    String name = wording.language().choose(check.name().chinese(), check.name().english());
    String verdict = wording.verdict(check.verdict());
    return List.of(
        report.chains().size() > 1 ? wording.t(ReportText.OF_ENTRY, name, judged.entry()) : name,
        wording.nature(judged.grounds().nature()),
        judged.grounds().basis(),
        judged.grounds().input(),
        check.time() == null
            ? verdict
            : wording.t(ReportText.PROVEN_TIME, verdict, wording.time(check.time())));
  }

  private List<String> damage(PackageFinding finding) {
    return List.of(
        finding.where(), wording.language().choose(finding.chinese(), finding.english()));
  }

  private void notes() {
    blocks.heading(ReportText.NOTES);
    if (report.source() != null && report.source().masked()) {
      blocks.note(ReportText.MASKED);
    }
    blocks.note(ReportText.NOTE_ATTACHED, ReportPdf.ATTACHMENT);
    blocks.note(ReportText.NOTE_SIGNED);
    blocks.note(ReportText.NOTE_ALONE);
    blocks.note(ReportText.NOTE_LIMITS);
    blocks.note(ReportText.NOTE_STANDARDS);
  }
}
