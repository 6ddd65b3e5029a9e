package cn.cunzhen.core.access;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a holder objects to a reading of a record: a case that a supervisor has to answer.
 *
 * @param id 32 hexadecimal digits
 * @param account who objects
 * @param record what was read
 * @param reader who read it
 * @param readAt when
 * @param words why it is objected to
 * @param at when it was objected to
 * @param answer what a supervisor said; null where none has yet
 */
public record Objection(
    String id,
    String account,
    RecordId record,
    String reader,
    Instant readAt,
    String words,
    Instant at,
    @Nullable Answer answer) {
  /** How many characters the words of either side may have. */
  public static final int LONGEST_WORDS = 1000;

  public Objection {
    if (!areWords(words)) {
      throw new IllegalArgumentException("an objection says why");
    }
  }

  /** What a supervisor said. */
  public record Answer(String account, String words, Instant at) {}

  /** Whether these are words to object with, or to answer. */
  public static boolean areWords(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_WORDS
        && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
  }

  Objection answered(Answer given) {
    return new Objection(id, account, record, reader, readAt, words, at, given);
  }

  /**
   * @param nonce random, so that no two values of an objection's object are ever equal
   */
  Bytes format(Bytes nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("account", account);
    json.put("record", record.value());
    json.put("reader", reader);
    json.put("readAt", readAt.toString());
    json.put("words", words);
    json.put("at", at.toString());
    if (answer != null) {
      json.putObject("answer")
          .put("account", answer.account())
          .put("words", answer.words())
          .put("at", answer.at().toString());
    }
    json.put("nonce", nonce.hex());
    return CanonicalJson.format(json);
  }

  /**
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static Objection parse(Bytes value) {
    JsonNode json = CanonicalJson.parse(value);
    JsonNode answer = json.get("answer");
    return new Objection(
        json.path("id").asText(),
        json.path("account").asText(),
        new RecordId(json.path("record").asText()),
        json.path("reader").asText(),
        Instant.parse(json.path("readAt").asText()),
        json.path("words").asText(),
        Instant.parse(json.path("at").asText()),
        answer == null
            ? null
            : new Answer(
                answer.path("account").asText(),
                answer.path("words").asText(),
                Instant.parse(answer.path("at").asText())));
  }
}
