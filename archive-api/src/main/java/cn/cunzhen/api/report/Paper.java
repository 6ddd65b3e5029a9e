package cn.cunzhen.api.report;

import cn.cunzhen.api.slip.Sheets;
import cn.cunzhen.api.slip.Slip;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What stands on paper, in the order in which it is read.
 *
 * @param foot what stands on every sheet beside its number
 */
record Paper(String issuer, String title, String foot, List<Block> blocks) {
  Paper {
    blocks = List.copyOf(blocks);
  }

  /** A piece of it. */
  sealed interface Block {
    String characters();

    void draw(Sheets sheets) throws IOException;
  }

  record Heading(String text) implements Block {
    @Override
    public String characters() {
      return text;
    }

    @Override
    public void draw(Sheets sheets) throws IOException {
      sheets.heading(text);
    }
  }

  record Note(float size, String text) implements Block {
    @Override
    public String characters() {
      return text;
    }

    @Override
    public void draw(Sheets sheets) throws IOException {
      sheets.skip(size / 3);
      sheets.paragraph(size, text);
    }
  }

  record Lines(List<Slip.Line> lines) implements Block {
    Lines {
      lines = List.copyOf(lines);
    }

    @Override
    public String characters() {
      return lines.stream()
          .flatMap(line -> Stream.of(line.name(), line.value()))
          .collect(Collectors.joining());
    }

    @Override
    public void draw(Sheets sheets) throws IOException {
      sheets.skip(4);
      for (Slip.Line line : lines) {
        sheets.line(line);
      }
    }
  }

  /**
   * Rows of as many cells as there are headings.
   *
   * @param shares of the width, one for each column
   */
  record Table(List<Float> shares, List<String> headings, List<List<String>> rows)
      implements Block {
    Table {
      shares = List.copyOf(shares);
      headings = List.copyOf(headings);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String characters() {
      return Stream.concat(headings.stream(), rows.stream().flatMap(List::stream))
          .collect(Collectors.joining());
    }

    @Override
    public void draw(Sheets sheets) throws IOException {
      sheets.skip(4);
      sheets.table(shares, headings, rows);
    }
  }

  /** Draws it at the end of a document. */
  void draw(PDDocument document) throws IOException {
    String characters =
        blocks.stream()
            .map(Block::characters)
            .collect(Collectors.joining("", issuer + title + foot, ""));
    try (Sheets sheets = new Sheets(document, characters)) {
      sheets.title(11, issuer);
      sheets.skip(32);
      sheets.title(20, title);
      sheets.skip(6);
      sheets.rule();
      for (Block block : blocks) {
        block.draw(sheets);
      }
      sheets.number(foot);
    }
  }
}
