package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tally covers; it is laid down before the tally is made, so that every node makes the same.
 *
 * @param archive the origin of the archive's ledger
 * @param number from 1
 * @param previous digest of the text of the statement before
 * @param at in whole milliseconds
 * @param spans by the names of their nodes, each once
 */
public record Plan(Origin archive, long number, Sha256 previous, Instant at, List<Span> spans) {
  /** What stands for the statement before the first. */
  static final Sha256 NONE = TreeHash.EMPTY_ROOT;

  public Plan {
    spans = List.copyOf(spans);
    if (number < 1 || spans.isEmpty()) {
      throw new IllegalArgumentException("a tally has a number, and covers an access ledger");
    }
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).node().compareTo(spans.get(i).node()) >= 0) {
        throw new IllegalArgumentException(
            "the spans of a tally stand in the order of their nodes");
      }
    }
  }

  /** The name of the log of its entries. */
  Origin origin() {
    return new Origin(archive + "/tally/" + number);
  }

  /** What it covers of this node's ledger. */
  Optional<Span> span(String node) {
    return spans.stream().filter(span -> span.node().equals(node)).findFirst();
  }

  /** The lines behind the origin. */
  String rest() {
    StringBuilder lines = new StringBuilder();
    lines.append(previous.bytes().base64()).append('\n').append(at).append('\n');
    spans.forEach(span -> lines.append(span.format()).append('\n'));
    return lines.toString();
  }

  Bytes format() {
    return Bytes.utf8(origin() + "\n" + rest());
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static Plan parse(Bytes text) {
    String[] parts = text.utf8().split("\n", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not the plan of a tally");
    }
    Plan plan = parse(parts[0], parts[1]);
    if (!plan.format().equals(text)) {
      throw new IllegalArgumentException("not the plan of a tally in its canonical form");
    }
    return plan;
  }

  static Plan parse(String origin, String rest) {
    int word = origin.lastIndexOf("/tally/");
    List<String> lines = rest.lines().toList();
    if (word < 0 || lines.size() < 3) {
      throw new IllegalArgumentException("not the plan of a tally");
    }
    List<Span> spans = new ArrayList<>();
    lines.subList(2, lines.size()).forEach(line -> spans.add(Span.parse(line)));
    try {
      return new Plan(
          new Origin(origin.substring(0, word)),
          Long.parseLong(origin.substring(word + "/tally/".length())),
          new Sha256(Bytes.ofBase64(lines.get(0))),
          Instant.parse(lines.get(1)),
          spans);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time: " + lines.get(1), e);
    }
  }
}
