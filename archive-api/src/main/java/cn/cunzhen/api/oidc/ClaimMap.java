package cn.cunzhen.api.oidc;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Yaml;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the archive by what a provider claims of them, as an operator has written it
 * down.
 *
 * <p>An account that a provider vouches for bears a name that no built-in account can have: {@code
 * oidc:} and what the provider calls it, or {@code oidc-client:} and the id of a source system's
 * client.
 */
public final class ClaimMap {
  private static final int MANY = 1_000;
  private static final int LONGEST = 128;
  private static final TextRule CLAIM = TextRule.identifier(200);
  private static final TextRule VALUE = TextRule.name(200);
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._@|:+=~-]{1,128}");
  private static final Map<String, Role> ROLES =
      Arrays.stream(Role.values())
          .collect(
              Collectors.toMap(Role::word, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  private static final Map<String, IdType> ID_TYPES =
      Arrays.stream(IdType.values())
          .collect(
              Collectors.toMap(IdType::word, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private final List<Rule> rules;
  private final JsonPointer account;
  private final @Nullable JsonPointer agency;
  private final @Nullable JsonPointer window;
  private final @Nullable JsonPointer idNumber;
  private final @Nullable JsonPointer idType;
  private final @Nullable JsonPointer sourceSystems;
  private final Map<Client, Set<String>> clients;

  /** Whose claim has, or holds, this value has the role. */
  private record Rule(JsonPointer claim, String value, Role role) {}

  /** A client that has tokens of its own. */
  private record Client(String id, String subject) {}

  /** The claims that were read do not fit. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private ClaimMap(Form form) {
    this.rules =
        form.objects("roles", 0, MANY).stream().flatMap(each -> rule(each).stream()).toList();
    JsonPointer named = claim(form, "account");
    this.account = named == null ? pointer("sub") : named;
    this.agency = claim(form, "agency");
    this.window = claim(form, "window");
    this.idNumber = claim(form, "idNumber");
    this.idType = claim(form, "idType");
    this.sourceSystems = claim(form, "sourceSystems");
    this.clients = new LinkedHashMap<>();
    form.objects("clients", 0, MANY).forEach(this::client);
    if (rules.isEmpty() && clients.isEmpty()) {
      form.fault("roles", FaultCode.MISSING);
    }
    if (idNumber == null && rules.stream().anyMatch(rule -> holds(rule.role()))) {
      form.fault("idNumber", FaultCode.MISSING);
    }
    form.close();
  }

  /**
   * Reads the YAML of an operator.
   *
   * @return null where there are faults
   */
  public static @Nullable ClaimMap read(byte[] yaml, Faults faults) {
    JsonNode root = Yaml.tree(yaml, faults);
    Form form = root == null ? null : Form.of(root, "", faults);
    ClaimMap map = form == null ? null : new ClaimMap(form);
    return faults.none() ? map : null;
  }

  private static Optional<Rule> rule(Form form) {
    String claim = form.text("claim", CLAIM);
    String value = form.text("value", VALUE);
    Role role = form.word("role", ROLES);
    form.close();
    return claim == null || value == null || role == null
        ? Optional.empty()
        : Optional.of(new Rule(pointer(claim), value, role));
  }

  private void client(Form form) {
    String id = form.text("client", VALUE);
    String subject = form.optionalText("subject", VALUE);
    List<String> systems = form.texts("sourceSystems", 1, MANY, VALUE);
    form.close();
    if (id != null
        && clients.put(new Client(id, subject == null ? id : subject), Set.copyOf(systems))
            != null) {
      form.fault("client", FaultCode.CODE_TAKEN);
    }
  }

  private static @Nullable JsonPointer claim(Form form, String field) {
    String claim = form.optionalText(field, CLAIM);
    return claim == null ? null : pointer(claim);
  }

  /** A claim by its name, or where it stands inside of another by a pointer (RFC 6901). */
  private static JsonPointer pointer(String claim) {
    return claim.startsWith("/")
        ? JsonPointer.compile(claim)
        : JsonPointer.empty().appendProperty(claim);
  }

  /** Whom an access token speaks for: a client of its own right, or a person. */
  Optional<Caller> ofAccess(JsonNode claims) {
    String id = claims.path("client_id").asText();
    Set<String> systems = clients.get(new Client(id, claims.path("sub").asText()));
    return systems == null
        ? of(claims)
        : Optional.of(new Caller("oidc-client:" + id, Role.SOURCE, null, null, null, systems));
  }

  /** Who a person is; nobody where no role is claimed, or a claim is missing or does not fit. */
  Optional<Caller> of(JsonNode claims) {
    try {
      return role(claims).map(role -> caller(role, claims));
    } catch (Unfit e) {
      return Optional.empty();
    }
  }

  /** The first role in the operator's order. */
  private Optional<Role> role(JsonNode claims) {
    return rules.stream()
        .filter(rule -> values(claims.at(rule.claim())).contains(rule.value()))
        .map(Rule::role)
        .findFirst();
  }

  private Caller caller(Role role, JsonNode claims) {
    String name = text(claims, account);
    if (name == null || !ACCOUNT.matcher(name).matches()) {
      throw new Unfit();
    }
    return new Caller(
        "oidc:" + name,
        role,
        holds(role) ? person(role, claims) : null,
        text(claims, agency),
        text(claims, window),
        sourceSystems == null ? Set.of() : values(claims.at(sourceSystems)));
  }

  private Person person(Role role, JsonNode claims) {
    String word = text(claims, idType);
    String number = text(claims, idNumber);
    IdType usual = role == Role.EMPLOYER ? IdType.USCC : IdType.RESIDENT_ID;
    IdType type = word == null ? usual : ID_TYPES.get(word);
    if (number == null || type == null) {
      throw new Unfit();
    }
    String normal = IdNumber.normal(number);
    if (IdNumber.wrong(type, normal, LocalDate.now(Retention.ZONE)).isPresent()) {
      throw new Unfit();
    }
    return new Person(type, normal);
  }

  private static boolean holds(Role role) {
    return role == Role.CITIZEN || role == Role.EMPLOYER;
  }

  /** The text that is claimed; null where the operator names no claim, or there is none. */
  private static @Nullable String text(JsonNode claims, @Nullable JsonPointer claim) {
    JsonNode value = claim == null ? null : claims.at(claim);
    if (value == null || value.isMissingNode() || value.isNull()) {
      return null;
    }
    return fit(value);
  }

  /** What is claimed: a value, or a list of such. */
  private static Set<String> values(JsonNode claim) {
    Set<String> values = new TreeSet<>();
    if (claim.isArray()) {
      List<JsonNode> all = new ArrayList<>();
      claim.forEach(all::add);
      all.stream().filter(JsonNode::isValueNode).map(JsonNode::asText).forEach(values::add);
    } else if (claim.isValueNode() && !claim.isNull()) {
      values.add(claim.asText());
    }
    return values;
  }

  private static String fit(JsonNode value) {
    String text = value.asText();
    if (!value.isValueNode()
        || text.isBlank()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new Unfit();
    }
    return text;
  }
}
