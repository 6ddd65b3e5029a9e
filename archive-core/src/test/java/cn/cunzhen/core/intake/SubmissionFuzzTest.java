package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubmissionFuzzTest {
  private static final int ROUNDS = 5_000;
  private static final List<String> STRANGE =
      List.of(
          "",
          " ",
          "\u0001",
          "\u202e",
          "𠮷",
          "../",
          "null",
          "0",
          "-1",
          "9007199254740993",
          "2026-02-30T00:00:00+08:00",
          "+999999999-12-31T23:59:59Z",
          "46010019900307451X",
          "91350100M000100Y43",
          "a".repeat(3_000),
          "application/" + "a".repeat(300),
          "~0~1//");

  private enum Kind {
    VALID,
    MALFORMED,
    REFUSED
  }

  @Test
  void noTreeOfJsonIsAnsweredWithAnythingButAVerdict() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (int i = 0; i < ROUNDS; i++) {
      ObjectNode tree = Submissions.changed(Submissions.FULL, json -> {});
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        mutate(tree, random);
      }
      kinds.merge(read(Bytes.utf8(tree.toString()), seed, i), 1, Integer::sum);
    }

    assertThat(kinds).as("seed %d", seed).containsKeys(Kind.VALID, Kind.REFUSED);
  }

  @Test
  void noTextIsAnsweredWithAnythingButAVerdict() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = Bytes.utf8(Submissions.FULL).toArray();
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = good.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      kinds.merge(read(Bytes.of(bytes), seed, i), 1, Integer::sum);
    }

    assertThat(kinds).as("seed %d", seed).containsKeys(Kind.VALID, Kind.MALFORMED, Kind.REFUSED);
  }

  private static Kind read(Bytes json, long seed, int round) {
    Kind[] kind = new Kind[1];
    assertThatCode(() -> kind[0] = kind(Submissions.intake().read(json)))
        .as("seed %d, round %d", seed, round)
        .doesNotThrowAnyException();
    return kind[0];
  }

  /** What every verdict promises, checked. */
  private static Kind kind(SubmissionVerdict verdict) {
    return switch (verdict) {
      case SubmissionVerdict.Valid(Transaction transaction) -> {
        FilesVerdict files = Submissions.intake().receive(transaction, List.of());
        assertThat(files).isInstanceOf(FilesVerdict.Refused.class);
        yield Kind.VALID;
      }
      case SubmissionVerdict.Malformed(var fault) -> {
        assertThat(fault.zh() + fault.en()).doesNotContain("王小明");
        yield Kind.MALFORMED;
      }
      case SubmissionVerdict.Refused(var faults) -> {
        assertThat(faults).isNotEmpty().doesNotHaveDuplicates();
        yield Kind.REFUSED;
      }
    };
  }

  private static void mutate(ObjectNode tree, Random random) {
    List<JsonNode> containers = new ArrayList<>(List.of(tree));
    tree.findParents("name").forEach(containers::add);
    tree.findParents("record").forEach(containers::add);
    tree.forEach(child -> {
      if (child.isArray()) {
        containers.add(child);
      }
    });
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object -> mutateObject(object, random);
      case ArrayNode list when list.isEmpty() -> list.add(strange(random));
      case ArrayNode list -> list.set(random.nextInt(list.size()), strange(random));
      case JsonNode other -> throw new AssertionError(other.getNodeType());
    }
  }

  private static void mutateObject(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(STRANGE.get(random.nextInt(STRANGE.size())), strange(random));
      default -> object.set(name, strange(random));
    }
  }

  private static JsonNode strange(Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(8)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextLong(-(1L << 53) + 1, 1L << 53));
      case 3 -> json.arrayNode().add(random.nextInt());
      case 4 -> json.objectNode().put("name", "x");
      default -> json.textNode(STRANGE.get(random.nextInt(STRANGE.size())));
    };
  }
}
