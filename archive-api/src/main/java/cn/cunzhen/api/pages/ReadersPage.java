package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.AccessWords;
import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.ReaderCalls.OwnReaders;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Objection;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Hit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has read the viewer's own records, the newest first.
 *
 * @param next where the next page begins; null where there is none
 */
public record ReadersPage(List<Row> rows, @Nullable String next) {
  public ReadersPage {
    rows = List.copyOf(rows);
  }

  /**
   * One reading.
   *
   * @param own whether it was the viewer
   * @param where agency and window; empty where the reader has none
   * @param why what the reader said it was for; null where nothing was said
   * @param about the item; null where that is not known
   * @param reader whose account it was
   * @param at when, to the millisecond
   * @param objection what the viewer has objected to it; null for nothing
   */
  public record Row(
      String when,
      boolean own,
      String who,
      String where,
      String what,
      @Nullable String why,
      String record,
      @Nullable String about,
      @Nullable String number,
      String reader,
      String at,
      @Nullable Objection objection) {}

  static ReadersPage of(
      OwnReaders readers, List<Objection> objections, Caller viewer, View view, PlaceNames places) {
    List<Row> rows =
        readers.page().accesses().stream()
            .flatMap(access -> row(access, readers.records(), objections, viewer, view, places))
            .toList();
    return new ReadersPage(
        rows, readers.page().next() == null ? null : readers.page().next().format());
  }

  private static Stream<Row> row(
      Access access,
      Map<RecordId, Hit> records,
      List<Objection> objections,
      Caller viewer,
      View view,
      PlaceNames places) {
    RecordId record = access.record();
    Hit hit = record == null ? null : records.get(record);
    if (record == null || hit == null) {
      return Stream.empty();
    }
    Description about = hit.description();
    boolean own = access.account().equals(viewer.account());
    return Stream.of(
        new Row(
            view.minute(access.at()),
            own,
            own ? view.t(Text.READERS_YOU) : view.role(access.role()) + " " + access.account(),
            Names.desk(view, places, access.agency(), access.window()),
            AccessWords.deed(access, view.language()),
            access.purpose(),
            record.value(),
            about == null ? null : about.itemName(),
            about == null ? null : about.archiveNumber(),
            access.account(),
            access.at().toString(),
            objection(access, objections)));
  }

  private static @Nullable Objection objection(Access access, List<Objection> objections) {
    return objections.stream()
        .filter(each ->
            each.record().equals(access.record())
                && each.reader().equals(access.account())
                && each.readAt().equals(access.at()))
        .findFirst()
        .orElse(null);
  }
}
