package cn.cunzhen.api.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages of a file as people write them: {@code 1-3,5}, in rising order and each once. */
public record PageRanges(List<Range> ranges) {
  private static final int LONGEST = 1_000;
  private static final Pattern SHAPE =
      Pattern.compile("[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?(,[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?)*");

  public PageRanges {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("no pages");
    }
    int last = 0;
    for (Range range : ranges) {
      if (range.from() <= last) {
        throw new IllegalArgumentException("pages are named in rising order, each once");
      }
      last = range.to();
    }
  }

  /** Neighbouring pages, both ends included. */
  public record Range(int from, int to) {
    public Range {
      if (from < 1 || to < from) {
        throw new IllegalArgumentException("not pages: " + from + "-" + to);
      }
    }

    String format() {
      return from == to ? Integer.toString(from) : from + "-" + to;
    }
  }

  /** Every page of a file that has so many. */
  public static PageRanges all(int pages) {
    return new PageRanges(List.of(new Range(1, pages)));
  }

  /** These pages, in rising order. */
  public static PageRanges of(List<Integer> pages) {
    List<Range> ranges = new ArrayList<>();
    for (int page : pages) {
      if (!ranges.isEmpty() && ranges.getLast().to() == page - 1) {
        ranges.add(new Range(ranges.removeLast().from(), page));
      } else {
        ranges.add(new Range(page, page));
      }
    }
    return new PageRanges(ranges);
  }

  /**
   * Reads pages; blanks are passed over.
   *
   * @throws IllegalArgumentException if it says no pages
   */
  public static PageRanges parse(String text) {
    String plain = text.replace(" ", "");
    if (plain.length() > LONGEST || !SHAPE.matcher(plain).matches()) {
      throw new IllegalArgumentException("pages are written as 1-3,5");
    }
    List<Range> ranges = new ArrayList<>();
    for (String range : plain.split(",", -1)) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      ranges.add(new Range(from, dash < 0 ? from : Integer.parseInt(range.substring(dash + 1))));
    }
    return new PageRanges(ranges);
  }

  public String format() {
    return ranges.stream().map(Range::format).collect(Collectors.joining(","));
  }

  /** How many pages these are. */
  public int count() {
    return ranges.stream().mapToInt(range -> range.to() - range.from() + 1).sum();
  }

  /** The last of them. */
  public int last() {
    return ranges.getLast().to();
  }

  /** Each page, in order. */
  public IntStream pages() {
    return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.from(), range.to()));
  }
}
