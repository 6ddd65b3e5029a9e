package cn.cunzhen.core;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.SamplePackages;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVerificationTest {
  private static final ArchiveKeys KEYS = SampleKeys.archive();
  private static final ArchiveKeys OUTSIDE =
      ArchiveKeys.create(SampleKeys.random("outside"), SampleKeys.CLOCK);

  @TempDir private Path folder;

  @Test
  void whoeverIsBelievedAboutTimeSealsNoPackage() throws Exception {
    FileVerification.Result result = found(OUTSIDE);

    assertThat(result.checks())
        .containsExactly(
            new Check(Name.PACKAGE, Verdict.HOLDS),
            new Check(Name.DIGESTS, Verdict.HOLDS),
            new Check(Name.SEAL, Verdict.FAILS));
    assertThat(result.findings())
        .containsExactly(new PackageFinding.Unsealed(SealSuite.P256, SealFault.CHAIN));
  }

  @Test
  void aSingleFileIsNamedByTheRecordOfThePackageBesideIt() throws Exception {
    FileVerification.Result result = found(KEYS);

    NamedFile named = NamedFile.of(Sha256.of(content(1)), List.of(result));

    assertThat(named.check()).isEqualTo(new Check(Name.FILE, Verdict.HOLDS));
    assertThat(named.place())
        .extracting(NamedFile.Place::beside, NamedFile.Place::number, NamedFile.Place::name)
        .containsExactly(0, 2, SamplePackages.FILES.get(1).name());
  }

  @Test
  void aFileThatNoRecordNamesFailsWhereThereIsOneAndIsUnknownWhereThereIsNone() throws Exception {
    Sha256 other = Sha256.of(Bytes.utf8("another"));

    assertThat(NamedFile.of(other, List.of(found(KEYS))).check())
        .isEqualTo(new Check(Name.FILE, Verdict.FAILS));
    assertThat(NamedFile.of(other, List.of()).check())
        .isEqualTo(new Check(Name.FILE, Verdict.UNKNOWN));
    assertThat(NamedFile.of(other, List.of(found(OUTSIDE))).check())
        .isEqualTo(new Check(Name.FILE, Verdict.UNKNOWN));
  }

  @Test
  void aFileThatARecordOnlyCitesIsNamedByItToo() throws Exception {
    Sha256 cited = Sha256.ofHex("c1".repeat(32));

    NamedFile named = NamedFile.of(cited, List.of(found(KEYS)));

    assertThat(named.check().verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(named.place())
        .extracting(NamedFile.Place::number, NamedFile.Place::path)
        .containsExactly(0, "data/application/002.jpg");
  }

  @Test
  void aRecordThatDoesNotHoldVouchesForNothing() throws Exception {
    NamedFile forged = NamedFile.of(Sha256.of(content(0)), List.of(found(OUTSIDE)));
    NamedFile both = NamedFile.of(Sha256.of(content(0)), List.of(found(OUTSIDE), found(KEYS)));

    assertThat(forged.check().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(forged.place()).isNotNull();
    assertThat(both.check().verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(both.place()).extracting(NamedFile.Place::beside).isEqualTo(1);
  }

  private static Bytes content(int index) {
    return SamplePackages.FILES.get(index).content();
  }

  private FileVerification.Result found(ArchiveKeys keys) throws Exception {
    return FileVerification.with(KEYS.anchors(), OUTSIDE.anchors(), null, null, null)
        .of(sealedBy(keys));
  }

  private Path sealedBy(ArchiveKeys keys) throws Exception {
    Sealer sealer = keys.sealer(List.of(SealSuite.P256));
    return Files.write(
        folder.resolve("package.zip"),
        SamplePackages.bytes(folder, SamplePackages.FILES, sealer).toArray());
  }
}
