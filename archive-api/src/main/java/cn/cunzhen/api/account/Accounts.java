package cn.cunzhen.api.account;

import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.nimbusds.jose.jwk.JWK;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private static final int MOST_KEYS = 4;

  private final Heads heads;
  private final SecureRandom random;
  private final Clock clock;
  private final Sessions sessions;
  private final Codes codes;
  private final PasswordHash nobody;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * @param key 32 bytes, the same on all nodes, which the store does not have
   */
  public Accounts(Heads heads, Bytes key, SecureRandom random, Clock clock, Duration sessionTime) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
    this.sessions = new Sessions(heads, this::randomBytes, clock, sessionTime);
    this.codes = new Codes(key, this::randomBytes, clock);
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
    return add(account.with(account.password(), account.era(), isPerson(caller)));
  }

  /**
   * Makes an account of a source system that shows by this key who it is, and has no password.
   *
   * @return false where its name is taken
   */
  public boolean addKeyed(Caller caller, JWK key) {
    return add(fresh(caller, randomBytes(32).hex()).with(List.of(key), randomBytes(16)));
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
    return change(caller.account(), old -> old.with(caller));
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
    return change(name, old -> old.disabled(disabled));
  }

  /**
   * Gives an account another password where the present one is known, which ends all its sessions;
   * on other nodes within ten seconds.
   *
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> changePassword(String name, String present, String fresh) {
    return changePassword(name, present, fresh, _ -> true);
  }

  /**
   * The same where its holder has yet to choose one, before anything is opened. Any other account's
   * password is {@link PasswordFault#WRONG}: that alone must not change where codes are shown too.
   *
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> chooseFirst(String name, String given, String fresh) {
    return changePassword(name, given, fresh, Account::first);
  }

  private Optional<PasswordFault> changePassword(
      String name, String present, String fresh, Predicate<Account> may) {
    Optional<Head> head = head(name);
    Optional<Account> account = head.map(found -> Account.parse(found.value()));
    if (account.isEmpty()
        || !account.get().password().matches(present)
        || !may.test(account.get())) {
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
    return change(name, old -> old.inEra(randomBytes(16)));
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
    return old.with(hash(password), randomBytes(16), first);
  }

  private Account fresh(Caller caller, String password) {
    return new Account(caller, hash(password), randomBytes(16), false, null, List.of(), false);
  }

  private PasswordHash hash(String password) {
    return PasswordHash.of(password, random);
  }

  /**
   * An account as a list shows it.
   *
   * @param first whether its holder has yet to choose a password
   * @param codes whether a code of an app has to be shown too
   * @param keys the names of the keys by which it shows who it is
   */
  public record Listed(
      Caller caller, boolean first, boolean codes, List<String> keys, boolean disabled) {}

  /** All accounts, in the order of their names. */
  public List<Listed> list() {
    return names().stream().flatMap(name -> account(name).stream()).map(Accounts::listed).toList();
  }

  private static Listed listed(Account account) {
    return new Listed(
        account.caller(),
        account.first(),
        account.code() != null,
        account.keys().stream().map(PublicKeys::name).toList(),
        account.disabled());
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

    /**
     * They belong together, and a code of the account's app is to be shown too.
     *
     * @param ticket says so for a while, to {@link #enterByCode}
     */
    record ByCode(String ticket) implements Entry {}

    /** They do not belong together, or the account is disabled. */
    record Wrong() implements Entry {}
  }

  /**
   * Gives a source system another key to show who it is by. With its first its password ends, and
   * so do its sessions.
   *
   * @return what keeps it from having the key; empty where it has it
   */
  public Optional<KeyFault> addKey(String name, JWK key) {
    return changeKeys(
        name,
        account -> {
          if (account.caller().role() != Role.SOURCE) {
            return KeyFault.ROLE;
          }
          if (account.keys().stream().anyMatch(each -> isNamed(each, PublicKeys.name(key)))) {
            return KeyFault.KNOWN;
          }
          return account.keys().size() < MOST_KEYS ? null : KeyFault.MANY;
        },
        keys -> Stream.concat(keys.stream(), Stream.of(key)).toList());
  }

  /**
   * Takes a key from a source system, whose sessions end. Without keys it shows nobody who it is
   * until it is given a password, or another key.
   *
   * @return what keeps it from being taken; empty where it is taken
   */
  public Optional<KeyFault> removeKey(String name, String key) {
    return changeKeys(
        name,
        account ->
            account.keys().stream().anyMatch(each -> isNamed(each, key)) ? null : KeyFault.UNKNOWN,
        keys -> keys.stream().filter(each -> !isNamed(each, key)).toList());
  }

  private static boolean isNamed(JWK key, String name) {
    return PublicKeys.name(key).equals(name);
  }

  private Optional<KeyFault> changeKeys(
      String name, Function<Account, @Nullable KeyFault> check, UnaryOperator<List<JWK>> change) {
    Optional<KeyFault> fault = account(name).map(check);
    if (fault.isPresent() || account(name).isEmpty()) {
      return fault.or(() -> Optional.of(KeyFault.ACCOUNT));
    }
    // Nobody knows this one: whoever has keys has no password.
    change(
        name,
        old ->
            withPassword(old, randomBytes(32).hex(), false)
                .with(change.apply(old.keys()), randomBytes(16)));
    return Optional.empty();
  }

  /** The account, if tokens that it signs show who it is. */
  Optional<Account> withKeys(String name) {
    return isName(name)
        ? account(name).filter(each -> !each.disabled() && !each.keys().isEmpty())
        : Optional.empty();
  }

  /** Opens a session where name and password belong together. */
  public Entry enter(String name, String password) {
    Optional<Account> account = account(name);
    // A name that nobody has takes as long as a wrong password.
    boolean right = account.map(Account::password).orElse(nobody).matches(password);
    boolean open = account.filter(each -> !each.disabled() && each.keys().isEmpty()).isPresent();
    if (!right || !open) {
      return new Entry.Wrong();
    }
    if (account.get().first()) {
      return new Entry.First();
    }
    return account.get().code() == null
        ? new Entry.Opened(sessions.open(account.get()))
        : new Entry.ByCode(codes.passed(account.get()));
  }

  /** Whose password was shown for this ticket; empty for none, and where it is too long ago. */
  public Optional<String> holderOf(String ticket) {
    return codes.passed(ticket).map(Codes.Opened::account);
  }

  /**
   * Opens a session where the ticket says that the password was right, and the code is too.
   *
   * @return {@link Entry.Opened} or {@link Entry.Wrong}
   */
  public Entry enterByCode(String ticket, String code) {
    Optional<Codes.Opened> passed = codes.passed(ticket);
    Optional<Head> head = passed.flatMap(opened -> head(opened.account()));
    if (head.isEmpty()) {
      return new Entry.Wrong();
    }
    Account account = Account.parse(head.get().value());
    // Another password since, or all signed out: what was shown is worth nothing.
    boolean holds = account.era().hex().equals(passed.get().what()) && !account.disabled();
    return holds && useCode(head.get(), account, code)
        ? new Entry.Opened(sessions.open(account))
        : new Entry.Wrong();
  }

  /** Whether the code counts, which it does once; of two calls at once, for one. */
  private boolean useCode(Head head, Account account, String code) {
    Account.Code kept = account.code();
    if (kept == null) {
      return false;
    }
    OptionalLong step = codes.step(account.caller().account(), kept, code);
    return step.isPresent()
        && swap(head, account.with(new Account.Code(kept.secret(), step.getAsLong())));
  }

  /** Opens a session of an account whose holder has just proved to be that. */
  public String open(String name) {
    return sessions.open(
        account(name).orElseThrow(() -> new IllegalArgumentException("no account " + name)));
  }

  /** Whether a code has to be shown beside the account's password. */
  public boolean hasCodes(String name) {
    return account(name).map(Account::code).isPresent();
  }

  /** A secret for the app of this account's holder; {@link #setCodes} puts it to use. */
  public Codes.Proposal proposeCodes(String name) {
    return codes.propose(name);
  }

  /** What was proposed under this ticket; empty where nothing was, or too long ago. */
  public Optional<Codes.Proposal> proposal(String name, String ticket) {
    return codes.again(name, ticket);
  }

  /**
   * From now on a code of the app has to be shown beside the password.
   *
   * @param ticket of the proposal
   * @return what keeps it from being so; empty where it is so
   */
  public Optional<CodeFault> setCodes(String name, String password, String ticket, String code) {
    Optional<Bytes> secret = codes.proposed(name, ticket);
    if (secret.isEmpty() || hasCodes(name)) {
      return Optional.of(CodeFault.OVER);
    }
    return changeCodes(
        name,
        password,
        account ->
            codes.step(secret.get(), -1, code).stream()
                .mapToObj(step -> new Account.Code(codes.seal(name, secret.get()), step))
                .map(account::with)
                .findFirst());
  }

  /**
   * From now on the password is enough.
   *
   * @return what keeps it from being so; empty where it is so
   */
  public Optional<CodeFault> endCodes(String name, String password, String code) {
    return changeCodes(
        name,
        password,
        account -> {
          Account.Code kept = account.code();
          boolean counts = kept == null || codes.step(name, kept, code).isPresent();
          return counts ? Optional.of(account.with((Account.Code) null)) : Optional.empty();
        });
  }

  /**
   * @param change empty where the code does not count
   */
  private Optional<CodeFault> changeCodes(
      String name, String password, Function<Account, Optional<Account>> change) {
    Optional<Head> head = head(name);
    Optional<Account> account = head.map(found -> Account.parse(found.value()));
    if (account.isEmpty() || !account.get().password().matches(password)) {
      return Optional.of(CodeFault.PASSWORD);
    }
    Optional<Account> changed = change.apply(account.get());
    if (changed.isEmpty()) {
      return Optional.of(CodeFault.CODE);
    }
    return swap(head.get(), changed.get()) ? Optional.empty() : Optional.of(CodeFault.OVER);
  }

  /**
   * Lets an account be used without a code, for a holder whose app is lost; its sessions end.
   *
   * @return false where there is no such account
   */
  public boolean forgetCodes(String name) {
    return change(name, old -> old.with((Account.Code) null).inEra(randomBytes(16)));
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
