package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.PayloadPath;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageWriterTest {
  private static final PayloadPath PATH = new PayloadPath(Part.PROCESS, 1, "xml");

  private final PackageVerifier verifier = new PackageVerifier(SampleKeys.archive().anchors());

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    try (PackageWriter writer = writer()) {
      SealedPackage sealed = SamplePackages.seal(writer);

      StoredPackage read = StoredPackage.read(sealed.bytes(), sealed.digest());

      assertThat(read.record()).isEqualTo(sealed.record());
      assertThat(read.recordJson()).isEqualTo(sealed.recordJson());
      assertThat(read.checks()).isEqualTo(SamplePackages.CHECKS);
      assertThat(read.key()).isEqualTo(sealed.key());
      for (int n = 1; n <= SamplePackages.FILES.size(); n++) {
        assertThat(contentOf(read, n)).isEqualTo(SamplePackages.FILES.get(n - 1).content());
      }
      for (PackageVerifier.Depth depth : PackageVerifier.Depth.values()) {
        assertThat(verifier.verify(sealed.bytes(), sealed.digest(), depth).findings()).isEmpty();
      }
    }
  }

  /** The digest is that of the first package ever written so; it may never change. */
  @Test
  void theSamplePackageIsTheSameForEver() throws IOException {
    Bytes bytes = SamplePackages.bytes(folder);

    assertThat(Sha256.of(bytes).hex())
        .isEqualTo("d2e9bd4774941c5a46b2ce03177dedf0f1ae2a11259d2ac1e5571cea913f8bff");
  }

  @Test
  void aFileCanBeReadWhileTheNextIsWritten() throws IOException {
    byte[] content = random(200_000);
    try (PackageWriter writer = writer()) {
      PayloadOutput first = writer.begin(PATH);
      first.write(content, 0, 1);
      first.write(content, 1, content.length - 1);
      PayloadFile file = first.finish();
      PayloadOutput second = writer.begin(new PayloadPath(Part.PROCESS, 2, "xml"));
      second.write(content[0]);

      assertThat(file.digests()).isEqualTo(Digester.of(Bytes.of(content).stream(), true));
      assertThat(file.view().size()).isEqualTo(content.length);
      assertThat(readAll(file.view())).isEqualTo(content);
      ByteBuffer last = ByteBuffer.allocate(10);
      assertThat(file.view().read(last, content.length - 3)).isEqualTo(3);
      assertThat(last.position()).isEqualTo(3);
      assertThat(file.view().read(last, content.length)).isEqualTo(-1);
      assertThat(second.finish().digests().size()).isEqualTo(1);
    }
  }

  @Test
  void anAmendmentIsOnePackageMoreUnderTheSameFolder() throws IOException {
    Sha256 first = Sha256.ofHex("01".repeat(32));
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 2, true)) {
      List<ArchivedFile> files = SamplePackages.write(writer, SamplePackages.FILES);
      SealedPackage sealed =
          writer.seal(
              SampleRecords.of(2, first, files, Sha256.of(SamplePackages.CHECKS)),
              SamplePackages.CHECKS,
              SamplePackages.sealer());

      assertThat(sealed.key().format().value())
          .startsWith("records/01/23/0123456789abcdefghijklmnop/v2-");
      assertThat(StoredPackage.read(sealed.bytes()).record().previous()).isEqualTo(first);
    }
  }

  @Test
  void withoutSm3TheRecordHasNone() throws IOException {
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, false)) {
      SealedPackage sealed = SamplePackages.seal(writer);

      assertThat(sealed.record().files()).allMatch(file -> file.sm3() == null);
      assertThat(verifier.verify(sealed.bytes(), PackageVerifier.Depth.DIGESTS).findings())
          .isEmpty();
    }
  }

  @Test
  void nothingIsLeftBehindHoweverItEnds() throws IOException {
    try (PackageWriter writer = writer()) {
      SamplePackages.seal(writer);
      assertThat(filesInFolder()).isEqualTo(1);
    }
    assertThat(filesInFolder()).isZero();
    try (PackageWriter writer = writer()) {
      writer.begin(PATH).write(1);
    }
    assertThat(filesInFolder()).isZero();
    try (PackageWriter writer = writer()) {
      SealedPackage sealed = SamplePackages.seal(writer);
      Files.createLink(folder.resolve("stored"), fileOf(sealed));
    }
    assertThat(filesInFolder()).isEqualTo(1);
    assertThat(StoredPackage.read(PackageBytes.of(folder.resolve("stored")))).isNotNull();
  }

  @Test
  void aFileThatIsNotFinishedIsNoFile() throws IOException {
    try (PackageWriter writer = writer()) {
      List<ArchivedFile> files = SamplePackages.write(writer, SamplePackages.FILES);
      PayloadOutput open = writer.begin(PATH);
      open.write(1);

      assertThatIllegalStateException().isThrownBy(() -> writer.begin(PATH));
      assertThatIllegalStateException().isThrownBy(() -> seal(writer, files));
      open.finish();
      assertThatIllegalStateException().isThrownBy(() -> open.write(1));
      assertThatIllegalStateException().isThrownBy(open::finish);
    }
  }

  @Test
  void aPackageIsSealedOnceAndNeverWithoutFiles() throws IOException {
    try (PackageWriter writer = writer()) {
      assertThatIllegalStateException().isThrownBy(() -> seal(writer, List.of()));
      SealedPackage sealed = SamplePackages.seal(writer);

      assertThatIllegalStateException().isThrownBy(() -> seal(writer, sealed.record().files()));
      assertThatIllegalStateException().isThrownBy(() -> writer.begin(PATH));
    }
  }

  @Test
  void theRecordIsThatOfTheFilesAndTheChecks() throws IOException {
    try (PackageWriter writer = writer()) {
      List<ArchivedFile> files = SamplePackages.write(writer, SamplePackages.FILES);
      List<ArchivedFile> reversed = files.reversed();
      List<ArchivedFile> fewer = files.subList(0, 2);
      List<ArchivedFile> other =
          List.of(files.get(0), SampleRecords.file(Part.RESULT, 1, "结果.ofd"), files.get(2));

      assertThatIllegalArgumentException().isThrownBy(() -> seal(writer, reversed));
      assertThatIllegalArgumentException().isThrownBy(() -> seal(writer, fewer));
      assertThatIllegalArgumentException().isThrownBy(() -> seal(writer, other));
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              writer.seal(
                  SampleRecords.of(files, Sha256.of(SamplePackages.CHECKS)),
                  Bytes.utf8("{}"),
                  SamplePackages.sealer()));
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              writer.seal(
                  SampleRecords.of(
                      2, Sha256.ofHex("01".repeat(32)), files, Sha256.of(SamplePackages.CHECKS)),
                  SamplePackages.CHECKS,
                  SamplePackages.sealer()));
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              writer.seal(
                  SampleRecords.of(
                      1, null, files, Sha256.of(SamplePackages.CHECKS), List.of("seal.p7s")),
                  SamplePackages.CHECKS,
                  SamplePackages.sealer()))
          .withMessageContaining("other seals");
      assertThat(seal(writer, files)).isNotNull();
    }
  }

  @Test
  void aFileThatCanNotBeWrittenFailsAndLeavesNothing() throws IOException {
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> PackageWriter.create(missing, SampleRecords.ID, 1, true));
    PackageWriter writer = writer();
    PayloadOutput out = writer.begin(PATH);
    writer.close();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write(new byte[100_000]));
    assertThat(filesInFolder()).isZero();
  }

  private static SealedPackage seal(PackageWriter writer, List<ArchivedFile> files)
      throws IOException {
    return writer.seal(
        SampleRecords.of(files, Sha256.of(SamplePackages.CHECKS)),
        SamplePackages.CHECKS,
        SamplePackages.sealer());
  }

  private static Path fileOf(SealedPackage sealed) throws IOException {
    return ((Content.HandedOver) sealed.content()).file();
  }

  private long filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static byte[] readAll(ByteView view) throws IOException {
    ByteBuffer into = ByteBuffer.allocate((int) view.size());
    for (int n = 0; n >= 0 && into.hasRemaining(); ) {
      n = view.read(into, into.position());
    }
    return into.array();
  }

  private static Bytes contentOf(StoredPackage read, int number) throws IOException {
    try (InputStream in = read.open(number)) {
      return Bytes.of(in.readAllBytes());
    }
  }

  private PackageWriter writer() throws IOException {
    return PackageWriter.create(folder, SampleRecords.ID, 1, true);
  }
}
