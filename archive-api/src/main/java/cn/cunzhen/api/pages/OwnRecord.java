package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.AccessWords;
import cn.cunzhen.api.calls.ReaderCalls.Others;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.ProcessStep;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A record as they see it whose record it is: what came of it first, the technical facts last.
 *
 * @param page what everyone sees of it
 * @param sentence when and where it was asked for, and when it was completed
 * @param with whom else it concerns; empty for nobody
 * @param papers its files, the results first
 * @param readers who has read it but the viewer, the newest first
 */
public record OwnRecord(
    RecordPage page,
    String item,
    Kind kind,
    String sentence,
    String with,
    List<Papers> papers,
    List<Step> story,
    List<Reader> readers) {
  private static final int RECEIVED = 1;
  private static final int ACCEPTED = 2;
  private static final int REVIEWED = 3;
  private static final int COMPLETED = 4;
  private static final int CORRECTED = 11;
  private static final int SUSPENDED = 12;

  public OwnRecord {
    papers = List.copyOf(papers);
    story = List.copyOf(story);
    readers = List.copyOf(readers);
  }

  /** Files that are there for the same reason. */
  public record Papers(String heading, List<Paper> papers) {
    public Papers {
      papers = List.copyOf(papers);
    }
  }

  /**
   * A file.
   *
   * @param n its number, from 1
   * @param title what it is
   * @param facts its number, name, kind and size
   */
  public record Paper(int n, String title, String facts) {}

  /** What happened on a day. */
  public record Step(String day, String what) {}

  /** Who has read it, in a sentence. */
  public record Reader(String when, String what) {}

  static OwnRecord of(RecordPage page, Others readers, Names names) {
    ArchivalRecord record = page.record();
    View view = names.view();
    String where = page.agency() + view.t(MyText.BY, way(record, view));
    return new OwnRecord(
        page,
        names.item(record.item().code(), record.item().name()),
        names.kind(record.item().code()),
        view.t(
            MyText.SENTENCE, view.day(record.acceptedAt()), where, view.day(record.completedAt())),
        MyPage.with(record.holders(), view),
        papers(page, names),
        story(record, view),
        readers.accesses().stream().map(access -> reader(access, names)).toList());
  }

  private static String way(ArchivalRecord record, View view) {
    String window = record.window();
    return window == null ? view.channel(record.channel()) : view.t(Text.WINDOW) + " " + window;
  }

  private static List<Papers> papers(RecordPage page, Names names) {
    ArchivalRecord record = page.record();
    View view = names.view();
    List<Papers> all = new ArrayList<>();
    for (Part part : List.of(Part.RESULT, Part.APPLICATION, Part.PROCESS)) {
      List<Paper> papers = new ArrayList<>();
      for (RecordPage.File shown : page.files()) {
        ArchivedFile file = record.files().get(shown.n() - 1);
        if (file.part() == part) {
          papers.add(paper(shown.n(), file, names.catalogue().item(record.item().code()), view));
        }
      }
      if (!papers.isEmpty()) {
        all.add(new Papers(view.papers(part), papers));
      }
    }
    return all;
  }

  private static Paper paper(int n, ArchivedFile file, Optional<CatalogueItem> item, View view) {
    String title =
        item.flatMap(known -> known.material(file.material()))
            .map(material -> view.label(material.name()))
            .orElse(file.submittedName());
    String facts =
        String.join(
            " · ",
            view.t(Text.FILE_N, n),
            file.submittedName(),
            view.kind(file.mediaType()),
            view.size(file.size()));
    return new Paper(n, title, facts);
  }

  /**
   * What the source says of the way through the agency; what it leaves out stands in the record.
   */
  private static List<Step> story(ArchivalRecord record, View view) {
    List<ProcessStep> steps = new ArrayList<>(record.process());
    add(steps, ACCEPTED, record.acceptedAt());
    add(steps, COMPLETED, record.completedAt());
    steps.sort(Comparator.comparing(step -> step.at().toInstant()));
    List<Step> story = new ArrayList<>();
    for (ProcessStep step : steps) {
      story.add(new Step(view.day(step.at()), words(step, record, view)));
    }
    story.add(new Step(view.day(record.sealedAt()), view.t(MyText.STEP_SEALED)));
    return story;
  }

  private static void add(List<ProcessStep> steps, int code, OffsetDateTime at) {
    if (steps.stream().noneMatch(step -> step.code() == code)) {
      steps.add(new ProcessStep(code, "", null, at, null));
    }
  }

  private static String words(ProcessStep step, ArchivalRecord record, View view) {
    return switch (step.code()) {
      case RECEIVED -> view.t(MyText.STEP_RECEIVED);
      case ACCEPTED -> view.t(MyText.STEP_ACCEPTED);
      case REVIEWED -> view.t(MyText.STEP_REVIEWED);
      case COMPLETED -> view.t(MyText.STEP_COMPLETED, view.result(record.outcome()));
      case CORRECTED -> view.t(MyText.STEP_CORRECTED);
      case SUSPENDED -> view.t(MyText.STEP_SUSPENDED);
      default -> step.name();
    };
  }

  private static Reader reader(Access access, Names names) {
    View view = names.view();
    String name = view.role(access.role()) + " " + access.account();
    String where = Names.desk(view, names.places(), access.agency(), access.window());
    String who = where.isEmpty() ? name : view.t(MyText.READER_AT, name, where);
    String deed = AccessWords.deed(access, view.language());
    return new Reader(
        view.minute(access.at()),
        access.purpose() == null
            ? view.t(MyText.READ, who, deed)
            : view.t(MyText.READ_FOR, who, deed, access.purpose()));
  }
}
