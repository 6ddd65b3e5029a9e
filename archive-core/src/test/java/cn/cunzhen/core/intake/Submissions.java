package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** Submissions of nobody, for tests. */
public final class Submissions {
  public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  public static final Catalogue CATALOGUE = Catalogue.bundled();
  public static final Tools TOOLS = new Tools("0.1.0", "scanner 1");

  /** The smallest form that the contract shows. */
  public static final String SAMPLE =
      """
      {"sourceSystem": "teller", "transactionId": "46010020261121000017", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window", "handler": "T1024",
       "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
       "files": [{"name": "f1", "material": "commitment-letter", "part": "application", "fileName": "参保单位补缴本年度社保费业务告知承诺书.pdf"}]}
      """;

  /** A submission that uses every field there is. */
  public static final String FULL =
      """
      {"sourceSystem": "teller", "transactionId": "46010020261121000018", "item": "SI-0107",
       "holders": [
         {"name": "王小明", "idType": "resident-id", "idNumber": "46010019900307418X", "role": "applicant", "pages": "1"},
         {"name": "海风有限公司", "idType": "uscc", "uscc": "91460000MA5T00000C", "role": "employer", "pages": "2-3,7"},
         {"name": "Jean-Luc O'Neill", "idType": "passport", "idNumber": "19AB12345"},
         {"name": "陳大文", "idType": "permit", "idNumber": "H12345678"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window", "handler": "T1024",
       "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40.5+08:00", "outcome": "granted",
       "process": [
         {"code": 1, "name": "收件", "actor": "T1024", "at": "2026-11-21T09:12:00+08:00", "remark": "材料齐全\\n当场受理"},
         {"code": 2, "name": "受理", "at": "2026-11-21T09:12:30+08:00"},
         {"code": 4, "name": "办结", "at": "2026-11-21T09:13:40+08:00"}],
       "confidentiality": "sensitive",
       "files": [
         {"name": "f1", "material": "commitment-letter", "part": "application", "fileName": "承诺书.pdf",
          "title": "业务告知承诺书", "mediaType": "application/pdf", "origin": "scanned", "size": 1234,
          "sha256": "abababababababababababababababababababababababababababababababab"},
         {"name": "f2", "material": "supporting", "part": "result", "fileName": "../../补缴通知.ofd"}],
       "cited": [{"record": "0123456789abcdefghijklmnop", "path": "data/application/002.jpg",
         "sha256": "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1", "material": "identity-card"}]}
      """;

  private Submissions() {}

  public static Intake intake() {
    return new Intake(CATALOGUE, Limits.DEFAULT, CLOCK, TOOLS);
  }

  /** The sample as a tree, changed. */
  public static ObjectNode sample(Consumer<ObjectNode> change) {
    return changed(SAMPLE, change);
  }

  public static ObjectNode changed(String json, Consumer<ObjectNode> change) {
    ObjectNode tree = (ObjectNode) UntrustedJson.parse(Bytes.utf8(json));
    change.accept(tree);
    return tree;
  }

  /** The submission with the value at the pointer replaced, or added at the end of a list. */
  static ObjectNode with(String json, String pointer, JsonNode value) {
    return changed(json, tree -> replace(tree, pointer, value));
  }

  /** The submission without the value at the pointer. */
  static ObjectNode without(String json, String pointer) {
    return changed(json, tree -> remove(tree, pointer));
  }

  static JsonNode json(String text) {
    return UntrustedJson.parse(Bytes.utf8(text));
  }

  /** The object at the pointer, to be changed. */
  static ObjectNode object(ObjectNode tree, String pointer) {
    return (ObjectNode) tree.at(pointer);
  }

  private static void replace(ObjectNode tree, String pointer, JsonNode value) {
    JsonPointer at = JsonPointer.compile(pointer);
    switch (tree.at(at.head())) {
      case ObjectNode object -> object.set(at.last().getMatchingProperty(), value);
      case ArrayNode list when list.size() == at.last().getMatchingIndex() -> list.add(value);
      case ArrayNode list -> list.set(at.last().getMatchingIndex(), value);
      case JsonNode other -> throw new AssertionError("nothing to replace at " + pointer);
    }
  }

  private static void remove(ObjectNode tree, String pointer) {
    JsonPointer at = JsonPointer.compile(pointer);
    switch (tree.at(at.head())) {
      case ObjectNode object -> object.remove(at.last().getMatchingProperty());
      case ArrayNode list -> list.remove(at.last().getMatchingIndex());
      case JsonNode other -> throw new AssertionError("nothing to remove at " + pointer);
    }
  }

  /** The faults of a submission that must be refused. */
  static List<Fault> faults(JsonNode json) {
    if (read(json) instanceof SubmissionVerdict.Refused(List<Fault> faults)) {
      return faults;
    }
    throw new AssertionError("not refused: " + read(json));
  }

  public static SubmissionVerdict read(JsonNode json) {
    return intake().read(Bytes.utf8(json.toString()));
  }

  /** The transaction of a submission that must be valid. */
  public static Transaction transaction(String json) {
    if (intake().read(Bytes.utf8(json)) instanceof SubmissionVerdict.Valid(Transaction valid)) {
      return valid;
    }
    throw new AssertionError("not valid: " + intake().read(Bytes.utf8(json)));
  }

  /** A file of this content, as an inspection with these findings sees it. */
  public static ReceivedFile received(String name, String content, Finding... findings) {
    Bytes bytes = Bytes.utf8(content);
    return new ReceivedFile(
        name, bytes.size(), Sha256.of(bytes), new Inspection("application/pdf", List.of(findings)));
  }
}
