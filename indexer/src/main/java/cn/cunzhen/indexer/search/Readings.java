package cn.cunzhen.indexer.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Chinese characters are read: their syllables in pinyin, without tones, v for u with dots.
 *
 * <p>The table is read once from a resource, which says what it was made from.
 */
final class Readings {
  private static final String NONE = "-";

  private static final Map<Integer, Readings> TABLE = read();

  /** All syllables that there are. */
  static final NavigableSet<String> SYLLABLES =
      Collections.unmodifiableNavigableSet(
          TABLE.values().stream()
              .flatMap(readings -> readings.ever.stream())
              .collect(Collectors.toCollection(TreeSet::new)));

  private final List<String> often;
  private final List<String> ever;

  private Readings(List<String> often, List<String> ever) {
    this.often = often;
    this.ever = ever;
  }

  /**
   * The readings of a folded character that are common, the first first; empty for no ideograph.
   */
  static List<String> often(int character) {
    Readings readings = TABLE.get(character);
    return readings == null ? List.of() : readings.often;
  }

  /** All readings of a folded character, also those of a few surnames; the common ones first. */
  static List<String> ever(int character) {
    Readings readings = TABLE.get(character);
    return readings == null ? List.of() : readings.ever;
  }

  private static Map<Integer, Readings> read() {
    try (InputStream table = Readings.class.getResourceAsStream("readings.txt")) {
      if (table == null) {
        throw new IllegalStateException("the table of readings is missing");
      }
      List<String[]> lines =
          new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" ", -1))
              .toList();
      Map<Integer, Readings> all = HashMap.newHashMap(50_000);
      addFirst(lines, all);
      addFurther(lines, 2, all);
      addFurther(lines, 3, all);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Characters with one and the same reading share it. */
  private static void addFirst(List<String[]> lines, Map<Integer, Readings> to) {
    for (String[] line : lines) {
      List<String> only = List.of(line[0]);
      Readings readings = new Readings(only, only);
      characters(line[1]).forEach(character -> to.put(character, readings));
    }
  }

  private static void addFurther(List<String[]> lines, int column, Map<Integer, Readings> to) {
    boolean often = column == 2;
    for (String[] line : lines) {
      characters(line[column])
          .forEach(character ->
              to.computeIfPresent(character, (_, before) -> before.and(line[0], often)));
    }
  }

  private Readings and(String syllable, boolean isOften) {
    return new Readings(isOften ? with(often, syllable) : often, with(ever, syllable));
  }

  private static List<String> with(List<String> syllables, String further) {
    return Stream.concat(syllables.stream(), Stream.of(further)).toList();
  }

  private static Stream<Integer> characters(String column) {
    return column.equals(NONE) ? Stream.empty() : column.codePoints().boxed();
  }
}
