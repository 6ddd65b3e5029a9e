package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.Accounts.Listed;
import cn.cunzhen.api.account.PasswordFault;
import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.AccountDesk;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCommandTest {
  private static final String CITIZEN_NUMBER = "460100199003074518";

  private final InputStream stdin = System.in;
  private @TempDir Path folder;
  private CommandRun commands;

  @BeforeEach
  void aConfigurationOfItsOwn() throws IOException {
    Path config = folder.resolve("archive.properties");
    Files.writeString(config, "data=" + folder.resolve("data"));
    commands = new CommandRun(Locale.ENGLISH, "--config", config.toString());
  }

  @AfterEach
  void restoreStandardInput() {
    System.setIn(stdin);
    commands.close();
  }

  @Test
  void anAccountThatWasAddedSignsInWithThePasswordFromStandardInput() throws IOException {
    typed("correct horse\n");

    assertThat(commands.run("user", "add", "li.na", "--role", "clerk", "--agency", "460100-SI"))
        .isZero();

    assertThat(commands.out()).contains("li.na", "clerk").doesNotContain("correct horse");
    assertThat(enters("li.na", "correct horse")).isTrue();
    assertThat(enters("li.na", "correct horse\n")).isFalse();
  }

  @Test
  void aSourceSystemHasKeysInPlaceOfAPassword() throws Exception {
    Path first = publicKey("first");
    Path next = publicKey("next");
    String[] add = {"user", "add", "teller", "--role", "source", "--source-system", "teller"};

    assertThat(commands.run(with(add, "--key", first.toString()))).isZero();
    assertThat(commands.run("user", "key", "teller", "--add", next.toString())).isZero();
    commands.run("user", "list");
    List<String> keys = ask(accounts -> accounts.list().getFirst().keys());
    assertThat(keys).hasSize(2);
    assertThat(commands.out()).contains(keys);

    assertThat(commands.run("user", "key", "teller", "--remove", keys.getFirst())).isZero();
    assertThat(commands.run("user", "key", "teller", "--remove", keys.getFirst())).isNotZero();
    assertThat(commands.err()).contains("no such key");
    typed("a password");
    assertThat(commands.run("user", "password", "teller")).isNotZero();
    assertThat(commands.err()).contains("keys in place of a password");
    assertThat(commands.run("user", "add", "li", "--role", "clerk", "--key", first.toString()))
        .isNotZero();
    assertThat(commands.run("user", "key", "teller", "--add", "pom.xml")).isNotZero();
    assertThat(commands.err()).contains("pom.xml is no public key");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  private Path publicKey(String name) throws Exception {
    JWK key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    return Files.writeString(folder.resolve(name + ".jwk"), key.toJSONString());
  }

  @Test
  void aPasswordThatSomebodyElseHasTypedOpensNothingUntilItsHolderHasChosenAnother() {
    typed("correct horse");
    commands.run("user", "add", "li", "--role", "clerk");
    assertThat(commands.out()).contains("has to choose a password of their own first");
    assertThat(signsIn("li", "correct horse")).isFalse();
    commands.run("user", "list");
    assertThat(commands.out()).contains("password to be chosen");

    chooses("li", "correct horse", "battery staple");
    assertThat(signsIn("li", "battery staple")).isTrue();

    typed("forgotten again");
    commands.run("user", "password", "li");
    assertThat(signsIn("li", "forgotten again")).isFalse();
    assertThat(enters("li", "forgotten again")).isTrue();
  }

  @Test
  void aProgramKeepsThePasswordThatItWasGiven() {
    typed("correct horse");

    commands.run("user", "add", "counter", "--role", "source", "--source-system", "*");

    assertThat(commands.out()).doesNotContain("has to choose");
    assertThat(signsIn("counter", "correct horse")).isTrue();
  }

  @Test
  void aCitizensAccountIsBoundToItsNumberInNormalForm() throws IOException {
    typed("correct horse");

    assertThat(
            commands.run("user", "add", "wang", "--role", "citizen", "--id-number", CITIZEN_NUMBER))
        .isZero();

    Caller made = ask(accounts -> accounts.find("wang").orElseThrow());
    assertThat(made.person()).isEqualTo(new Person(IdType.RESIDENT_ID, CITIZEN_NUMBER));
    commands.run("user", "list");
    assertThat(commands.out()).contains("4601**********4518").doesNotContain(CITIZEN_NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Li --role clerk | an account's name is",
        "li --role king | a role is one of source, clerk",
        "li --role citizen | needs --id-number",
        "li --role clerk --id-number 460100199003074518 | is only for",
        "li --role citizen --id-number 460100199003074519 | no valid number of the type resident-id",
        "li --role citizen --id-type tax --id-number 1 | a type of number is one of",
        "li | missing: --role",
        "li --role clerk --colour red | unknown argument: --colour",
      })
  void whatCanNotBeIsSaidAndNothingIsMade(String arguments, String says) {
    typed("correct horse");

    assertThat(commands.run(("user add " + arguments).split(" ", -1))).isEqualTo(2);

    assertThat(commands.err()).contains(says);
    List<Listed> accounts = ask(Accounts::list);
    assertThat(accounts).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"short,8 to 200", "'',no password", "wang.xiaoming,not the account's name"})
  void aPasswordThatAnybodyGuessesIsRefused(String password, String says) {
    typed(password);

    assertThat(commands.run("user", "add", "wang.xiaoming", "--role", "auditor")).isEqualTo(2);

    assertThat(commands.err()).contains(says);
    List<Listed> accounts = ask(Accounts::list);
    assertThat(accounts).isEmpty();
  }

  @Test
  void aNameThatIsTakenKeepsItsPassword() {
    typed("correct horse");
    commands.run("user", "add", "li", "--role", "clerk");
    typed("battery staple");

    assertThat(commands.run("user", "add", "li", "--role", "operator")).isEqualTo(1);

    assertThat(commands.err()).contains("exists already");
    assertThat(enters("li", "correct horse")).isTrue();
  }

  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOne() {
    typed("correct horse");
    commands.run("user", "add", "li", "--role", "clerk");
    chooses("li", "correct horse", "one of my own");
    String token = ask(accounts -> accounts.signIn("li", "one of my own").orElseThrow());
    typed("battery staple");

    assertThat(commands.run("user", "password", "li")).isZero();

    assertThat(enters("li", "one of my own")).isFalse();
    assertThat(enters("li", "battery staple")).isTrue();
    assertThat(isHonoured(token)).isFalse();
  }

  @Test
  void aDisabledAccountIsOfNoUseUntilItIsEnabled() {
    typed("correct horse");
    commands.run("user", "add", "li", "--role", "clerk");
    chooses("li", "correct horse", "one of my own");
    String token = ask(accounts -> accounts.signIn("li", "one of my own").orElseThrow());

    assertThat(commands.run("user", "disable", "li")).isZero();

    assertThat(enters("li", "one of my own")).isFalse();
    assertThat(isHonoured(token)).isFalse();
    commands.run("user", "list");
    assertThat(commands.out()).contains("disabled");
    assertThat(commands.run("user", "enable", "li")).isZero();
    assertThat(signsIn("li", "one of my own")).isTrue();
  }

  @Test
  void changedRightsAreThoseThatAreNamedAndNoOthers() {
    typed("correct horse");
    commands.run("user", "add", "li", "--role", "clerk", "--agency", "A1", "--source-system", "t");

    assertThat(commands.run("user", "change", "li", "--role", "auditor")).isZero();

    Caller changed = ask(accounts -> accounts.find("li").orElseThrow());
    assertThat(changed.role()).isEqualTo(Role.AUDITOR);
    assertThat(changed.sourceSystems()).isEmpty();
    assertThat(enters("li", "correct horse")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"password", "disable", "enable"})
  void whatNobodyIsCalledIsSaid(String command) {
    typed("correct horse");

    assertThat(commands.run("user", command, "nobody")).isEqualTo(1);

    assertThat(commands.err()).contains("there is no account nobody");
  }

  private static void typed(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean signsIn(String name, String password) {
    return ask(accounts -> accounts.signIn(name, password).isPresent());
  }

  /** Whether the password is the account's, be it one that opens nothing yet. */
  private boolean enters(String name, String password) {
    return ask(accounts -> !(accounts.enter(name, password) instanceof Accounts.Entry.Wrong));
  }

  private void chooses(String name, String given, String own) {
    Optional<PasswordFault> fault = ask(accounts -> accounts.changePassword(name, given, own));
    assertThat(fault).isEmpty();
  }

  private boolean isHonoured(String token) {
    return ask(accounts -> accounts.caller(token).isPresent());
  }

  private <T> T ask(Function<Accounts, T> question) {
    Map<String, String> environment = Map.of("ARCHIVE_DATA", folder.resolve("data").toString());
    try (AccountDesk desk = AccountDesk.open(Configuration.load(Optional.empty(), environment))) {
      return question.apply(desk.accounts());
    }
  }
}
