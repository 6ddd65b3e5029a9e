package cn.cunzhen.indexer.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Letters that readers, people and programs alike, take for one another.
 *
 * <p>The table is read once from a resource: a line for each group.
 */
final class Alike {
  private static final Map<Integer, int[]> GROUPS = read();

  private Alike() {}

  /** All letters that this one may be meant for, itself among them. */
  static int[] to(int letter) {
    int[] group = GROUPS.get(letter);
    return group == null ? new int[] {letter} : group;
  }

  /** Accepts whatever a text may be meant for, letter by letter. */
  static Automaton to(String text) {
    return Operations.concatenate(
        text.codePoints()
            .mapToObj(letter -> Automata.makeCharClass(sorted(letter), sorted(letter)))
            .toList());
  }

  private static int[] sorted(int letter) {
    return IntStream.of(to(letter)).sorted().toArray();
  }

  /** Whether the one may be meant for the other. */
  static boolean are(int one, int other) {
    int[] group = one == other ? null : GROUPS.get(one);
    if (group == null) {
      return one == other;
    }
    for (int letter : group) {
      if (letter == other) {
        return true;
      }
    }
    return false;
  }

  private static Map<Integer, int[]> read() {
    try (InputStream table = Alike.class.getResourceAsStream("alike.txt")) {
      if (table == null) {
        throw new IllegalStateException("the table of letters that look alike is missing");
      }
      Map<Integer, int[]> groups = new HashMap<>();
      new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.codePoints().toArray())
          .forEach(group -> IntStream.of(group).forEach(letter -> groups.put(letter, group)));
      return groups;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
