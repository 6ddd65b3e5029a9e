package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.bag.ForgedPackage.Entry;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageVerifierTest {
  private static final List<Bytes> CONTENTS =
      SamplePackages.FILES.stream().map(SamplePackages.Submitted::content).toList();
  private static final Bytes JUNK = Bytes.utf8("junk");

  @TempDir static Path folder;
  private static Bytes sample;
  private static StoredPackage stored;

  private final PackageVerifier verifier = new PackageVerifier(SampleKeys.archive().anchors());

  @BeforeAll
  static void writeSample() throws IOException {
    sample = SamplePackages.bytes(folder);
    stored = StoredPackage.read(PackageBytes.of(sample));
  }

  @Test
  void aFlippedBitAnywhereInThePackageIsNoticed() throws IOException {
    Bytes small = SamplePackages.smallest(folder);

    IntStream.range(0, small.size() * 8)
        .parallel()
        .forEach(bit -> {
          byte[] changed = small.toArray();
          changed[bit / 8] ^= (byte) (1 << bit % 8);
          assertThat(findings(Bytes.of(changed), Depth.DIGESTS)).as("bit %d", bit).isNotEmpty();
        });
  }

  @Test
  void aPackageThatEndsEarlyIsNoticed() {
    for (int length = 0; length < sample.size(); length++) {
      assertThat(codes(sample.slice(0, length))).contains("package-not-a-package");
    }
  }

  @Test
  void whatStandsBeforeOrBehindThePackageIsNoticed() {
    assertThat(codes(join(JUNK, sample))).isNotEmpty();
    assertThat(codes(join(sample, JUNK))).containsExactly("package-not-a-package");
    assertThat(codes(join(sample, Bytes.of(new byte[1])))).containsExactly("package-not-a-package");
    assertThat(codes(join(sample, sample))).isNotEmpty();
  }

  @Test
  void whatTheWriterWouldHaveMadeHolds() {
    assertThat(same().bytes()).isEqualTo(sample);
    assertThat(codes(sample)).isEmpty();
  }

  @Test
  void bytesThatBelongToNoEntryAreNoticed() {
    for (int before = 0; before <= same().entries().size(); before++) {
      assertThat(codes(same().gap(before, JUNK).bytes()))
          .as("before %d", before)
          .isEqualTo(Set.of("package-length"));
    }
  }

  @Test
  void anEntryThatIsMissingIsNamed() {
    for (int i = 0; i < same().entries().size(); i++) {
      ForgedPackage forged = same();
      String name = forged.entries().remove(i).name();
      String path = name.substring(name.indexOf('/') + 1);
      boolean seal = path.endsWith(".p7s");

      List<PackageFinding> findings = findings(forged.bytes(), Depth.DIGESTS);

      if (!seal) {
        assertThat(findings)
            .contains(new PackageFinding.Defective(PackageDefect.ENTRY_MISSING, path));
      }
      assertThat(findings).isNotEmpty();
    }
  }

  @Test
  void anEntryThatIsSurplusIsNamed() {
    String folder = SampleRecords.ID + "-v1/";
    for (String name :
        List.of(
            folder + "data/application/003.pdf",
            folder + "data/result/001.ofd",
            folder + "metadata/other.json",
            folder,
            folder + "data/",
            "other/file",
            "../file",
            "/etc/passwd")) {
      ForgedPackage forged = same();
      forged.entries().add(3, Entry.of(name, JUNK));

      assertThat(codes(forged.bytes())).as(name).contains("package-entry-surplus");
    }
  }

  @Test
  void anotherOrderOfTheEntriesIsNoticed() {
    int size = same().entries().size();
    for (int i = 0; i + 1 < size; i++) {
      ForgedPackage forged = same();
      Collections.swap(forged.entries(), i, i + 1);

      assertThat(codes(forged.bytes())).as("entry %d", i).contains("package-entry-order");
    }
  }

  @Test
  void aLocalHeaderThatDiffersIsNoticed() {
    int versionNeeded = 4;
    byte[] payload = sample.toArray();
    payload[versionNeeded] = 20;
    byte[] tag = sample.toArray();
    tag[indexOf(sample, "PK\3\4", stored.record().files().size()) + versionNeeded] = 20;

    assertThat(findings(Bytes.of(payload), Depth.CHECK_SUMS))
        .containsExactly(
            new PackageFinding.Defective(PackageDefect.LOCAL_HEADER, "data/application/001.pdf"));
    assertThat(findings(Bytes.of(tag), Depth.CHECK_SUMS))
        .containsExactly(
            new PackageFinding.Defective(PackageDefect.LOCAL_HEADER, "metadata/checks.json"));
  }

  @Test
  void aCentralDirectoryThatDiffersIsNoticed() {
    byte[] changed = sample.toArray();
    changed[indexOf(sample, "PK\1\2", 0) + 4] = 20;

    assertThat(codes(Bytes.of(changed))).containsExactly("package-directory");
  }

  @Test
  void aTagFileThatDiffersIsNamed() {
    assertThat(codes(same().change("bagit.txt", PackageVerifierTest::longer).bytes()))
        .contains("package-bagit");
    assertThat(codes(same().change("bag-info.txt", PackageVerifierTest::longer).bytes()))
        .contains("package-bag-info");
    assertThat(codes(same().change("manifest-sha256.txt", PackageVerifierTest::longer).bytes()))
        .contains("package-manifest");
    assertThat(codes(same().change("tagmanifest-sha256.txt", PackageVerifierTest::longer).bytes()))
        .contains("package-tag-manifest");
    assertThat(codes(same().change("metadata/checks.json", PackageVerifierTest::longer).bytes()))
        .contains("package-checks");
    assertThat(codes(same().change("metadata/record.json", PackageVerifierTest::longer).bytes()))
        .containsExactly("package-record");
    assertThat(codes(same().change("metadata/seal.p7s", PackageVerifierTest::longer).bytes()))
        .containsExactly("seal-malformed");
  }

  @Test
  void aFolderThatIsNotNamedForTheRecordIsNoticed() {
    ForgedPackage forged = same();
    forged
        .entries()
        .replaceAll(e -> new Entry(e.name().replace("-v1/", "-v2/"), e.content(), e.crc()));

    assertThat(codes(forged.bytes())).contains("package-name");
  }

  @Test
  void anotherRecordThanTheExpectedOneIsNoticed() throws IOException {
    Sha256 other = Sha256.ofHex("00".repeat(32));

    PackageVerdict verdict = verifier.verify(PackageBytes.of(sample), other, Depth.CHECK_SUMS);

    assertThat(verdict.findings())
        .extracting(PackageFinding::code)
        .containsExactly("package-record-digest");
    assertThatExceptionOfType(DamagedPackageException.class)
        .isThrownBy(() -> StoredPackage.read(PackageBytes.of(sample), other))
        .withMessageContaining("package-record-digest");
  }

  @Test
  void checksThatTheRecordDoesNotNameAreNoticed() {
    ForgedPackage forged =
        ForgedPackage.of(stored.record(), Bytes.utf8("{}"), stored.seals(), CONTENTS);

    assertThat(codes(forged.bytes())).containsExactly("package-checks");
  }

  @Test
  void aSealThatTheRecordNamesIsMissedWhicheverItIs() {
    for (Seal taken : stored.seals()) {
      List<Seal> others = stored.seals().stream().filter(seal -> !seal.equals(taken)).toList();

      Bytes forged = ForgedPackage.of(stored.record(), stored.checks(), others, CONTENTS).bytes();

      assertThat(findings(forged, Depth.CHECK_SUMS))
          .extracting(PackageFinding::code, PackageFinding::where)
          .containsExactly(tuple("package-seal-missing", "metadata/" + taken.suite().fileName()));
    }
  }

  @Test
  void aSealThatTheRecordDoesNotNameIsSurplus() {
    ArchivalRecord record = sealedBy(List.of("seal.p7s"));
    List<Seal> both = SamplePackages.sealer().seal(RecordJson.format(record), record.sealedAt());

    Bytes forged = ForgedPackage.of(record, stored.checks(), both, CONTENTS).bytes();

    assertThat(codes(forged)).contains("package-entry-surplus");
  }

  @Test
  void aSealOfAKindThatNobodyKnowsIsMissed() {
    ArchivalRecord record = sealedBy(List.of("seal.p7s", "seal-gm.p7s", "seal-zz.p7s"));
    List<Seal> both = SamplePackages.sealer().seal(RecordJson.format(record), record.sealedAt());

    Bytes forged = ForgedPackage.of(record, stored.checks(), both, CONTENTS).bytes();

    assertThat(codes(forged)).containsExactly("package-seal-missing");
  }

  /** The sample's record, as if it had these seals. */
  private static ArchivalRecord sealedBy(List<String> seals) {
    return SampleRecords.of(1, null, stored.record().files(), stored.record().checks(), seals);
  }

  @Test
  void aSealIsMadeAtTheTimeOfTheRecord() {
    List<Seal> late =
        SamplePackages.sealer().seal(stored.recordJson(), SampleRecords.SEALED.plusSeconds(1));

    assertThat(codes(ForgedPackage.of(stored.record(), stored.checks(), late, CONTENTS).bytes()))
        .containsExactly("package-seal-time");
  }

  @Test
  void aSealOfAnotherArchiveIsNoticed() {
    ArchiveKeys stranger = ArchiveKeys.create(SampleKeys.random("stranger"), SampleKeys.CLOCK);
    List<Seal> seals =
        stranger
            .sealer(EnumSet.of(SealSuite.P256, SealSuite.SM2))
            .seal(stored.recordJson(), SampleRecords.SEALED);

    Bytes forged = ForgedPackage.of(stored.record(), stored.checks(), seals, CONTENTS).bytes();

    assertThat(findings(forged, Depth.CHECK_SUMS))
        .extracting(PackageFinding::code, PackageFinding::where)
        .containsExactly(
            tuple("seal-chain", "metadata/seal.p7s"), tuple("seal-chain", "metadata/seal-gm.p7s"));
  }

  @Test
  void aPackageHasAP256SealWhateverItsRecordNames() {
    for (List<String> named : List.of(List.<String>of(), List.of("seal-gm.p7s"))) {
      ArchivalRecord record = sealedBy(named);
      List<Seal> seals =
          SamplePackages.sealer().seal(RecordJson.format(record), record.sealedAt()).stream()
              .filter(seal -> named.contains(seal.suite().fileName()))
              .toList();
      assertThat(seals).hasSize(named.size());

      Bytes forged = ForgedPackage.of(record, stored.checks(), seals, CONTENTS).bytes();

      assertThat(codes(forged)).containsExactly("package-seal-missing");
    }
  }

  @Test
  void aPackageMayHaveASealOfEverySuite() {
    ArchiveKeys keys = SampleKeys.postQuantum();
    Sealer sealer = keys.sealer(EnumSet.allOf(SealSuite.class));
    ArchivalRecord record = sealedBy(sealer.fileNames());
    List<Seal> seals = sealer.seal(RecordJson.format(record), SampleRecords.SEALED);
    Bytes bytes = ForgedPackage.of(record, stored.checks(), seals, CONTENTS).bytes();
    PackageVerifier everyone = new PackageVerifier(keys.anchors());

    assertThat(verdict(everyone, bytes).findings()).isEmpty();
    assertThat(verdict(everyone, bytes).seals()).hasSize(SealSuite.values().length);
    assertThat(findings(bytes, Depth.CHECK_SUMS))
        .extracting(PackageFinding::where)
        .contains("metadata/seal-pq.p7s");
  }

  private static PackageVerdict verdict(PackageVerifier verifier, Bytes bytes) {
    try {
      return verifier.verify(PackageBytes.of(bytes), Depth.DIGESTS);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRecordThatWasChangedAfterItsSealIsNoticed() {
    ArchivalRecord changed = SampleRecords.of(stored.record().files(), Sha256.of(Bytes.utf8("{}")));

    Bytes forged = ForgedPackage.of(changed, Bytes.utf8("{}"), stored.seals(), CONTENTS).bytes();

    assertThat(codes(forged)).containsExactly("seal-content");
  }

  @Test
  void aDamagedFileIsNoticedByItsCheckSumAndItsDigests() {
    byte[] changed = sample.toArray();
    changed[indexOf(sample, "%PDF", 0)]++;

    assertThat(codes(Bytes.of(changed), Depth.CHECK_SUMS)).containsExactly("package-payload-crc");
    assertThat(codes(Bytes.of(changed), Depth.DIGESTS))
        .containsExactlyInAnyOrder(
            "package-payload-crc", "package-payload-sha256", "package-payload-sm3");
  }

  @Test
  void aForgedFileIsNoticedByItsDigestsOnly() {
    Bytes content = CONTENTS.getFirst();
    Bytes forgery = join(Bytes.utf8("x"), content.slice(1, content.size()));
    List<Bytes> contents = List.of(forgery, CONTENTS.get(1), CONTENTS.get(2));

    Bytes forged =
        ForgedPackage.of(stored.record(), stored.checks(), stored.seals(), contents).bytes();

    assertThat(codes(forged, Depth.CHECK_SUMS)).isEmpty();
    assertThat(codes(forged, Depth.DIGESTS))
        .containsExactlyInAnyOrder("package-payload-sha256", "package-payload-sm3");
  }

  @Test
  void severalFindingsAreNamedAtOnce() {
    ForgedPackage forged = same().change("bagit.txt", old -> JUNK);
    forged.change("manifest-sha256.txt", old -> JUNK);
    forged.entries().remove(1);

    assertThat(codes(forged.bytes()))
        .contains("package-bagit", "package-manifest", "package-entry-missing", "package-length");
  }

  private static ForgedPackage same() {
    return ForgedPackage.of(stored.record(), stored.checks(), stored.seals(), CONTENTS);
  }

  private static Bytes longer(Bytes content) {
    return join(content, Bytes.utf8("\n"));
  }

  private static Bytes join(Bytes one, Bytes other) {
    return Bytes.ofHex(one.hex() + other.hex());
  }

  /** Where the text stands for the n-th time, from 0. */
  private static int indexOf(Bytes bytes, String text, int n) {
    String latin1 = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    int at = -1;
    for (int i = 0; i <= n; i++) {
      at = latin1.indexOf(text, at + 1);
    }
    return at;
  }

  private Set<String> codes(Bytes bytes) {
    return codes(bytes, Depth.DIGESTS);
  }

  private Set<String> codes(Bytes bytes, Depth depth) {
    Set<String> codes = new TreeSet<>();
    findings(bytes, depth).forEach(finding -> codes.add(finding.code()));
    return codes;
  }

  private List<PackageFinding> findings(Bytes bytes, Depth depth) {
    try {
      return verifier.verify(PackageBytes.of(bytes), depth).findings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
