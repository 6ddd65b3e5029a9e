package cn.cunzhen.api.account;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /** How long another node may still honour a session that was ended here. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final int MOST_REMEMBERED = 10_000;

  private final Heads heads;
  private final SecureRandom random;
  private final Clock clock;
  private final Sessions sessions;
  private final PasswordHash nobody;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  public Accounts(Heads heads, SecureRandom random, Clock clock, Duration sessionTime) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
    this.sessions = new Sessions(heads, this::randomBytes, clock, sessionTime);
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
      change(caller.account(), old -> fresh(caller, password));
    }
  }

  /**
   * Makes an account.
   *
   * @return false where its name is taken
   * @throws IllegalArgumentException if its name is not 1 to 64 of {@code [a-z0-9._-]}
   */
  public boolean add(Caller caller, String password) {
    return add(fresh(caller, password));
  }

  /**
   * Makes an account with a password that somebody else than its holder has chosen: a person has to
   * choose another at the first sign-in, a program's stays.
   *
   * @return false where its name is taken
   * @throws IllegalArgumentException if its name is not 1 to 64 of {@code [a-z0-9._-]}
   */
  public boolean give(Caller caller, String password) {
    Account account = fresh(caller, password);
    return add(new Account(caller, account.password(), account.era(), isPerson(caller), false));
  }

  private static boolean isPerson(Caller caller) {
    return caller.role() != Role.SOURCE;
  }

  private boolean add(Account account) {
    Caller caller = account.caller();
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
    return change(
        caller.account(),
        old -> new Account(caller, old.password(), old.era(), old.first(), old.disabled()));
  }

  /**
   * Gives an account another password, as {@link #give}, which ends its sessions; on other nodes
   * within ten seconds.
   *
   * @return false where there is no such account
   */
  public boolean setPassword(String name, String password) {
    return change(name, old -> withPassword(old, password, isPerson(old.caller())));
  }

  /**
   * Keeps an account from being used, its open sessions included, or lets it be used again; on
   * other nodes within ten seconds.
   *
   * @return false where there is no such account
   */
  public boolean setDisabled(String name, boolean disabled) {
    return change(
        name, old -> new Account(old.caller(), old.password(), old.era(), old.first(), disabled));
  }

  /**
   * Gives an account another password where the present one is known, which ends all its sessions;
   * on other nodes within ten seconds.
   *
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> changePassword(String name, String present, String fresh) {
    Optional<Head> head = head(name);
    Optional<Account> account = head.map(found -> Account.parse(found.value()));
    if (account.isEmpty() || !account.get().password().matches(present)) {
      return Optional.of(PasswordFault.WRONG);
    }
    if (fresh.equals(present)) {
      return Optional.of(PasswordFault.SAME);
    }
    Optional<PasswordFault> fault = PasswordFault.of(name, fresh);
    if (fault.isPresent()) {
      return fault;
    }
    boolean done = swap(head.get(), withPassword(account.get(), fresh, false));
    return done ? Optional.empty() : Optional.of(PasswordFault.CROSSED);
  }

  /**
   * Ends all sessions of an account; on other nodes within ten seconds.
   *
   * @return false where there is no such account
   */
  public boolean endSessions(String name) {
    return change(
        name,
        old ->
            new Account(
                old.caller(), old.password(), randomBytes(16), old.first(), old.disabled()));
  }

  private boolean change(String name, UnaryOperator<Account> change) {
    Optional<Head> head = head(name);
    if (head.isEmpty()) {
      return false;
    }
    if (!swap(head.get(), change.apply(Account.parse(head.get().value())))) {
      throw new ConcurrentModificationException("the account is being changed: " + name);
    }
    return true;
  }

  /** Whether it was written; false where another change came first. */
  private boolean swap(Head head, Account changed) {
    ObjectKey key = ObjectKey.of(ACCOUNTS + changed.caller().account());
    Bytes value = changed.format(randomBytes(16));
    Write write = heads.swap(key, head.version(), value);
    known.clear();
    return switch (write) {
      case Write.Done _ -> true;
      // A repeated request may have met its own first success.
      case Write.Refused _ -> heads.get(key).map(Head::value).filter(value::equals).isPresent();
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  private Account withPassword(Account old, String password, boolean first) {
    return new Account(old.caller(), hash(password), randomBytes(16), first, old.disabled());
  }

  private Account fresh(Caller caller, String password) {
    return new Account(caller, hash(password), randomBytes(16), false, false);
  }

  private PasswordHash hash(String password) {
    return PasswordHash.of(password, random);
  }

  /**
   * An account as a list shows it.
   *
   * @param first whether its holder has yet to choose a password
   */
  public record Listed(Caller caller, boolean first, boolean disabled) {}

  /** All accounts, in the order of their names. */
  public List<Listed> list() {
    return names().stream()
        .flatMap(name -> account(name).stream())
        .map(account -> new Listed(account.caller(), account.first(), account.disabled()))
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

  /** What comes of a name and a password. */
  public sealed interface Entry {
    /** A session was opened. */
    record Opened(String token) implements Entry {}

    /** They belong together, and another password has to be chosen before a session is opened. */
    record First() implements Entry {}

    /** They do not belong together, or the account is disabled. */
    record Wrong() implements Entry {}
  }

  /** Opens a session where name and password belong together. */
  public Entry enter(String name, String password) {
    Optional<Account> account = account(name);
    // A name that nobody has takes as long as a wrong password.
    boolean right = account.map(Account::password).orElse(nobody).matches(password);
    if (account.isEmpty() || !right || account.get().disabled()) {
      return new Entry.Wrong();
    }
    return account.get().first()
        ? new Entry.First()
        : new Entry.Opened(sessions.open(account.get()));
  }

  /** The token of the session that is opened; empty where none is. */
  public Optional<String> signIn(String name, String password) {
    return enter(name, password) instanceof Entry.Opened(String token)
        ? Optional.of(token)
        : Optional.empty();
  }

  /** Who the token belongs to; empty where it belongs to nobody, or no longer. */
  public Optional<Caller> caller(String token) {
    return session(token).map(Session::caller);
  }

  /** The session of the token; empty where it is none, or no longer. */
  public Optional<Session> session(String token) {
    Instant now = clock.instant();
    Known remembered = known.get(token);
    if (remembered != null && remembered.holds(now)) {
      return Optional.of(remembered.session());
    }
    Optional<Session> found = look(token);
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    found.ifPresentOrElse(
        session -> known.put(token, new Known(session, now.plus(REMEMBERED))),
        () -> known.remove(token));
    return found;
  }

  private Optional<Session> look(String token) {
    return sessions
        .find(token)
        .flatMap(kept ->
            account(kept.account())
                .filter(account -> !account.disabled() && account.era().equals(kept.era()))
                .map(account -> new Session(account.caller(), kept.began(), kept.expires())));
  }

  /** Ends the session; on other nodes within ten seconds. */
  public void signOut(String token) {
    known.remove(token);
    sessions.end(token);
  }

  private Optional<Account> account(String name) {
    return head(name).map(head -> Account.parse(head.value()));
  }

  private Optional<Head> head(String name) {
    return isName(name) ? heads.get(ObjectKey.of(ACCOUNTS + name)) : Optional.empty();
  }

  private Bytes randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** A session that was looked up a moment ago. */
  private record Known(Session session, Instant until) {
    boolean holds(Instant now) {
      return now.isBefore(until) && now.isBefore(session.expires());
    }
  }
}
