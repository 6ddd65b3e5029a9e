package cn.cunzhen.api.report;

import cn.cunzhen.api.report.Paper.Block;
import cn.cunzhen.api.slip.Slip;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pieces of a report in the making. */
final class Blocks {
  /** Nobody reads more on paper; the attachment has them all. */
  private static final int MOST_ROWS = 500;

  private static final float PLAIN = 9;

  private final Wording wording;
  private final List<Block> blocks = new ArrayList<>();

  Blocks(Wording wording) {
    this.wording = wording;
  }

  void heading(ReportText text, Object... values) {
    blocks.add(new Paper.Heading(wording.t(text, values)));
  }

  void note(ReportText text, Object... values) {
    note(wording.t(text, values));
  }

  void note(String text) {
    blocks.add(new Paper.Note(PLAIN, text));
  }

  /** What matters most. */
  void verdict(ReportText text, Object... values) {
    blocks.add(new Paper.Note(12, wording.t(text, values)));
  }

  void lines(Stream<Slip.Line> lines) {
    blocks.add(new Paper.Lines(lines.toList()));
  }

  /** A line, where there is something to be said. */
  Stream<Slip.Line> line(ReportText name, @Nullable String value) {
    return value == null ? Stream.of() : Stream.of(new Slip.Line(wording.t(name), value));
  }

  void table(List<Float> shares, List<ReportText> headings, List<List<String>> rows) {
    List<List<String>> few = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    List<String> names = headings.stream().map(wording::t).toList();
    blocks.add(new Paper.Table(shares, names, few));
    if (rows.size() > MOST_ROWS) {
      note(ReportText.MORE_ROWS, rows.size() - MOST_ROWS, ReportPdf.ATTACHMENT);
    }
  }

  List<Block> list() {
    return blocks;
  }
}
