package cn.cunzhen.api.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The door of the built-in accounts: who tries one password after the other waits longer and
 * longer. Any thread may use it; what was tried elsewhere is not known to it.
 */
public final class SignIn {
  private final Accounts accounts;
  private final Tries tries;

  public SignIn(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.tries = new Tries(clock);
  }

  /** What comes of trying a name and a password. */
  public sealed interface Outcome {
    /** A session was opened. */
    record Opened(String token) implements Outcome {}

    /** Its holder has to choose another password first ({@link SignIn#change}). */
    record First() implements Outcome {}

    /**
     * A code of the account's app is to be shown too.
     *
     * @param ticket for {@link SignIn#openByCode}
     */
    record ByCode(String ticket) implements Outcome {}

    /** Name and password do not belong together, or the account is disabled. */
    record Wrong() implements Outcome {}

    /**
     * Too many were tried before; the password was not looked at.
     *
     * @param pause after which the next may be tried; positive
     */
    record Later(Duration pause) implements Outcome {}
  }

  /**
   * Tries to open a session.
   *
   * @param address of the caller, as a literal
   */
  public Outcome open(String name, String password, String address) {
    Optional<Duration> wait = tries.begin(name, address);
    if (wait.isPresent()) {
      return new Outcome.Later(wait.get());
    }
    return outcome(name, address, tried(name, address, () -> accounts.enter(name, password)));
  }

  /**
   * Tries to open a session by the code that was still missing.
   *
   * @param ticket that {@link Outcome.ByCode} gave
   * @param address of the caller, as a literal
   * @return empty where the ticket is none, or too old: then the password is to be shown again
   */
  public Optional<Outcome> openByCode(String ticket, String code, String address) {
    Optional<String> holder = accounts.holderOf(ticket);
    return holder.map(name -> {
      Optional<Duration> wait = tries.begin(name, address);
      return wait.isPresent()
          ? new Outcome.Later(wait.get())
          : outcome(name, address, tried(name, address, () -> accounts.enterByCode(ticket, code)));
    });
  }

  /**
   * Where a code is still missing, a right password counts for nothing: it forgets no wrong codes,
   * or these could be guessed, and is none itself, or the code had to wait for it.
   */
  private Outcome outcome(String name, String address, Accounts.Entry entry) {
    return switch (entry) {
      case Accounts.Entry.Opened(String token) -> {
        tries.right(name, address);
        yield new Outcome.Opened(token);
      }
      case Accounts.Entry.First _ -> {
        tries.right(name, address);
        yield new Outcome.First();
      }
      case Accounts.Entry.ByCode(String ticket) -> {
        tries.undecided(name, address);
        yield new Outcome.ByCode(ticket);
      }
      case Accounts.Entry.Wrong _ -> new Outcome.Wrong();
    };
  }

  /**
   * Sets codes up, as {@link Accounts#setCodes}.
   *
   * @param address of the caller, as a literal
   */
  public Optional<CodeFault> setCodes(
      String name, String password, String ticket, String code, String address) {
    return codes(name, address, () -> accounts.setCodes(name, password, ticket, code));
  }

  /**
   * Ends codes, as {@link Accounts#endCodes}.
   *
   * @param address of the caller, as a literal
   */
  public Optional<CodeFault> endCodes(String name, String password, String code, String address) {
    return codes(name, address, () -> accounts.endCodes(name, password, code));
  }

  private Optional<CodeFault> codes(
      String name, String address, Supplier<Optional<CodeFault>> attempt) {
    if (tries.begin(name, address).isPresent()) {
      return Optional.of(CodeFault.TOO_OFTEN);
    }
    Optional<CodeFault> fault = tried(name, address, attempt);
    if (fault.isEmpty()) {
      tries.right(name, address);
    }
    return fault;
  }

  /**
   * Gives an account another password, as {@link Accounts#changePassword}: whoever has come by a
   * session must not learn the password here.
   *
   * @param address of the caller, as a literal
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> change(String name, String present, String fresh, String address) {
    return password(name, address, () -> accounts.changePassword(name, present, fresh));
  }

  /**
   * Gives an account its holder's first own password, as {@link Accounts#chooseFirst}.
   *
   * @param address of the caller, as a literal
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> choose(String name, String given, String fresh, String address) {
    return password(name, address, () -> accounts.chooseFirst(name, given, fresh));
  }

  private Optional<PasswordFault> password(
      String name, String address, Supplier<Optional<PasswordFault>> attempt) {
    if (tries.begin(name, address).isPresent()) {
      return Optional.of(PasswordFault.TOO_OFTEN);
    }
    Optional<PasswordFault> fault = tried(name, address, attempt);
    if (!fault.equals(Optional.of(PasswordFault.WRONG))) {
      tries.right(name, address);
    }
    return fault;
  }

  /** A store that fails makes no password wrong. */
  private <T> T tried(String name, String address, Supplier<T> attempt) {
    boolean decided = false;
    try {
      T outcome = attempt.get();
      decided = true;
      return outcome;
    } finally {
      if (!decided) {
        tries.undecided(name, address);
      }
    }
  }
}
