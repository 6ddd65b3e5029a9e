package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.corpora.Corpora;
import cn.cunzhen.storage.Bytes;
import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.exceptions.CorruptChecksumException;
import gov.loc.repository.bagit.exceptions.FileNotInPayloadDirectoryException;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Library of Congress's own reader of bags as the judge (RFC 8493). */
class BagItJudgeTest {
  @TempDir private Path folder;
  private Path bag;

  @BeforeEach
  void unpack() throws IOException {
    bag = unpacked(SamplePackages.bytes(folder), folder.resolve("unpacked"));
  }

  @Test
  void aPackageIsAValidBag() throws Exception {
    assertThat(fault(bag)).isNull();
    Bag read = new BagReader().read(bag);
    assertThat(read.getPayLoadManifests()).hasSize(1);
    assertThat(read.getTagManifests()).hasSize(1);
    assertThat(read.getMetadata().get("Payload-Oxum")).hasSize(1);
  }

  @Test
  void whatIsChangedAddedOrTakenAwayMakesItInvalid() throws Exception {
    Path file = payload().getFirst();
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Bytes.utf8("other").toArray());
    assertThat(fault(bag)).isInstanceOf(CorruptChecksumException.class);
    Files.delete(file);
    assertThat(fault(bag)).isInstanceOf(FileNotInPayloadDirectoryException.class);
    Files.write(file, content);
    assertThat(fault(bag)).isNull();
    Files.write(file.resolveSibling("999.txt"), content);
    assertThat(fault(bag)).isNotNull();
  }

  /**
   * The judge knows the good ones of the conformance suite from the bad; ours is stricter: of all
   * bags there are, only what it writes itself is a package, and it says of each why it is none.
   */
  @Test
  void ofTheConformanceSuiteNoneIsTakenForAPackageWhereTheCorpusIs() throws Exception {
    List<Path> bags;
    try (Stream<Path> all = Files.walk(Corpora.folder("packages"))) {
      bags =
          all.filter(file -> file.endsWith("bagit.txt") || file.endsWith("METS.xml"))
              .map(Path::getParent)
              .distinct()
              .toList();
    }
    assertThat(bags).hasSizeGreaterThan(20);

    for (Path each : bags) {
      PackageVerdict verdict =
          new PackageVerifier(SampleKeys.archive().anchors())
              .verify(PackageBytes.of(zipped(each)), Depth.DIGESTS);

      assertThat(verdict.findings()).as("%s", each).isNotEmpty();
      assertThat(verdict.record()).as("%s", each).isNull();
    }
    for (Path each : bags) {
      String place = each.toString();
      if (place.contains("/valid/basic-bag") || place.contains("/valid/bag-with-encoded")) {
        assertThat(fault(each)).as("%s", each).isNull();
      } else if (place.contains("/invalid/extra-file") || place.contains("different-hashes")) {
        assertThat(fault(each)).as("%s", each).isNotNull();
      }
    }
  }

  private List<Path> payload() throws IOException {
    try (Stream<Path> files = Files.walk(bag.resolve("data"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }

  /** Why it is no valid bag; null where it is one. */
  private static @Nullable Throwable fault(Path bag) throws IOException {
    return catchThrowable(() -> {
      try (BagVerifier verifier = new BagVerifier()) {
        verifier.isValid(new BagReader().read(bag), false);
      }
    });
  }

  private static Path unpacked(Bytes zip, Path into) throws IOException {
    Path root = into;
    try (ZipInputStream in = new ZipInputStream(zip.stream())) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName());
        root = into.resolve(Path.of(entry.getName()).getName(0));
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
    return root;
  }

  private static Bytes zipped(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(
            new ZipEntry(folder.getFileName() + "/" + folder.relativize(file).toString()));
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(out);
        }
      }
    }
    return Bytes.of(bytes.toByteArray());
  }
}
