package cn.cunzhen.core.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnListsTest {
  private static final ArchiveKeys KEYS = SampleKeys.archive();
  private static final ObjectKey KEY = ObjectKey.of("state/crl-p256");
  private static final X509CertificateHolder SEAL = certificate("seal");
  private static final X509CertificateHolder STAMPS = certificate("tsa");

  /** What an archive's ledger names, root by root. */
  private final Map<Issuer, RevocationList> named = new HashMap<>();

  private final ListMemory ledger = issuer -> Optional.ofNullable(named.get(issuer));
  private final MemoryStore store = new MemoryStore(SampleKeys.CLOCK);

  @TempDir private Path folder;

  @Test
  void theFirstListNamesNobodyAndHasANumberAndAnEnd() {
    RevocationList list = at(0).renew().getFirst();

    assertThat(list.number()).isEqualTo(BigInteger.ONE);
    assertThat(list.size()).isZero();
    assertThat(list.until()).contains(list.since().plus(Duration.ofDays(30)));
    assertThat(list.revocation(SEAL)).isEmpty();
    assertThat(list.faultAt(hour(1), SEAL, issuer())).isEmpty();
  }

  @Test
  void whatIsRevokedStaysRevokedInEveryLaterListAsItWas() {
    at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE);
    at(2).revoke(STAMPS, RevocationReason.SUPERSEDED);
    at(3).revoke(SEAL, RevocationReason.UNSPECIFIED);

    RevocationList list = at(4).renew().getFirst();

    assertThat(list.number()).isEqualTo(BigInteger.valueOf(3));
    assertThat(list.revocation(SEAL))
        .contains(new Revocation(hour(1), RevocationReason.KEY_COMPROMISE));
    assertThat(list.revocation(STAMPS))
        .contains(new Revocation(hour(2), RevocationReason.SUPERSEDED));
  }

  @Test
  void aListIsIssuedAnewWhenItIsADayOld() {
    at(0).refresh();
    at(23).refresh();
    assertThat(number()).isEqualTo(1);

    at(24).refresh();

    assertThat(number()).isEqualTo(2);
  }

  @Test
  void aClockThatHasGoneBackMakesNoOlderList() {
    RevocationList first = at(5).renew().getFirst();

    RevocationList second = at(1).revoke(SEAL, RevocationReason.UNSPECIFIED);

    assertThat(second.since()).isEqualTo(first.since());
    assertThat(second.number()).isEqualTo(BigInteger.TWO);
  }

  @Test
  void aDamagedListIsNotReplacedByAnEmptyOne() {
    at(0).revoke(SEAL, RevocationReason.KEY_COMPROMISE);
    byte[] damaged = at(0).newest(SealSuite.P256).orElseThrow().der().toArray();
    damaged[damaged.length - 1] ^= 1;
    putBack(Bytes.of(damaged));

    assertThatThrownBy(() -> at(48).refresh()).isInstanceOf(StorageException.class);
  }

  @Test
  void aListThatIsGoneComesBackWithAllThatTheLedgerNames() {
    named.put(issuer(), at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE));
    store.heads().delete(KEY);

    assertThat(at(2).faults())
        .extracting(OwnLists.Fault::detail)
        .containsExactly("is missing; the ledger names list 1");
    RevocationList list = at(2).newest(SealSuite.P256).orElseThrow();

    assertThat(list.number()).isEqualTo(BigInteger.TWO);
    assertThat(list.revocation(SEAL))
        .contains(new Revocation(hour(1), RevocationReason.KEY_COMPROMISE));
    assertThat(at(2).faults()).isEmpty();
  }

  @Test
  void anOlderListInItsPlaceIsNotGivenOutNorBuiltUpon() {
    List<RevocationList> _ = at(0).renew();
    named.put(issuer(), at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE));
    putBack(listBefore(1));

    RevocationList list = at(2).revoke(STAMPS, RevocationReason.SUPERSEDED);

    assertThat(list.number()).isEqualTo(BigInteger.valueOf(3));
    assertThat(list.revocation(SEAL)).isPresent();
    assertThat(list.revocation(STAMPS)).isPresent();
    putBack(listBefore(2));
    assertThat(at(3).of(SEAL).orElseThrow().revocation(SEAL)).isPresent();
    putBack(listBefore(3));
    at(4).refresh();
    assertThat(at(4).faults()).isEmpty();
  }

  @Test
  void aListThatWasMadeFromAnOlderOneSaysLessWhateverItsNumber() {
    List<RevocationList> _ = at(0).renew();
    named.put(issuer(), at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE));
    putBack(listBefore(1));
    OwnLists forgetful =
        new OwnLists(store.heads(), KEYS.issuers(), ListMemory.NONE, SampleKeys.CLOCK);
    forgetful.revoke(STAMPS, RevocationReason.SUPERSEDED);
    List<RevocationList> _ = forgetful.renew();

    assertThat(at(2).faults())
        .extracting(OwnLists.Fault::detail)
        .containsExactly("is list 3 of 1 certificates; the ledger names list 2 of 1");

    RevocationList list = at(2).newest(SealSuite.P256).orElseThrow();
    assertThat(list.revocation(SEAL)).isPresent();
    assertThat(list.revocation(STAMPS)).isPresent();
    assertThat(list.number()).isEqualTo(BigInteger.valueOf(4));
  }

  @Test
  void onlyWhatSaysMoreIsStillToBeNamed() {
    List<RevocationList> _ = at(0).renew();
    assertThat(at(0).unremembered()).isEmpty();

    RevocationList list = at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE);

    assertThat(at(1).unremembered()).containsExactly(list);
    named.put(issuer(), list);
    List<RevocationList> _ = at(2).renew();
    assertThat(at(2).unremembered()).isEmpty();
  }

  /** A first list, of so many hours before: the memory store never takes the very same twice. */
  private static Bytes listBefore(int hours) {
    return new OwnLists(
            new MemoryStore(SampleKeys.CLOCK).heads(),
            KEYS.issuers(),
            ListMemory.NONE,
            Clock.fixed(hour(-hours), ZoneOffset.UTC))
        .renew()
        .getFirst()
        .der();
  }

  private void putBack(Bytes list) {
    store.heads().delete(KEY);
    var _ = store.heads().putOnce(KEY, list);
  }

  @Test
  void certificatesOfOthersAreNotRevokedHere() {
    ArchiveKeys others = ArchiveKeys.create(SampleKeys.random("others"), SampleKeys.CLOCK);

    assertThatThrownBy(() ->
            at(0)
                .revoke(
                    Objects.requireNonNull(others.certificates().get("seal")),
                    RevocationReason.UNSPECIFIED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListOfAnotherAuthorityDoesNotCountNorOneBeforeOrAfterItsTime() {
    ArchiveKeys others = ArchiveKeys.create(SampleKeys.random("others"), SampleKeys.CLOCK);
    RevocationList list = at(1).renew().getFirst();
    Issuer other = new Issuer(others.issuers().getFirst().certificate());

    assertThat(list.faultAt(hour(2), SEAL, other)).contains(RevocationFault.ISSUER);
    assertThat(list.faultAt(hour(0), SEAL, issuer())).contains(RevocationFault.EARLY);
    assertThat(list.faultAt(hour(24 * 31), SEAL, issuer())).contains(RevocationFault.STALE);
  }

  @Test
  void opensslVerifiesTheListAndFindsItsSealRevoked() throws IOException {
    RevocationList list = at(1).revoke(SEAL, RevocationReason.KEY_COMPROMISE);
    Files.write(folder.resolve("ca.crl"), list.der().toArray());
    Files.writeString(folder.resolve("ca.pem"), KEYS.anchors().pem());

    Judge signature =
        Judge.run(
            folder, "openssl", "crl", "-inform", "DER", "-in", "ca.crl", "-CAfile", "ca.pem",
            "-noout", "-text");

    assertThat(signature.output()).contains("verify OK", "X509v3 CRL Number", "Key Compromise");
    byte[] damaged = list.der().toArray();
    damaged[damaged.length - 5] ^= 1;
    Files.write(folder.resolve("ca.crl"), damaged);
    assertThat(
            Judge.run(
                    folder, "openssl", "crl", "-inform", "DER", "-in", "ca.crl", "-CAfile",
                    "ca.pem", "-noout")
                .output())
        .contains("verify failure");
  }

  @Test
  void theListOfTheSm2AuthorityNamesItsOwn() {
    X509CertificateHolder gm = certificate("seal-gm");

    RevocationList list = at(1).revoke(gm, RevocationReason.CESSATION_OF_OPERATION);

    Issuer issuer = new Issuer(KEYS.issuers().getLast().certificate());
    assertThat(list.faultAt(hour(2), gm, issuer)).isEmpty();
    assertThat(list.revocation(gm)).isPresent();
    assertThat(at(2).of(gm)).contains(list);
    assertThat(at(2).of(SEAL)).isEmpty();
  }

  @Test
  void onlyWhatIsAListInDerIsRead() {
    byte[] list = at(1).renew().getFirst().der().toArray();
    byte[] longer = Arrays.copyOf(list, list.length + 1);

    assertThatThrownBy(() -> RevocationList.parse(Bytes.of(longer)))
        .isInstanceOf(IllegalArgumentException.class);
    for (int i = 0; i < list.length; i++) {
      byte[] shorter = Arrays.copyOf(list, i);
      assertThatThrownBy(() -> RevocationList.parse(Bytes.of(shorter)))
          .as("cut at %d", i)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private OwnLists at(int hour) {
    return new OwnLists(
        store.heads(), KEYS.issuers(), ledger, Clock.fixed(hour(hour), ZoneOffset.UTC));
  }

  private int number() {
    return at(0).newest(SealSuite.P256).orElseThrow().number().intValueExact();
  }

  private static Instant hour(int hour) {
    return SampleKeys.MADE.plus(Duration.ofHours(hour));
  }

  private static Issuer issuer() {
    return new Issuer(KEYS.issuers().getFirst().certificate());
  }

  private static X509CertificateHolder certificate(String name) {
    X509CertificateHolder certificate = KEYS.certificates().get(name);
    return Objects.requireNonNull(certificate);
  }
}
