package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.font.Typeface;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TextLayoutTest {
  private static final PageSize SIZE = new PageSize(212, 200);
  private static final double ROOM = 100;

  @Test
  void noLineIsWiderThanThePageAndNothingIsLost() {
    String text = "社会保险费补缴办法（试行）第十二条参保单位应当按月缴纳。".repeat(5);

    List<TextLayout.Line> lines = lines(text);

    assertThat(lines.stream().map(TextLayout.Line::text).collect(Collectors.joining()))
        .isEqualTo(text);
    for (TextLayout.Line line : lines) {
      // A closing mark may hang over.
      String core = line.text().replaceAll("[。（）]+$", "");
      assertThat(Typeface.shared().width(core) * TextLayout.SIZE).isLessThanOrEqualTo(ROOM);
      assertThat(line.text()).doesNotMatch("^[。）].*");
    }
  }

  @Test
  void aWordOfLettersIsNotBrokenWhereItFitsALine() {
    assertThat(lines("insurance of international companies").stream().map(TextLayout.Line::text))
        .containsExactly("insurance of", "international", "companies");
  }

  @Test
  void aWordThatFitsNoLineIsBrokenAllTheSame() {
    List<TextLayout.Line> lines = lines("x".repeat(100));

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines.stream().mapToInt(line -> line.text().length()).sum()).isEqualTo(100);
  }

  @Test
  void everySectionBeginsAPage() {
    TextLayout layout = new TextLayout(SIZE);
    layout.section("一");
    layout.section("一\n二\n三\n四\n五\n六\n七\n八");

    assertThat(layout.pages()).hasSize(3);
    assertThat(layout.pages().get(1).getFirst().text()).isEqualTo("一");
  }

  private static List<TextLayout.Line> lines(String text) {
    TextLayout layout = new TextLayout(SIZE);
    layout.section(text);
    return layout.pages().stream().flatMap(List::stream).toList();
  }
}
