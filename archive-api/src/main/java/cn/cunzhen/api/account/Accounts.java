package cn.cunzhen.api.account;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Accounts and their sessions, as small objects under {@code state/}.
 *
 * <p>A session's token is 32 random bytes that only its holder has; the store knows its digest.
 */
public final class Accounts {
  private static final String ACCOUNTS = "state/accounts/";
  private static final String SESSIONS = "state/sessions/";

  /** How long another node may still honour a session that was ended here. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final int MOST_REMEMBERED = 10_000;

  private final Heads heads;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration sessionTime;
  private final PasswordHash nobody;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  public Accounts(Heads heads, SecureRandom random, Clock clock, Duration sessionTime) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
    this.sessionTime = sessionTime;
    this.nobody = PasswordHash.of("nobody", random);
  }

  /** Whether an account may be called so: 1 to 64 of {@code [a-z0-9._-]}. */
  public static boolean isName(String name) {
    return Account.NAME.matcher(name).matches();
  }

  /**
   * Makes an account, or gives one that exists another password and other rights.
   *
   * @throws IllegalArgumentException if its name is not 1 to 64 of {@code [a-z0-9._-]}
   */
  public void put(Caller caller, String password) {
    if (!add(caller, password)) {
      change(caller.account(), old -> new Account(caller, hash(password), false));
    }
  }

  /**
   * Makes an account.
   *
   * @return false where its name is taken
   * @throws IllegalArgumentException if its name is not 1 to 64 of {@code [a-z0-9._-]}
   */
  public boolean add(Caller caller, String password) {
    Account account = new Account(caller, hash(password), false);
    ObjectKey key = ObjectKey.of(ACCOUNTS + caller.account());
    if (heads.get(key).isPresent()) {
      return false;
    }
    return switch (heads.putOnce(key, account.format(randomBytes(16)))) {
      case Write.Done _ -> true;
      case Write.Refused _ -> false;
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  /**
   * Gives an account other rights; its password stays.
   *
   * @return false where there is no such account
   */
  public boolean setRights(Caller caller) {
    return change(caller.account(), old -> new Account(caller, old.password(), old.disabled()));
  }

  /**
   * Gives an account another password, which ends its sessions; on other nodes within ten seconds.
   *
   * @return false where there is no such account
   */
  public boolean setPassword(String name, String password) {
    return change(name, old -> new Account(old.caller(), hash(password), old.disabled()));
  }

  /**
   * Keeps an account from being used, its open sessions included, or lets it be used again; on
   * other nodes within ten seconds.
   *
   * @return false where there is no such account
   */
  public boolean setDisabled(String name, boolean disabled) {
    return change(name, old -> new Account(old.caller(), old.password(), disabled));
  }

  private boolean change(String name, UnaryOperator<Account> change) {
    Optional<Head> head = head(name);
    if (head.isEmpty()) {
      return false;
    }
    Account changed = change.apply(Account.parse(head.get().value()));
    Write write =
        heads.swap(
            ObjectKey.of(ACCOUNTS + name), head.get().version(), changed.format(randomBytes(16)));
    known.clear();
    return switch (write) {
      case Write.Done _ -> true;
      case Write.Refused _ ->
          throw new ConcurrentModificationException("the account is being changed: " + name);
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  private PasswordHash hash(String password) {
    return PasswordHash.of(password, random);
  }

  /** An account as a list shows it. */
  public record Listed(Caller caller, boolean disabled) {}

  /** All accounts, in the order of their names. */
  public List<Listed> list() {
    return names().stream()
        .flatMap(name -> account(name).stream())
        .map(account -> new Listed(account.caller(), account.disabled()))
        .toList();
  }

  /** The names of all accounts, in order. */
  public List<String> names() {
    try (Stream<ObjectKey> keys = heads.list(ACCOUNTS)) {
      return keys.map(key -> key.value().substring(ACCOUNTS.length())).toList();
    }
  }

  /** The account of this name. */
  public Optional<Caller> find(String name) {
    return account(name).map(Account::caller);
  }

  /**
   * Opens a session.
   *
   * @return its token; empty where name and password do not belong together
   */
  public Optional<String> signIn(String name, String password) {
    Optional<Account> account = account(name);
    // A name that nobody has takes as long as a wrong password.
    boolean right = account.map(Account::password).orElse(nobody).matches(password);
    if (account.isEmpty() || !right || account.get().disabled()) {
      return Optional.empty();
    }
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32).toArray());
    ObjectNode session = JsonNodeFactory.instance.objectNode();
    session.put("account", name);
    session.put("proof", proof(account.get()));
    session.put("expires", clock.instant().plus(sessionTime).toString());
    session.put("nonce", randomBytes(16).hex());
    if (heads.putOnce(sessionKey(token), CanonicalJson.format(session))
        instanceof Write.Unknown u) {
      throw u.cause();
    }
    return Optional.of(token);
  }

  /** Who the token belongs to; empty where it belongs to nobody, or no longer. */
  public Optional<Caller> caller(String token) {
    Instant now = clock.instant();
    Known remembered = known.get(token);
    if (remembered != null && now.isBefore(remembered.until())) {
      return Optional.of(remembered.caller());
    }
    Optional<Known> found = look(token, now);
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    found.ifPresentOrElse(session -> known.put(token, session), () -> known.remove(token));
    return found.map(Known::caller);
  }

  private Optional<Known> look(String token, Instant now) {
    Optional<Head> head = heads.get(sessionKey(token));
    if (head.isEmpty()) {
      return Optional.empty();
    }
    JsonNode session = CanonicalJson.parse(head.get().value());
    Instant expires = Instant.parse(session.path("expires").asText());
    if (!now.isBefore(expires)) {
      return Optional.empty();
    }
    Instant until = now.plus(REMEMBERED);
    return account(session.path("account").asText())
        .filter(account -> !account.disabled())
        .filter(account -> proof(account).equals(session.path("proof").asText()))
        .map(account -> new Known(account.caller(), until.isBefore(expires) ? until : expires));
  }

  /** Ends the session; on other nodes within ten seconds. */
  public void signOut(String token) {
    known.remove(token);
    heads
        .get(sessionKey(token))
        .ifPresent(head -> {
          ObjectNode ended = JsonNodeFactory.instance.objectNode();
          ended.put("account", "");
          ended.put("proof", "");
          ended.put("expires", Instant.EPOCH.toString());
          ended.put("nonce", randomBytes(16).hex());
          Write write = heads.swap(sessionKey(token), head.version(), CanonicalJson.format(ended));
          if (write instanceof Write.Unknown unknown) {
            throw unknown.cause();
          }
        });
  }

  private Optional<Account> account(String name) {
    return head(name).map(head -> Account.parse(head.value()));
  }

  private Optional<Head> head(String name) {
    return isName(name) ? heads.get(ObjectKey.of(ACCOUNTS + name)) : Optional.empty();
  }

  /** By what a session knows the password that opened it: its salt, new for every password. */
  private static String proof(Account account) {
    return account.password().salt().hex();
  }

  private static ObjectKey sessionKey(String token) {
    return ObjectKey.of(SESSIONS + Sha256.of(Bytes.utf8(token)).hex());
  }

  private Bytes randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** A session that was looked up a moment ago. */
  private record Known(Caller caller, Instant until) {}
}
