package cn.cunzhen.api.account;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The questions that accounts keep, each account's in one small object under {@code state/}.
 *
 * <p>They are given to nobody but their account. Changes made at once all take effect.
 */
public final class KeptQuestions {
  public static final int MOST = 50;
  public static final int LONGEST_NAME = 60;
  public static final int LONGEST_QUESTION = 200;

  private static final String WORDS = "q";
  private static final String ORDER = "sort";
  private static final int LONGEST_REST = 2_000;
  private static final int ATTEMPTS = 20;

  private final Heads heads;
  private final SecureRandom random;

  public KeptQuestions(Heads heads, SecureRandom random) {
    this.heads = heads;
    this.random = random;
  }

  /** What this account keeps, in the order in which it was kept. */
  public List<KeptQuestion> of(String account) {
    return heads.get(key(account)).map(Head::value).map(KeptQuestions::parse).orElse(List.of());
  }

  /**
   * Keeps a question.
   *
   * @param name what its owner calls it; blanks around it don't count
   * @param fields of the search page's form
   * @return what keeps it from being kept; empty where it is kept
   */
  public Optional<KeptFault> keep(String account, String name, Map<String, String> fields) {
    KeptQuestion question = new KeptQuestion(random(8), name.strip(), fields);
    Optional<KeptFault> fault = fault(question);
    if (fault.isPresent()) {
      return fault;
    }
    List<KeptQuestion> kept =
        change(account, old -> fault(question, old).isPresent() ? old : with(old, question));
    return kept.contains(question) ? Optional.empty() : fault(question, kept);
  }

  /** Removes the question of this id, if the account keeps it. */
  public void remove(String account, String id) {
    change(account, old -> old.stream().filter(each -> !each.id().equals(id)).toList());
  }

  private static List<KeptQuestion> with(List<KeptQuestion> old, KeptQuestion question) {
    List<KeptQuestion> all = new ArrayList<>(old);
    all.add(question);
    return all;
  }

  private static Optional<KeptFault> fault(KeptQuestion question) {
    int name = length(question.name());
    int words = length(question.fields().getOrDefault(WORDS, ""));
    int order = length(question.fields().getOrDefault(ORDER, ""));
    int rest = question.fields().values().stream().mapToInt(KeptQuestions::length).sum() - words;
    if (words == 0 && rest == order) {
      return Optional.of(KeptFault.EMPTY);
    }
    if (words > LONGEST_QUESTION || rest > LONGEST_REST) {
      return Optional.of(KeptFault.LONG);
    }
    if (name == 0) {
      return Optional.of(KeptFault.NAMELESS);
    }
    return name > LONGEST_NAME ? Optional.of(KeptFault.LONG_NAME) : Optional.empty();
  }

  private static Optional<KeptFault> fault(KeptQuestion question, List<KeptQuestion> kept) {
    if (kept.stream().anyMatch(each -> each.name().equals(question.name()))) {
      return Optional.of(KeptFault.NAME_TAKEN);
    }
    return kept.size() >= MOST ? Optional.of(KeptFault.FULL) : Optional.empty();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Changes what is there at the moment of the change, and gives what is there then. */
  private List<KeptQuestion> change(String account, UnaryOperator<List<KeptQuestion>> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Head> head = heads.get(key(account));
      List<KeptQuestion> old = head.map(found -> parse(found.value())).orElse(List.of());
      List<KeptQuestion> changed = change.apply(old);
      if (changed.equals(old) || isWritten(account, head, changed)) {
        return changed;
      }
    }
    throw new ConcurrentModificationException("the questions of an account are being changed");
  }

  private boolean isWritten(String account, Optional<Head> head, List<KeptQuestion> changed) {
    Bytes value = format(changed);
    Write write =
        head.isPresent()
            ? heads.swap(key(account), head.get().version(), value)
            : heads.putOnce(key(account), value);
    return switch (write) {
      case Write.Done _ -> true;
      // A repeated request may have met its own first success: the next attempt will see.
      case Write.Refused _ -> false;
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  private Bytes format(List<KeptQuestion> questions) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("questions");
    for (KeptQuestion question : questions) {
      ObjectNode each = list.addObject().put("id", question.id()).put("name", question.name());
      ObjectNode fields = each.putObject("fields");
      question.fields().forEach(fields::put);
    }
    json.put("nonce", random(16));
    return CanonicalJson.format(json);
  }

  private static List<KeptQuestion> parse(Bytes value) {
    List<KeptQuestion> questions = new ArrayList<>();
    for (JsonNode each : CanonicalJson.parse(value).path("questions")) {
      Map<String, String> fields = new HashMap<>();
      each.path("fields").properties().forEach(f -> fields.put(f.getKey(), f.getValue().asText()));
      questions.add(new KeptQuestion(each.path("id").asText(), each.path("name").asText(), fields));
    }
    return questions;
  }

  private static ObjectKey key(String account) {
    // Names that others than the archive give may have characters that no key has.
    String name = Accounts.isName(account) ? account : "_" + Sha256.of(Bytes.utf8(account)).hex();
    return ObjectKey.of("state/questions/" + name);
  }

  private String random(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return Bytes.of(drawn).hex();
  }
}
