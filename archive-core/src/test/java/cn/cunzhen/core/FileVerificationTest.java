package cn.cunzhen.core;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.SamplePackages;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
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
    Path file =
        Files.write(
            folder.resolve("package.zip"),
            SamplePackages.bytes(
                    folder, SamplePackages.FILES, OUTSIDE.sealer(List.of(SealSuite.P256)))
                .toArray());

    FileVerification.Result result =
        FileVerification.with(KEYS.anchors(), OUTSIDE.anchors(), null, null, null).of(file);

    assertThat(result.checks())
        .containsExactly(
            new Check(Name.PACKAGE, Verdict.HOLDS),
            new Check(Name.DIGESTS, Verdict.HOLDS),
            new Check(Name.SEAL, Verdict.FAILS));
    assertThat(result.findings())
        .containsExactly(new PackageFinding.Unsealed(SealSuite.P256, SealFault.CHAIN));
  }
}
