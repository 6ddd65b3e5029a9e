package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.indexer.search.Question.Order;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void parsingIsTheInverseOfFormatting() {
    for (Order order : Order.values()) {
      for (float score : new float[] {0, 1, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE}) {
        for (long time : new long[] {Long.MIN_VALUE, -1, 0, 1_800_000_000_000L}) {
          Cursor cursor = new Cursor(order, score, time, 7);

          assertThat(Cursor.parse(cursor.format())).isEqualTo(cursor);
          assertThat(cursor.format()).matches("[A-Za-z0-9_-]+");
        }
      }
    }
  }

  @Test
  void anythingElseIsRefused() {
    String good = new Cursor(Order.NEWEST, 0, 5, 7).format();

    for (String bad :
        List.of(
            "",
            "?",
            good + "A",
            good.substring(1),
            good + "=",
            encoded("NEWEST 0.0 5"),
            encoded("NEWEST 0.0 5 7 "),
            encoded("NEWEST 0 5 7"),
            encoded("NEWEST 0.0 +5 7"),
            encoded("newest 0.0 5 7"),
            encoded("NEWEST NaN 5 7"),
            encoded("NEWEST Infinity 5 7"))) {
      assertThatThrownBy(() -> Cursor.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String encoded(String values) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(values.getBytes(StandardCharsets.UTF_8));
  }
}
