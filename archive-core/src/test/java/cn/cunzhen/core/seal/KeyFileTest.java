package cn.cunzhen.core.seal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final Clock CLOCK = SampleKeys.CLOCK;
  private static final KeyRing RING =
      KeyMaker.make(SampleKeys.random("ring"), SampleKeys.MADE, null, false);

  private static final List<String> SIGNERS =
      List.of("seal", "seal-gm", "seal-pq", "tsa", "tsa-gm");

  @TempDir Path folder;
  private Path file;
  private Path password;

  @BeforeEach
  void names() {
    file = folder.resolve("keys.p12");
    password = folder.resolve("keys.p12.password");
  }

  @Test
  void keysThatAreMadeAreLoadedAgain() throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    assertThat(keyFile.exists()).isFalse();

    ArchiveKeys made = keyFile.create(SampleKeys.random("1"), CLOCK, null, false);
    ArchiveKeys loaded = new KeyFile(file, null).load(CLOCK);

    assertThat(keyFile.exists()).isTrue();
    assertSame(loaded, made);
    assertThat(made.logSeed()).isNotEqualTo(made.commitSeed());
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);

    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("keys.p12", "keys.p12.password");
    for (Path each : List.of(file, password)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aGivenPasswordIsUsedAndNoneIsMade() throws IOException {
    Path given = folder.resolve("given");
    Files.writeString(given, "correct horse\r\n");

    ArchiveKeys made = new KeyFile(file, given).create(SampleKeys.random("1"), CLOCK, null, false);

    assertSame(new KeyFile(file, given).load(CLOCK), made);
    assertThat(password).doesNotExist();
  }

  @Test
  void nothingThatExistsIsReplaced() throws IOException {
    ArchiveKeys first = new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);

    ArchiveKeys second = new KeyFile(file, null).create(SampleKeys.random("2"), CLOCK, null, false);

    assertSame(second, first);
  }

  @Test
  void newKeysComeInPlaceOfOldOnesUnderTheSameRoots() throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    ArchiveKeys before = keyFile.create(SampleKeys.random("1"), CLOCK, null, true);
    Bytes content = Bytes.utf8("sealed with the keys before");
    List<Seal> seals = before.sealer(EnumSet.allOf(SealSuite.class)).seal(content, CLOCK.instant());

    Path kept = keyFile.renew(SIGNERS, SampleKeys.random("2"), CLOCK, null);
    ArchiveKeys after = keyFile.load(CLOCK);

    assertThat(after.anchors().digests()).isEqualTo(before.anchors().digests());
    assertThat(after.logSeed()).isEqualTo(before.logSeed());
    assertThat(after.commitSeed()).isEqualTo(before.commitSeed());
    assertThat(after.idKey().recordId("a", "b")).isEqualTo(before.idKey().recordId("a", "b"));
    assertThat(after.certificates()).containsOnlyKeys(SIGNERS);
    assertThat(before.former()).isEmpty();
    assertThat(after.former()).containsExactlyInAnyOrderElementsOf(before.certificates().values());
    for (String name : SIGNERS) {
      X509CertificateHolder certificate = requireNonNull(after.certificates().get(name));
      X509CertificateHolder old = requireNonNull(before.certificates().get(name));
      assertThat(certificate.getSubject()).as(name).isEqualTo(old.getSubject());
      assertThat(certificate.getSubjectPublicKeyInfo()).isNotEqualTo(old.getSubjectPublicKeyInfo());
      assertThat(certificate.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
    }
    for (Seal seal : seals) {
      assertThat(new SealVerifier(after.anchors()).verify(seal, content).faults()).isEmpty();
    }
    for (Seal seal : after.sealer(EnumSet.allOf(SealSuite.class)).seal(content, CLOCK.instant())) {
      assertThat(new SealVerifier(before.anchors()).verify(seal, content).faults()).isEmpty();
    }
    assertSame(new KeyFile(kept, password).load(CLOCK), before);
    for (Path each : List.of(file, kept)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("keys.p12", "keys.p12.password", kept.getFileName().toString());
  }

  @Test
  void renewalsAtOnceFollowOneAnotherAndTheKeysOfBothAreThere() throws Exception {
    KeyFile keyFile = new KeyFile(file, null);
    ArchiveKeys before = keyFile.create(SampleKeys.random("1"), CLOCK, null, false);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Path>> renewed = new ArrayList<>();
      for (String name : List.of("seal", "seal-gm", "tsa")) {
        // The file before is named by the second.
        Clock clock = Clock.offset(CLOCK, Duration.ofMinutes(name.length()));
        renewed.add(
            threads.submit(
                () -> keyFile.renew(List.of(name), SampleKeys.random(name), clock, null)));
      }
      for (Future<Path> each : renewed) {
        each.get();
      }
    }

    ArchiveKeys after = keyFile.load(Clock.offset(CLOCK, Duration.ofHours(1)));
    for (String name : List.of("seal", "seal-gm", "tsa")) {
      X509CertificateHolder old = requireNonNull(before.certificates().get(name));
      assertThat(after.certificates().get(name)).as(name).isNotEqualTo(old);
      assertThat(after.former()).contains(old);
    }
  }

  @Test
  void aLinkToTheFileStaysALink() throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    keyFile.create(SampleKeys.random("1"), CLOCK, null, false);
    Path link = Files.createSymbolicLink(folder.resolve("link.p12"), file);

    Path kept =
        new KeyFile(link, password).renew(List.of("seal"), SampleKeys.random("2"), CLOCK, null);

    assertThat(link).isSymbolicLink();
    assertThat(kept.getFileName().toString()).startsWith("keys.p12.before-");
    assertThat(keyFile.load(CLOCK).former()).hasSize(1);
  }

  @Test
  void keysWhoseCertificatesHaveEndedAreRenewedToo() throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    keyFile.create(SampleKeys.random("1"), CLOCK, null, true);
    Clock later = Clock.offset(CLOCK, Duration.ofDays(25 * 365));
    assertThat(catchThrowableOfType(UnfitKeysException.class, () -> keyFile.load(later)).faults())
        .contains(new KeyFault("seal", KeyFault.Kind.VALIDITY));

    keyFile.renew(SIGNERS, SampleKeys.random("2"), later, null);
    ArchiveKeys renewed = keyFile.load(later);

    // The root ends in five years, and none outlives it.
    Instant end = renewed.anchors().certificates().getFirst().getNotAfter().toInstant();
    assertThat(renewed.certificates().values())
        .allMatch(certificate -> certificate.getNotAfter().toInstant().equals(end));
  }

  @ParameterizedTest
  @CsvSource({
    "log, STAYS",
    "commit, STAYS",
    "id, STAYS",
    "ca, STAYS",
    "seal-pq, MISSING",
    "key, MISSING"
  })
  void aKeyThatCanNotBeRenewedLeavesTheFileAsItIs(String alias, KeyFault.Kind kind)
      throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    keyFile.create(SampleKeys.random("1"), CLOCK, null, false);

    assertRefusedToRenew(keyFile, CLOCK, List.of("seal", alias), new KeyFault(alias, kind));
  }

  @Test
  void onlyTheAuthorityThatCertifiedAKeyCertifiesAnother() throws IOException {
    KeyFile keyFile = new KeyFile(file, null);
    keyFile.create(SampleKeys.random("1"), CLOCK, null, false);
    Clock afterTheRoots = Clock.offset(CLOCK, Duration.ofDays(31 * 365));
    assertRefusedToRenew(
        keyFile, afterTheRoots, List.of("tsa"), new KeyFault("tsa", KeyFault.Kind.ISSUER_ENDED));

    Map<KeyName, PrivateKeyInfo> keys = new EnumMap<>(RING.keys());
    keys.remove(KeyName.CA);
    KeyRing supplied = new KeyRing(keys, RING.secret(), RING.certificates());
    char[] secret = Files.readString(password).strip().toCharArray();
    Files.write(file, Pkcs12Writer.format(supplied, secret, SampleKeys.random("3")).toArray());
    assertRefusedToRenew(
        keyFile, CLOCK, List.of("seal"), new KeyFault("seal", KeyFault.Kind.NO_ISSUER));
  }

  private void assertRefusedToRenew(
      KeyFile keyFile, Clock clock, List<String> aliases, KeyFault fault) throws IOException {
    Bytes before = Bytes.of(Files.readAllBytes(file));

    assertThat(
            catchThrowableOfType(
                    UnfitKeysException.class,
                    () -> keyFile.renew(aliases, SampleKeys.random("2"), clock, null))
                .faults())
        .containsExactly(fault);
    assertThat(Bytes.of(Files.readAllBytes(file))).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("keys.p12", "keys.p12.password");
  }

  @Test
  void allWhoMakeKeysAtOnceGetTheSame() throws Exception {
    List<Callable<ArchiveKeys>> makers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String seed = "maker" + i;
      makers.add(() -> new KeyFile(file, null).create(SampleKeys.random(seed), CLOCK, null, false));
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(makers.size())) {
      List<ArchiveKeys> made = new ArrayList<>();
      for (var result : executor.invokeAll(makers)) {
        made.add(result.get());
      }
      made.forEach(keys -> assertSame(keys, made.getFirst()));
    }
  }

  @Test
  void aMissingPasswordFileIsNamed() throws IOException {
    new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);
    Files.delete(password);

    assertThatThrownBy(() -> new KeyFile(file, null).load(CLOCK))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("keys.p12.password");
    assertThatThrownBy(() ->
            new KeyFile(folder.resolve("new"), folder.resolve("missing"))
                .create(SampleKeys.random("1"), CLOCK, null, false))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two\nlines", "口令", "tab\t"})
  void aPasswordIsOneLineOfPrintableAscii(String text) throws IOException {
    Files.writeString(password, text);

    assertThat(
            faultsOf(() ->
                new KeyFile(file, password).create(SampleKeys.random("1"), CLOCK, null, false)))
        .containsExactly(new KeyFault("", KeyFault.Kind.PASSWORD_FORM));
  }

  @Test
  void anotherPasswordAndADamagedFileAreToldApart() throws IOException {
    new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);
    Files.writeString(password, "other\n");
    assertThat(faultsOf(() -> new KeyFile(file, null).load(CLOCK)))
        .containsExactly(new KeyFault("", KeyFault.Kind.PASSWORD));

    Files.writeString(file, "no PKCS#12");
    assertThat(faultsOf(() -> new KeyFile(file, null).load(CLOCK)))
        .containsExactly(new KeyFault("", KeyFault.Kind.UNREADABLE));
  }

  @Test
  void thePlatformsKeyStoreReadsTheFile() throws IOException, GeneralSecurityException {
    ArchiveKeys made = new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);
    char[] secret = Files.readString(password).strip().toCharArray();

    // It takes curves from the first provider that has any, and the platform's lacks that of SM2.
    Provider curves = Security.getProvider("SunEC");
    int position = Arrays.asList(Security.getProviders()).indexOf(curves) + 1;
    Security.removeProvider(curves.getName());
    Security.addProvider(new BouncyCastleProvider());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12", "SUN");
      store.load(Files.newInputStream(file), secret);

      assertThat(Collections.list(store.aliases()))
          .contains("seal", "seal-gm", "tsa", "ca", "ca-gm", "id");
      assertThat(store.getKey("seal", secret).getAlgorithm()).isEqualTo("EC");
      assertThat(store.getKey("seal-gm", secret)).isNotNull();
      assertThat(store.getCertificateChain("seal")).hasSize(2);
      assertThat(store.getCertificateChain("seal-gm")).hasSize(2);
      assertThat(new IdKey(Bytes.of(store.getKey("id", secret).getEncoded())).mac("x"))
          .isEqualTo(made.idKey().mac("x"));
    } finally {
      Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
      Security.insertProviderAt(curves, position);
    }
  }

  @Test
  void anArchiveThatIsToOutliveQuantumComputersHasAKeyOfMlDsaWithARootOfItsOwn() throws Exception {
    ArchiveKeys made = new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, true);

    ArchiveKeys loaded = new KeyFile(file, null).load(CLOCK);

    assertSame(loaded, made);
    assertThat(loaded.seal(SealSuite.ML_DSA).certificate())
        .isEqualTo(made.seal(SealSuite.ML_DSA).certificate());
    assertThat(loaded.anchors().certificates()).hasSize(3);
    assertThat(loaded.certificates()).containsKey("seal-pq");
  }

  @Test
  void whereThereIsNoKeyOfMlDsaNothingIsSealedWithIt() throws Exception {
    ArchiveKeys keys = new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);

    assertThat(faultsOf(() -> keys.sealer(List.of(SealSuite.values()))))
        .containsExactly(new KeyFault("seal-pq", KeyFault.Kind.MISSING));
  }

  @Test
  void opensslReadsTheFile() throws IOException {
    new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);

    Judge judge =
        Judge.run(
            folder,
            "openssl",
            "pkcs12",
            "-in",
            "keys.p12",
            "-passin",
            "file:keys.p12.password",
            "-info",
            "-nodes");

    assertThat(judge.agrees()).as(judge.output()).isTrue();
    assertThat(judge.output()).contains("friendlyName: seal-gm", "PBES2", "Secret bag");
  }

  @ParameterizedTest
  @EnumSource(names = {"SEAL", "SEAL_GM", "TSA", "LOG", "COMMIT"})
  void aMissingKeyAndAKeyOfAnotherKindAreNamed(KeyName name) {
    Map<KeyName, PrivateKeyInfo> missing = new EnumMap<>(RING.keys());
    missing.remove(name);
    Map<KeyName, PrivateKeyInfo> other = new EnumMap<>(RING.keys());
    PrivateKeyInfo another = RING.keys().get(name == KeyName.SEAL ? KeyName.SEAL_GM : KeyName.SEAL);
    other.put(name, name == KeyName.TSA ? RING.keys().get(KeyName.LOG) : another);

    assertThat(faultsOf(missing))
        .containsExactly(new KeyFault(name.alias(), KeyFault.Kind.MISSING));
    assertThat(faultsOf(other))
        .containsExactly(new KeyFault(name.alias(), KeyFault.Kind.WRONG_KIND));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    KeyRing nothing = new KeyRing(Map.of(), null, List.of());

    assertThat(faultsOf(() -> KeyRingReader.read(nothing, SampleKeys.MADE)))
        .extracting(KeyFault::alias)
        .containsExactly("seal", "seal-gm", "tsa", "log", "commit", "id");
  }

  @Test
  void theAuthoritysOwnKeysAreNotNeeded() {
    Map<KeyName, PrivateKeyInfo> keys = new EnumMap<>(RING.keys());
    keys.remove(KeyName.CA);
    keys.remove(KeyName.CA_GM);

    ArchiveKeys read =
        KeyRingReader.read(new KeyRing(keys, RING.secret(), RING.certificates()), SampleKeys.MADE);

    assertThat(read.anchors().digests()).hasSize(2);
  }

  @Test
  void certificatesThatAreMissingOrOfAnotherUseOrOutOfDateAreNamed() {
    Map<KeyName, PrivateKeyInfo> swapped = new EnumMap<>(RING.keys());
    swapped.put(KeyName.SEAL, RING.keys().get(KeyName.TSA));
    swapped.put(KeyName.TSA, RING.keys().get(KeyName.SEAL));
    KeyRing leavesOnly =
        new KeyRing(
            RING.keys(),
            RING.secret(),
            RING.certificates().stream().filter(c -> !Certificates.selfIssued(c)).toList());
    KeyRing rootsOnly =
        new KeyRing(
            RING.keys(),
            RING.secret(),
            RING.certificates().stream().filter(Certificates::selfIssued).toList());
    Instant late = SampleKeys.MADE.plus(Duration.ofDays(11 * 365));

    assertThat(faultsOf(swapped))
        .containsExactly(
            new KeyFault("seal", KeyFault.Kind.CERTIFICATE_USE),
            new KeyFault("tsa", KeyFault.Kind.CERTIFICATE_USE));
    assertThat(faultsOf(() -> KeyRingReader.read(leavesOnly, SampleKeys.MADE)))
        .extracting(KeyFault::kind)
        .containsOnly(KeyFault.Kind.NO_CHAIN)
        .hasSize(4);
    assertThat(faultsOf(() -> KeyRingReader.read(rootsOnly, SampleKeys.MADE)))
        .extracting(KeyFault::kind)
        .containsOnly(KeyFault.Kind.NO_CERTIFICATE)
        .hasSize(4);
    assertThat(faultsOf(() -> KeyRingReader.read(RING, late)))
        .extracting(KeyFault::kind)
        .containsOnly(KeyFault.Kind.VALIDITY)
        .hasSize(4);
  }

  @Test
  void theBuiltInAuthoritySaysThatItIsPrivate() {
    assertThat(RING.certificates().stream().filter(Certificates::selfIssued))
        .hasSize(2)
        .allSatisfy(root ->
            assertThat(root.getSubject().toString()).contains("private", "not a public CA"));
  }

  @Test
  void nothingOfTheKeysIsInTheirTextForms() throws IOException {
    ArchiveKeys keys = new KeyFile(file, null).create(SampleKeys.random("1"), CLOCK, null, false);

    assertThat(keys).hasToString("archive keys");
    assertThat(RING).hasToString("key ring");
    assertThat(keys.timeStamps().toString()).startsWith("P256 key of CN=Archive time stamps");
    assertThat(keys.logSeed()).hasToString("32 bytes");
  }

  private static void assertSame(ArchiveKeys one, ArchiveKeys other) {
    EnumSet<SealSuite> suites =
        one.certificates().containsKey("seal-pq")
            ? EnumSet.allOf(SealSuite.class)
            : EnumSet.of(SealSuite.P256, SealSuite.SM2);
    Bytes content = Bytes.utf8("content");
    assertThat(one.anchors().pem()).isEqualTo(other.anchors().pem());
    assertThat(one.logSeed()).isEqualTo(other.logSeed());
    assertThat(one.commitSeed()).isEqualTo(other.commitSeed());
    assertThat(one.idKey().mac("x")).isEqualTo(other.idKey().mac("x"));
    assertThat(one.sealer(suites).seal(content, SampleKeys.MADE))
        .isEqualTo(other.sealer(suites).seal(content, SampleKeys.MADE));
    assertThat(one.timeStamps().chain()).isEqualTo(other.timeStamps().chain());
  }

  private static List<KeyFault> faultsOf(Map<KeyName, PrivateKeyInfo> keys) {
    KeyRing ring = new KeyRing(keys, RING.secret(), RING.certificates());
    return faultsOf(() -> KeyRingReader.read(ring, SampleKeys.MADE));
  }

  private static List<KeyFault> faultsOf(Callable<?> reading) {
    return catchThrowableOfType(UnfitKeysException.class, reading::call).faults();
  }
}
