package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Visibility.HeldBy;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param text what was typed, at most {@value #LONGEST} characters: every word must be found, in
 *     whatever field, or in that which it names before a colon; empty where the filter alone
 *     decides
 * @param facets what to count
 * @param numbers how the holders' numbers are shown
 */
public record Question(String text, Filter filter, Page page, Set<Facet> facets, Numbers numbers) {
  public static final int LONGEST = 200;

  public Question {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a question has at most " + LONGEST + " characters");
    }
    facets = Set.copyOf(facets);
  }

  /** The first page of what this text finds, masked and not counted by anything. */
  public static Question of(String text) {
    return new Question(text, Filter.NONE, Page.FIRST, Set.of(), Numbers.MASKED);
  }

  public Question with(Filter other) {
    return new Question(text, other, page, facets, numbers);
  }

  public Question with(Page other) {
    return new Question(text, filter, other, facets, numbers);
  }

  public Question with(Set<Facet> others) {
    return new Question(text, filter, page, others, numbers);
  }

  public Question with(Numbers other) {
    return new Question(text, filter, page, facets, other);
  }

  /**
   * What every record found must be; where a list is empty, or a value null, anything will do. A
   * list has at most {@value #MOST} values.
   *
   * @param holder the name or number of a holder, or a part of it, at most {@value
   *     Question#LONGEST} characters
   * @param heldBy exactly this holder
   * @param items codes
   * @param regions codes; a region includes those whose codes begin with its own
   * @param from the earliest completion
   * @param before all completions are earlier than this
   */
  public record Filter(
      @Nullable String holder,
      @Nullable HeldBy heldBy,
      List<String> items,
      List<String> agencies,
      List<String> regions,
      List<Channel> channels,
      List<Outcome> outcomes,
      @Nullable Instant from,
      @Nullable Instant before) {
    public static final int MOST = 50;
    public static final Filter NONE =
        new Filter(null, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    /** The same, of the records of one holder only. */
    public Filter heldBy(IdType idType, String number) {
      HeldBy exactly = new HeldBy(idType, number);
      return new Filter(
          holder, exactly, items, agencies, regions, channels, outcomes, from, before);
    }

    public Filter {
      items = List.copyOf(items);
      agencies = List.copyOf(agencies);
      regions = List.copyOf(regions);
      channels = List.copyOf(channels);
      outcomes = List.copyOf(outcomes);
      if (holder != null && holder.length() > LONGEST) {
        throw new IllegalArgumentException("a holder has at most " + LONGEST + " characters");
      }
      for (List<?> values : List.of(items, agencies, regions, channels, outcomes)) {
        if (values.size() > MOST) {
          throw new IllegalArgumentException("a filter has at most " + MOST + " values each");
        }
      }
    }
  }

  /**
   * Which part of what is found.
   *
   * @param after where the page before ended; null for the first. It must come from a question that
   *     differs in nothing but its page's limit
   * @param limit 1 to 200 hits
   */
  public record Page(Order order, @Nullable Cursor after, int limit) {
    public static final int MOST = 200;
    public static final Page FIRST = new Page(Order.RELEVANCE, null, 20);

    public Page {
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("a page has 1 to " + MOST + " hits");
      }
      if (after != null && after.order() != order) {
        throw new IllegalArgumentException("the cursor belongs to another order");
      }
    }
  }

  /** What comes first; among equals the record that was completed, then archived, last. */
  public enum Order {
    RELEVANCE,
    NEWEST,
    OLDEST
  }

  /** How the holders' numbers are shown. */
  public enum Numbers {
    MASKED,
    PLAIN
  }
}
