package cn.cunzhen.api.samples;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Deposit;
import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.intake.SubmissionVerdict;
import cn.cunzhen.core.record.Holder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Fills an archive with samples: accounts of every role, and transactions of three years. */
public final class SampleArchive {
  /** One account of each role, named for it. */
  public static final List<String> ACCOUNTS = Arrays.stream(Role.values()).map(Role::word).toList();

  static final long SEED = 20261121;
  private static final int SUBMITTERS = 4;
  private static final int STEP = 50;

  private SampleArchive() {}

  /** The password of a sample account. */
  public static String password(String account) {
    return account + "-demo";
  }

  /** Makes the accounts that are missing. */
  public static void makeAccounts(Accounts accounts) {
    for (Role role : Role.values()) {
      if (accounts.find(role.word()).isEmpty()) {
        accounts.put(caller(role), password(role.word()));
      }
    }
  }

  private static Caller caller(Role role) {
    boolean staff = role == Role.CLERK || role == Role.ARCHIVIST || role == Role.SUPERVISOR;
    return new Caller(
        role.word(),
        role,
        person(role),
        staff ? "460100-SI" : null,
        role == Role.CLERK ? "A03" : null,
        role == Role.SOURCE || role == Role.CLERK ? Set.of("*") : Set.of());
  }

  private static @Nullable Person person(Role role) {
    return switch (role) {
      case CITIZEN -> person(SampleTransactions.CITIZEN);
      case EMPLOYER -> person(SampleTransactions.EMPLOYER);
      case SOURCE, CLERK, ARCHIVIST, AUDITOR, SUPERVISOR, OPERATOR -> null;
    };
  }

  private static Person person(Holder holder) {
    return new Person(holder.idType(), holder.number());
  }

  /**
   * Deposits the first so many samples, several at a time.
   *
   * @param progress told now and then how many are done
   */
  public static void deposit(Archive archive, int count, IntConsumer progress)
      throws IOException, InterruptedException {
    SampleTransactions samples = SampleTransactions.of(SEED);
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS)) {
      List<Future<Boolean>> deposits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        SampleTransaction sample = samples.get(i);
        deposits.add(
            threads.submit(() -> {
              deposit(archive, sample);
              int now = done.incrementAndGet();
              if (now % STEP == 0) {
                progress.accept(now);
              }
              return true;
            }));
      }
      for (Future<Boolean> each : deposits) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a sample could not be archived", e.getCause());
    }
  }

  private static void deposit(Archive archive, SampleTransaction sample)
      throws IOException, InterruptedException {
    SubmissionVerdict verdict = archive.read(sample.submission());
    if (!(verdict instanceof SubmissionVerdict.Valid valid)) {
      throw new IllegalStateException("a sample breaks the rules of the catalogue: " + verdict);
    }
    try (Deposit deposit = archive.deposit(valid.transaction())) {
      for (SampleFile file : sample.files()) {
        deposit.file(file.name(), file.content().stream());
      }
      DepositOutcome outcome = deposit.complete();
      if (!(outcome instanceof DepositOutcome.Archived
          || outcome instanceof DepositOutcome.Repeated)) {
        throw new IllegalStateException("a sample was not archived: " + outcome);
      }
    }
  }
}
