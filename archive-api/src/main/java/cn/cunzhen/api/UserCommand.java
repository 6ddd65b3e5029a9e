package cn.cunzhen.api;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.Accounts.Listed;
import cn.cunzhen.api.account.KeyFault;
import cn.cunzhen.api.node.AccountDesk;
import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber;
import cn.cunzhen.core.record.Retention;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      @Option(names = "--key", paramLabel = "FILE") @Nullable Path publicKey,
      @Mixin ConfigOption config)
      throws IOException {
    Caller caller = caller(name, rights);
    return at(
        config,
        accounts -> {
          if (publicKey != null) {
            JWK key = key(publicKey);
            if (caller.role() != Role.SOURCE) {
              throw fault(KeyFault.ROLE, name);
            }
            if (!accounts.addKeyed(caller, key)) {
              throw voice().failure("user.taken", name);
            }
            voice().say("user.added", name, rights.role);
            voice().say("user.key.added", PublicKeys.name(key), name);
            return;
          }
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
          if (listed(accounts, name).filter(each -> !each.keys().isEmpty()).isPresent()) {
            throw voice().failure("user.key.instead", name);
          }
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

  @Command(name = "key")
  int key(
      @Parameters(paramLabel = "NAME") String name,
      @ArgGroup(multiplicity = "1") KeyChange change,
      @Mixin ConfigOption config)
      throws IOException {
    return at(
        config,
        accounts -> {
          if (change.added != null) {
            JWK key = key(change.added);
            require(accounts.addKey(name, key), name);
            voice().say("user.key.added", PublicKeys.name(key), name);
          } else {
            String key = Objects.requireNonNull(change.removed);
            require(accounts.removeKey(name, key), name);
            voice().say("user.key.removed", key, name);
          }
        });
  }

  /** One key more, or one less. */
  static final class KeyChange {
    @Option(names = "--add", required = true, paramLabel = "FILE")
    private @Nullable Path added;

    @Option(names = "--remove", required = true, paramLabel = "KEY")
    private @Nullable String removed;
  }

  private JWK key(Path file) throws IOException {
    return PublicKeys.read(Files.readString(file))
        .orElseThrow(() -> voice().failure("user.key.wrong", file));
  }

  private void require(Optional<KeyFault> fault, String name) {
    if (fault.isPresent()) {
      throw fault(fault.get(), name);
    }
  }

  private CommandFailure fault(KeyFault fault, String name) {
    return switch (fault) {
      case ACCOUNT -> voice().failure("user.unknown", name);
      case ROLE -> voice().failure("user.key.role", name);
      case KNOWN -> voice().failure("user.key.known", name);
      case UNKNOWN -> voice().failure("user.key.unknown", name);
      case MANY -> voice().failure("user.key.many", name);
    };
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
    if (listed(accounts, name).filter(Listed::first).isPresent()) {
      voice().say("user.first");
    }
  }

  private static Optional<Listed> listed(Accounts accounts, String name) {
    return accounts.list().stream()
        .filter(each -> each.caller().account().equals(name))
        .findFirst();
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
    if (!listed.keys().isEmpty()) {
      return voice().text("user.state.keys", String.join(", ", listed.keys()));
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
