package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.search.Cursor;
import cn.cunzhen.indexer.search.Facet;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a question of its fields, or names everything that is wrong with them. */
final class QuestionReader {
  private static final int DEFAULT_LIMIT = 20;

  private final Map<String, String> values;
  private final Faults faults = new Faults();

  QuestionReader(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @throws Problem with every fault
   */
  Question read(Numbers numbers) {
    String text = text("q");
    String holder = text("holder");
    Filter filter =
        new Filter(
            holder.isEmpty() ? null : holder,
            null,
            codes("item"),
            codes("agency"),
            codes("region"),
            words("channel", Channel.values()),
            List.of(),
            time("from", false),
            time("to", true));
    Page page = page();
    Set<Facet> facets = Set.copyOf(words("facets", Facet.values()));
    if (!faults.none()) {
      throw new Problem(ProblemCode.MALFORMED, faults.list());
    }
    return new Question(text, filter, page, facets, numbers);
  }

  private String value(String name) {
    return values.getOrDefault(name, "").strip();
  }

  private void wrong(String name, FaultCode code, Object... arguments) {
    faults.add("/" + name, code, arguments);
  }

  private String text(String name) {
    String text = value(name);
    if (text.length() > Question.LONGEST) {
      wrong(name, FaultCode.TOO_LONG, Question.LONGEST);
      return "";
    }
    return text;
  }

  private List<String> codes(String name) {
    List<String> codes =
        Arrays.stream(value(name).split(","))
            .map(String::strip)
            .filter(code -> !code.isEmpty())
            .distinct()
            .toList();
    if (codes.size() > Filter.MOST) {
      wrong(name, FaultCode.TOO_MANY, Filter.MOST);
      return List.of();
    }
    return codes;
  }

  private <E extends Enum<E>> List<E> words(String name, E[] constants) {
    Map<String, E> known = Words.of(constants);
    List<E> meant = new ArrayList<>();
    for (String word : codes(name)) {
      E constant = known.get(word);
      if (constant == null) {
        wrong(name, FaultCode.NOT_A_WORD, String.join(", ", known.keySet()));
        return List.of();
      }
      meant.add(constant);
    }
    return meant;
  }

  private Page page() {
    List<Order> orders = words("sort", Order.values());
    if (orders.size() > 1) {
      wrong("sort", FaultCode.TOO_MANY, 1);
    }
    Order order = orders.isEmpty() ? Order.RELEVANCE : orders.getFirst();
    return new Page(order, cursor(order), limit());
  }

  private int limit() {
    String limit = value("limit");
    if (limit.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int hits = Integer.parseInt(limit);
      if (hits >= 1 && hits <= Page.MOST) {
        return hits;
      }
    } catch (NumberFormatException e) {
      // Said below, as for any other number that can't be.
    }
    wrong("limit", FaultCode.NOT_A_NUMBER, 1, Page.MOST);
    return DEFAULT_LIMIT;
  }

  private @Nullable Cursor cursor(Order order) {
    String cursor = value("cursor");
    if (cursor.isEmpty()) {
      return null;
    }
    try {
      Cursor after = Cursor.parse(cursor);
      if (after.order() == order) {
        return after;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for one of another order.
    }
    wrong("cursor", FaultCode.BAD_CURSOR);
    return null;
  }

  /** A date is a day by the archive's clocks; the last day counts whole. */
  private @Nullable Instant time(String name, boolean end) {
    String value = value(name);
    if (value.isEmpty()) {
      return null;
    }
    try {
      if (value.length() > 10) {
        return OffsetDateTime.parse(value).toInstant();
      }
      LocalDate day = LocalDate.parse(value);
      return (end ? day.plusDays(1) : day).atStartOfDay(Retention.ZONE).toInstant();
    } catch (DateTimeException e) {
      wrong(name, FaultCode.BAD_DAY);
      return null;
    }
  }
}
