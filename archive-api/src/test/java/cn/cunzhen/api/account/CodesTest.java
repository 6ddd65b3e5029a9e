package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.account.Accounts.Entry;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of an app beside the password, on two nodes of one store. */
class CodesTest {
  private static final String NAME = "li.na";
  private static final String PASSWORD = "first-password";
  private static final String HERE = "10.0.0.7";
  private static final Bytes KEY = Bytes.of(new byte[32]);

  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Heads heads = new MemoryStore(clock).heads();
  private final Accounts accounts = node(KEY);
  private final Accounts elsewhere = node(KEY);
  private final SignIn door = new SignIn(accounts, clock);

  private Accounts node(Bytes key) {
    return new Accounts(heads, key, new SecureRandom(), clock, Duration.ofHours(8));
  }

  @BeforeEach
  void makeAccount() {
    accounts.add(new Caller(NAME, Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
  }

  private String code(Bytes secret) {
    return Codes.code(secret, now.getEpochSecond() / 30);
  }

  private Bytes setUp() {
    Codes.Proposal proposal = accounts.proposeCodes(NAME);
    Bytes secret = Bytes.of(new Base32().decode(proposal.secret()));
    assertThat(accounts.setCodes(NAME, PASSWORD, proposal.ticket(), code(secret))).isEmpty();
    now = now.plusSeconds(30);
    return secret;
  }

  private static String ticket(Entry entry) {
    assertThat(entry).isInstanceOf(Entry.ByCode.class);
    return ((Entry.ByCode) entry).ticket();
  }

  /** Appendix B of RFC 6238, whose codes have eight digits: the last six of them. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Codes.code(Bytes.utf8("12345678901234567890"), second / 30)).isEqualTo(code);
  }

  @Test
  void thePasswordAloneOpensNothingAndTheCodeOpensOnAnyNode() {
    Bytes secret = setUp();

    assertThat(accounts.signIn(NAME, PASSWORD)).isEmpty();
    String ticket = ticket(accounts.enter(NAME, PASSWORD));
    assertThat(accounts.enter(NAME, "wrong-password")).isEqualTo(new Entry.Wrong());

    assertThat(elsewhere.enterByCode(ticket, "000000")).isEqualTo(new Entry.Wrong());
    assertThat(elsewhere.enterByCode(ticket, code(secret))).isInstanceOf(Entry.Opened.class);
  }

  @Test
  void aCodeCountsOnceAndNoneThatWasBeforeIt() {
    Bytes secret = setUp();
    String ticket = ticket(accounts.enter(NAME, PASSWORD));
    String used = code(secret);
    assertThat(accounts.enterByCode(ticket, used)).isInstanceOf(Entry.Opened.class);

    assertThat(accounts.enterByCode(ticket, used)).isEqualTo(new Entry.Wrong());
    assertThat(elsewhere.enterByCode(ticket, used)).isEqualTo(new Entry.Wrong());
    String before = Codes.code(secret, now.getEpochSecond() / 30 - 1);
    assertThat(accounts.enterByCode(ticket, before)).isEqualTo(new Entry.Wrong());

    now = now.plusSeconds(30);
    assertThat(accounts.enterByCode(ticket, code(secret))).isInstanceOf(Entry.Opened.class);
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void aClockMayBeHalfAMinuteOff(int steps, boolean counts) {
    Bytes secret = setUp();
    now = now.plusSeconds(300);
    String ticket = ticket(accounts.enter(NAME, PASSWORD));

    String code = Codes.code(secret, now.getEpochSecond() / 30 + steps);
    Entry entry = accounts.enterByCode(ticket, code);

    assertThat(entry instanceof Entry.Opened).isEqualTo(counts);
  }

  @Test
  void itMayBeTypedInTwoHalvesAndInWideDigits() {
    Bytes secret = setUp();
    String ticket = ticket(accounts.enter(NAME, PASSWORD));
    String code = code(secret);
    StringBuilder wide = new StringBuilder();
    code.chars().forEach(digit -> wide.append((char) (digit - '0' + '\uff10')));

    Entry entry = accounts.enterByCode(ticket, " " + wide.insert(3, ' ') + " ");

    assertThat(entry).isInstanceOf(Entry.Opened.class);
  }

  @Test
  void whatTheTicketSaysIsWorthNothingAfterTenMinutesAnotherPasswordOrASignOutOfAll() {
    Bytes secret = setUp();
    String old = ticket(accounts.enter(NAME, PASSWORD));
    now = now.plus(Duration.ofMinutes(10));
    assertThat(accounts.enterByCode(old, code(secret))).isEqualTo(new Entry.Wrong());

    String signedOut = ticket(accounts.enter(NAME, PASSWORD));
    accounts.endSessions(NAME);
    assertThat(accounts.enterByCode(signedOut, code(secret))).isEqualTo(new Entry.Wrong());

    String changed = ticket(accounts.enter(NAME, PASSWORD));
    assertThat(accounts.changePassword(NAME, PASSWORD, "second-password")).isEmpty();
    assertThat(accounts.enterByCode(changed, code(secret))).isEqualTo(new Entry.Wrong());
    String fresh = ticket(accounts.enter(NAME, "second-password"));
    assertThat(accounts.enterByCode(fresh, code(secret))).isInstanceOf(Entry.Opened.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aMadeUpTicketIsNone(String ticket) {
    setUp();

    assertThat(door.openByCode(ticket, "000000", HERE)).isEmpty();
    assertThat(accounts.enterByCode(ticket, "000000")).isEqualTo(new Entry.Wrong());
  }

  @Test
  void theTicketOfAProposalIsNoneOfAPasswordNorAnotherAccounts() {
    accounts.add(new Caller("wang", Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
    Codes.Proposal proposal = accounts.proposeCodes(NAME);
    String code = code(Bytes.of(new Base32().decode(proposal.secret())));

    assertThat(accounts.holderOf(proposal.ticket())).isEmpty();
    assertThat(accounts.setCodes("wang", PASSWORD, proposal.ticket(), code))
        .hasValue(CodeFault.OVER);
  }

  @Test
  void theyAreSetUpByWhoHasThePasswordAndTheApp() {
    Codes.Proposal proposal = accounts.proposeCodes(NAME);
    String code = code(Bytes.of(new Base32().decode(proposal.secret())));

    assertThat(accounts.setCodes(NAME, "wrong", proposal.ticket(), code))
        .hasValue(CodeFault.PASSWORD);
    assertThat(accounts.setCodes(NAME, PASSWORD, proposal.ticket(), "000000"))
        .hasValue(CodeFault.CODE);
    assertThat(accounts.hasCodes(NAME)).isFalse();
    assertThat(accounts.proposal(NAME, proposal.ticket())).hasValue(proposal);
    assertThat(accounts.setCodes(NAME, PASSWORD, proposal.ticket(), code)).isEmpty();

    assertThat(elsewhere.hasCodes(NAME)).isTrue();
    assertThat(accounts.setCodes(NAME, PASSWORD, proposal.ticket(), code)).hasValue(CodeFault.OVER);
  }

  @Test
  void aProposalIsOverAfterTenMinutes() {
    Codes.Proposal proposal = accounts.proposeCodes(NAME);
    now = now.plus(Duration.ofMinutes(10));
    String code = code(Bytes.of(new Base32().decode(proposal.secret())));

    assertThat(accounts.setCodes(NAME, PASSWORD, proposal.ticket(), code)).hasValue(CodeFault.OVER);
    assertThat(accounts.proposal(NAME, proposal.ticket())).isEmpty();
  }

  @Test
  void whoHasBothEndsThem() {
    Bytes secret = setUp();

    assertThat(accounts.endCodes(NAME, "wrong", code(secret))).hasValue(CodeFault.PASSWORD);
    assertThat(accounts.endCodes(NAME, PASSWORD, "000000")).hasValue(CodeFault.CODE);
    assertThat(accounts.signIn(NAME, PASSWORD)).isEmpty();
    assertThat(accounts.endCodes(NAME, PASSWORD, code(secret))).isEmpty();

    assertThat(accounts.signIn(NAME, PASSWORD)).isPresent();
  }

  @Test
  void anOperatorForgetsThemAndEndsWhatTheyHadOpened() {
    Bytes secret = setUp();
    Entry entry = accounts.enterByCode(ticket(accounts.enter(NAME, PASSWORD)), code(secret));
    String token = ((Entry.Opened) entry).token();
    assertThat(accounts.caller(token)).isPresent();

    assertThat(accounts.forgetCodes(NAME)).isTrue();

    assertThat(accounts.caller(token)).isEmpty();
    assertThat(accounts.signIn(NAME, PASSWORD)).isPresent();
    assertThat(accounts.forgetCodes("nobody")).isFalse();
  }

  @Test
  void whoKnowsThePasswordAloneChangesItForNobodyAndForgetsNoWrongCode() {
    Bytes secret = setUp();
    for (int i = 0; i < 5; i++) {
      assertThat(byCode("000000")).isInstanceOf(SignIn.Outcome.Wrong.class);
      now = now.plusSeconds(1);
      assertThat(door.choose(NAME, PASSWORD, PASSWORD, "10.1.1.2")).contains(PasswordFault.WRONG);
    }

    assertThat(door.choose(NAME, PASSWORD, "second-password", "10.1.1.3"))
        .contains(PasswordFault.WRONG);
    now = now.plusSeconds(60);
    assertThat(byCode(code(secret))).isInstanceOf(SignIn.Outcome.Opened.class);
  }

  @Test
  void theyStayWhateverElseIsChanged() {
    setUp();

    accounts.setRights(new Caller(NAME, Role.AUDITOR, null, null, null, Set.of()));
    accounts.setPassword(NAME, "given-one");
    accounts.changePassword(NAME, "given-one", PASSWORD);
    accounts.setDisabled(NAME, true);
    assertThat(accounts.enter(NAME, PASSWORD)).isEqualTo(new Entry.Wrong());
    accounts.setDisabled(NAME, false);

    assertThat(accounts.enter(NAME, PASSWORD)).isInstanceOf(Entry.ByCode.class);
  }

  @Test
  void theStoreAloneDoesNotTellTheSecret() {
    Bytes secret = setUp();

    String kept = heads.get(ObjectKey.of("state/accounts/" + NAME)).orElseThrow().value().utf8();

    assertThat(kept)
        .doesNotContain(
            secret.hex(), secret.base64(), new Base32().encodeToString(secret.toArray()));
    byte[] other = new byte[32];
    other[0] = 1;
    Accounts stranger = node(Bytes.of(other));
    String ticket = ticket(stranger.enter(NAME, PASSWORD));
    assertThat(stranger.enterByCode(ticket, code(secret))).isEqualTo(new Entry.Wrong());
    assertThat(accounts.holderOf(ticket)).isEmpty();
  }

  @Test
  void aRightPasswordDoesNotLetCodesBeGuessed() {
    Bytes secret = setUp();
    for (int i = 0; i < 5; i++) {
      assertThat(byCode("000000")).isInstanceOf(SignIn.Outcome.Wrong.class);
    }
    assertThat(door.open(NAME, PASSWORD, HERE))
        .isEqualTo(new SignIn.Outcome.Later(Duration.ofSeconds(1)));
    now = now.plusSeconds(1);
    assertThat(byCode("000000")).isInstanceOf(SignIn.Outcome.Wrong.class);
    assertThat(door.open(NAME, PASSWORD, HERE))
        .isEqualTo(new SignIn.Outcome.Later(Duration.ofSeconds(2)));
    now = now.plusSeconds(2);

    assertThat(byCode(code(secret))).isInstanceOf(SignIn.Outcome.Opened.class);
    now = now.plusSeconds(30);
    assertThat(byCode("000000")).isInstanceOf(SignIn.Outcome.Wrong.class);
    assertThat(byCode(code(secret))).isInstanceOf(SignIn.Outcome.Opened.class);
  }

  private SignIn.Outcome byCode(String code) {
    SignIn.Outcome outcome = door.open(NAME, PASSWORD, HERE);
    assertThat(outcome).isInstanceOf(SignIn.Outcome.ByCode.class);
    return door.openByCode(((SignIn.Outcome.ByCode) outcome).ticket(), code, HERE).orElseThrow();
  }
}
