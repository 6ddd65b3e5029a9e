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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * Makes an account, or gives one that exists another password and other rights.
   *
   * @throws IllegalArgumentException if its name is not 1 to 64 of {@code [a-z0-9._-]}
   */
  public void put(Caller caller, String password) {
    Account account = new Account(caller, PasswordHash.of(password, random));
    ObjectKey key = ObjectKey.of(ACCOUNTS + caller.account());
    Optional<Head> present = heads.get(key);
    Bytes value = account.format(randomBytes(16));
    Write write =
        present.isEmpty()
            ? heads.putOnce(key, value)
            : heads.swap(key, present.get().version(), value);
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    known.clear();
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
    if (account.isEmpty() || !right) {
      return Optional.empty();
    }
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32).toArray());
    ObjectNode session = JsonNodeFactory.instance.objectNode();
    session.put("account", name);
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
          ended.put("expires", Instant.EPOCH.toString());
          ended.put("nonce", randomBytes(16).hex());
          Write write = heads.swap(sessionKey(token), head.version(), CanonicalJson.format(ended));
          if (write instanceof Write.Unknown unknown) {
            throw unknown.cause();
          }
        });
  }

  private Optional<Account> account(String name) {
    if (!Account.NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return heads.get(ObjectKey.of(ACCOUNTS + name)).map(head -> Account.parse(head.value()));
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
