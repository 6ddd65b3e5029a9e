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
    Accounts.Entry entry = tried(name, address, () -> accounts.enter(name, password));
    if (!(entry instanceof Accounts.Entry.Wrong)) {
      tries.right(name, address);
    }
    return switch (entry) {
      case Accounts.Entry.Opened(String token) -> new Outcome.Opened(token);
      case Accounts.Entry.First _ -> new Outcome.First();
      case Accounts.Entry.Wrong _ -> new Outcome.Wrong();
    };
  }

  /**
   * Gives an account another password, as {@link Accounts#changePassword}: whoever has come by a
   * session must not learn the password here.
   *
   * @param address of the caller, as a literal
   * @return what keeps it from being changed; empty where it is changed
   */
  public Optional<PasswordFault> change(String name, String present, String fresh, String address) {
    if (tries.begin(name, address).isPresent()) {
      return Optional.of(PasswordFault.TOO_OFTEN);
    }
    Optional<PasswordFault> fault =
        tried(name, address, () -> accounts.changePassword(name, present, fresh));
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
