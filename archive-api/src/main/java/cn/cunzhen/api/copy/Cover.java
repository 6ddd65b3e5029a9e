package cn.cunzhen.api.copy;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.slip.Slip;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Retention;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The cover sheet of a certified copy. It names no holder.
 *
 * @param agency by name
 * @param archive what the archive calls itself in its ledger
 * @param code of the copy
 * @param address where the code is looked up
 */
public record Cover(
    Language language,
    Holding holding,
    String agency,
    String archive,
    String code,
    String address,
    Instant issuedAt) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Retention.ZONE);
  private static final int GROUP = 6;

  /** The sheet, which ends where the pages begin. */
  Slip slip(CopyContent content) {
    return new Slip(
        t(CopyText.ISSUER),
        t(CopyText.TITLE),
        address,
        lines(content),
        t(CopyText.FILES),
        List.of(t(CopyText.ROW), t(CopyText.NAME), t(CopyText.CHOSEN), t(CopyText.FILE_DIGEST)),
        content.files().stream().map(this::row).toList(),
        List.of(t(CopyText.CERTIFIES), t(CopyText.SIGNED), t(CopyText.HOW)));
  }

  private List<Slip.Line> lines(CopyContent content) {
    ArchivalRecord record = holding.record();
    return List.of(
        line(CopyText.NUMBER, holding.number().format()),
        line(CopyText.ITEM, record.item().name() + "  " + record.item().code()),
        line(CopyText.AGENCY, agency),
        line(CopyText.COMPLETED, SECOND.format(record.completedAt())),
        line(CopyText.VERSION, Integer.toString(record.version())),
        line(CopyText.SEALED, SECOND.format(record.sealedAt())),
        line(CopyText.POSITION, Long.toString(holding.entry().index() + 1)),
        line(CopyText.DIGEST, holding.entry().digest().hex()),
        line(CopyText.PAGES, t(CopyText.PAGES_COUNT, content.pages())),
        line(CopyText.ISSUED, SECOND.format(issuedAt)),
        line(CopyText.ARCHIVE, archive),
        line(CopyText.CODE, grouped(code)),
        line(CopyText.ADDRESS, address));
  }

  private List<String> row(CopyContent.File file) {
    PageRanges pages = file.pages();
    return List.of(
        Integer.toString(file.n()),
        file.file().submittedName(),
        pages == null ? t(CopyText.NOT_DRAWN) : t(CopyText.CHOSEN_OF, pages.format(), file.of()),
        file.file().sha256().hex());
  }

  /** What stands beneath a page of a file. */
  String footer(int n, int page, int sheet, int sheets) {
    return code + "  ·  " + t(CopyText.FOOTER, n, page) + "  ·  " + sheet + " / " + sheets;
  }

  String title() {
    return t(CopyText.TITLE) + " " + holding.number().format();
  }

  private Slip.Line line(CopyText name, String value) {
    return new Slip.Line(t(name), value);
  }

  private String t(CopyText text, Object... values) {
    return text.in(language, values);
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
  }
}
