package cn.cunzhen.api;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.Accounts.Listed;
import cn.cunzhen.api.node.AccountDesk;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber;
import cn.cunzhen.core.record.Retention;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The built-in accounts of a store, whether nodes serve it just now or not. */
@Command(name = "user")
final class UserCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), voice().text("user.which"));
  }

  @Command(name = "add")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin Rights rights,
      @Mixin ConfigOption config)
      throws IOException {
    Caller caller = caller(name, rights);
    return at(
        config,
        accounts -> {
          // Asked before a password is typed in vain, and once more by the store.
          if (accounts.find(name).isPresent()
              || !accounts.give(caller, new PasswordPrompt(voice()).fresh(name))) {
            throw voice().failure("user.taken", name);
          }
          voice().say("user.added", name, rights.role);
          sayFirst(accounts, name);
        });
  }

  @Command(name = "change")
  int change(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin Rights rights,
      @Mixin ConfigOption config)
      throws IOException {
    Caller caller = caller(name, rights);
    return at(
        config,
        accounts -> {
          known(accounts.setRights(caller), name);
          voice().say("user.changed", name, rights.role);
        });
  }

  @Command(name = "password")
  int password(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
      throws IOException {
    return at(
        config,
        accounts -> {
          known(accounts.find(name).isPresent(), name);
          known(accounts.setPassword(name, new PasswordPrompt(voice()).fresh(name)), name);
          voice().say("user.password", name);
          sayFirst(accounts, name);
        });
  }

  @Command(name = "disable")
  int disable(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
      throws IOException {
    return at(
        config,
        accounts -> {
          known(accounts.setDisabled(name, true), name);
          voice().say("user.disabled", name);
        });
  }

  @Command(name = "enable")
  int enable(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
      throws IOException {
    return at(
        config,
        accounts -> {
          known(accounts.setDisabled(name, false), name);
          voice().say("user.enabled", name);
        });
  }

  @Command(name = "forget-codes")
  int forgetCodes(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
      throws IOException {
    return at(
        config,
        accounts -> {
          known(accounts.forgetCodes(name), name);
          voice().say("user.codes", name);
        });
  }

  @Command(name = "list")
  int list(@Mixin ConfigOption config) throws IOException {
    return at(
        config,
        accounts -> {
          Table table = new Table();
          for (Listed each : accounts.list()) {
            table.row(row(each));
          }
          table.lines().forEach(voice()::print);
        });
  }

  private void sayFirst(Accounts accounts, String name) {
    if (accounts.list().stream()
        .anyMatch(each -> each.caller().account().equals(name) && each.first())) {
      voice().say("user.first");
    }
  }

  private List<String> row(Listed listed) {
    Caller caller = listed.caller();
    Person person = caller.person();
    return List.of(
        caller.account(),
        caller.role().word(),
        person == null ? "" : Masking.mask(person.idType(), person.number()),
        Objects.requireNonNullElse(caller.agency(), ""),
        Objects.requireNonNullElse(caller.window(), ""),
        String.join(",", new TreeSet<>(caller.sourceSystems())),
        state(listed));
  }

  private String state(Listed listed) {
    if (listed.disabled()) {
      return voice().text("user.state.disabled");
    }
    if (listed.first()) {
      return voice().text("user.state.first");
    }
    return listed.codes() ? voice().text("user.state.codes") : "";
  }

  private Caller caller(String name, Rights rights) {
    if (!Accounts.isName(name)) {
      throw voice().wrong("user.name");
    }
    return rights.caller(name, voice());
  }

  private void known(boolean found, String name) {
    if (!found) {
      throw voice().failure("user.unknown", name);
    }
  }

  private Voice voice() {
    return new Voice(spec);
  }

  /** Something to do with the accounts. */
  private interface Errand {
    void run(Accounts accounts) throws IOException;
  }

  private static int at(ConfigOption config, Errand errand) throws IOException {
    try (AccountDesk desk = AccountDesk.open(config.load())) {
      errand.run(desk.accounts());
      return 0;
    }
  }

  /** What an account may do, and for whom. */
  static final class Rights {
    @Option(names = "--role", required = true, paramLabel = "ROLE")
    private String role = "";

    @Option(names = "--id-number", paramLabel = "NUMBER")
    private @Nullable String number;

    @Option(names = "--id-type", paramLabel = "TYPE")
    private @Nullable String idType;

    @Option(names = "--agency", paramLabel = "CODE")
    private @Nullable String agency;

    @Option(names = "--window", paramLabel = "CODE")
    private @Nullable String window;

    @Option(names = "--source-system", paramLabel = "NAME")
    private List<String> sourceSystems = List.of();

    Caller caller(String account, Voice voice) {
      Role known =
          Arrays.stream(Role.values())
              .filter(each -> each.word().equals(role))
              .findFirst()
              .orElseThrow(() -> voice.wrong("user.role", words(Role.values(), Role::word)));
      return new Caller(
          account, known, person(known, voice), agency, window, Set.copyOf(sourceSystems));
    }

    private @Nullable Person person(Role known, Voice voice) {
      boolean holds = known == Role.CITIZEN || known == Role.EMPLOYER;
      if (holds != (number != null)) {
        throw voice.wrong(holds ? "user.number.missing" : "user.number.surplus");
      }
      return number == null ? null : new Person(type(known, voice), checked(known, number, voice));
    }

    private String checked(Role known, String given, Voice voice) {
      String normal = IdNumber.normal(given);
      if (IdNumber.wrong(type(known, voice), normal, LocalDate.now(Retention.ZONE)).isPresent()) {
        throw voice.wrong("user.number.wrong", type(known, voice).word());
      }
      return normal;
    }

    private IdType type(Role known, Voice voice) {
      IdType usual = known == Role.EMPLOYER ? IdType.USCC : IdType.RESIDENT_ID;
      return idType == null
          ? usual
          : Arrays.stream(IdType.values())
              .filter(each -> each.word().equals(idType))
              .findFirst()
              .orElseThrow(() -> voice.wrong("user.type", words(IdType.values(), IdType::word)));
    }

    private static <E> String words(E[] all, Function<E, String> word) {
      return Arrays.stream(all).map(word).collect(Collectors.joining(", "));
    }
  }
}
