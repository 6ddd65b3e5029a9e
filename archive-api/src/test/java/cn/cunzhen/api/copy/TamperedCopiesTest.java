package cn.cunzhen.api.copy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.seal.TimeStamper;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may do to the file of a certified copy, and which check finds it. */
class TamperedCopiesTest {
  @TempDir private static Path folder;
  private static byte[] copy;
  private static byte[] other;
  private static Anchors anchors;

  @BeforeAll
  static void make() throws Exception {
    try (CopySite site = CopySite.in(folder.resolve("data"))) {
      String record = site.archive("tampered-1");
      copy = site.copy("clerk", record, "{\"files\": [{\"n\": 1, \"pages\": \"1\"}]}").body();
      other = site.copy("clerk", record, "{\"files\": [{\"n\": 1, \"pages\": \"2\"}]}").body();
      anchors =
          Anchors.parse(
              site.node().send(HttpRequest.newBuilder(site.node().uri("/ledger/ca.pem"))).body());
    }
  }

  @Test
  void aCopyAsItWasMadeHolds() throws Exception {
    assertThat(checks(copy)).allMatch(check -> check.verdict() == Verdict.HOLDS);
  }

  @Test
  void withoutAnchorsNobodyKnowsWhoseSealItIs() throws Exception {
    Path file = Files.write(folder.resolve("unanchored.pdf"), copy);

    List<Check> checks = FileVerification.with(null, null, null, null, null).of(file).checks();

    assertThat(checks)
        .extracting(Check::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.HOLDS, Verdict.UNKNOWN, Verdict.UNKNOWN);
  }

  @Test
  void aChangedByteOfTheContentIsFound() throws Exception {
    long seed = 20261122;
    Random random = new Random(seed);
    int hole = indexOf("/Contents <");
    for (int i = 0; i < 150; i++) {
      int at = 5 + random.nextInt(copy.length - 5);
      if (at < hole || at > hole + 2 * (16 << 10)) {
        assertThat(fails(changed(at, 1 << random.nextInt(8)))).as("seed %d, %d", seed, at).isTrue();
      }
    }
  }

  @Test
  void aChangedDigitOfTheSealIsFound() throws Exception {
    int seal = indexOf("/Contents <") + "/Contents <".length();
    for (int at = seal; at < seal + 2 * (16 << 10); at += 97) {
      assertThat(fails(changed(at, 1))).as("digit %d", at - seal).isTrue();
    }
    int letter = seal;
    while (copy[letter] < 'A') {
      letter++;
    }
    assertThat(verdict(changed(letter, 0x20), Name.COPY)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void whatIsAppendedIsFound() throws Exception {
    assertThat(verdict(joined(copy, "\n"), Name.COPY)).isEqualTo(Verdict.FAILS);
    assertThat(verdict(updated(), Name.COPY)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void aSecondSignatureIsFound() throws Exception {
    String second = "\n99 0 obj\n<</Type /Sig /ByteRange [0 1 2 3] /Contents <00>>>\nendobj\n";

    assertThat(verdict(joined(copy, second), Name.COPY)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void aCopyThatWasCutIsFound() throws Exception {
    for (int length : new int[] {5, 100, copy.length / 2, copy.length - 1}) {
      assertThat(verdict(Arrays.copyOf(copy, length), Name.COPY))
          .as("%d bytes", length)
          .isEqualTo(Verdict.FAILS);
    }
  }

  @Test
  void theSealOfAnotherCopyIsFound() throws Exception {
    byte[] mixed = copy.clone();
    int seal = indexOf("/Contents <");
    int others = new String(other, StandardCharsets.ISO_8859_1).indexOf("/Contents <");
    System.arraycopy(other, others, mixed, seal, 2 * (16 << 10));

    assertThat(verdict(mixed, Name.COPY_SEAL)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void aRangeThatLeavesSomethingOutIsFound() throws Exception {
    String text = new String(copy, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("/ByteRange [0 ") + "/ByteRange [0 ".length();
    byte[] smaller = copy.clone();
    smaller[at] = (byte) (smaller[at] == '1' ? '2' : '1');

    assertThat(verdict(smaller, Name.COPY)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void aPdfThatIsNoCopyIsNone() throws Exception {
    byte[] plain = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(verdict(plain, Name.COPY)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void aCopyOfAnotherArchiveIsNotOurs() throws Exception {
    Anchors ours = anchors;
    try (CopySite site = CopySite.in(folder.resolve("another"))) {
      String record = site.archive("tampered-1");
      byte[] theirs = site.copy("clerk", record, "{\"files\": [{\"n\": 2}]}").body();
      Path file = Files.write(folder.resolve("theirs.pdf"), theirs);

      assertThat(FileVerification.with(ours, Anchors.NONE, null, null, null).of(file).checks())
          .extracting(Check::verdict)
          .containsExactly(Verdict.HOLDS, Verdict.HOLDS, Verdict.FAILS, Verdict.FAILS);
    }
  }

  @Test
  void whoeverIsBelievedAboutTimeSealsNoCopy() throws Exception {
    ArchiveKeys outside = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());
    Path file = Files.write(folder.resolve("outside.pdf"), sealedBy(outside));

    FileVerification verification =
        FileVerification.with(anchors, outside.anchors(), null, null, null);

    assertThat(verification.of(file).checks())
        .extracting(Check::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.HOLDS, Verdict.FAILS, Verdict.HOLDS);
  }

  @Test
  void whoNamesAnAuthorityOutsideIsToldNoTimeThatTheArchiveGaveItself() throws Exception {
    Anchors outside = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC()).anchors();
    Path file = Files.write(folder.resolve("stamped-inside.pdf"), copy);

    assertThat(timeOf(file, Anchors.NONE).time()).isNotNull();
    assertThat(timeOf(file, anchors).time()).isNotNull();
    assertThat(timeOf(file, outside)).isEqualTo(new Check(Name.COPY_TIME, Verdict.HOLDS));
    assertThat(timeOf(file, outside.and(anchors)))
        .isEqualTo(new Check(Name.COPY_TIME, Verdict.HOLDS));
  }

  private static Check timeOf(Path file, Anchors stampAnchors) throws Exception {
    return FileVerification.with(anchors, stampAnchors, null, null, null)
        .of(file)
        .checks()
        .getLast();
  }

  /** The copy with another's seal in place of the archive's. */
  private static byte[] sealedBy(ArchiveKeys keys) throws Exception {
    int hole = indexOf("/Contents <") + "/Contents ".length();
    int end = hole + 2 + 2 * (16 << 10);
    ByteArrayOutputStream around = new ByteArrayOutputStream();
    around.write(copy, 0, hole);
    around.write(copy, end, copy.length - end);
    TimeStamper stamper =
        new TimeStamper(
            List.of(
                new BuiltInAuthority(
                    keys.timeStamps(), Clock.systemUTC(), () -> Bytes.utf8("serial"))),
            new TimeStampVerifier(keys.anchors()),
            () -> Bytes.utf8("0123456789abcdef"));
    Bytes seal = keys.documentSealer(stamper).seal(Sha256.of(around.toByteArray()), 16 << 10);
    byte[] sealed = copy.clone();
    byte[] digits = seal.hex().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, sealed, hole + 1, digits.length);
    return sealed;
  }

  private static byte[] changed(int at, int bits) {
    byte[] changed = copy.clone();
    changed[at] ^= (byte) bits;
    return changed;
  }

  private static byte[] joined(byte[] first, String then) {
    byte[] second = then.getBytes(StandardCharsets.ISO_8859_1);
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** A page more, as programs add it to a signed document. */
  private static byte[] updated() throws Exception {
    try (PDDocument pdf = Loader.loadPDF(copy)) {
      pdf.addPage(new PDPage());
      pdf.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
      pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private static int indexOf(String text) {
    return new String(copy, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static boolean fails(byte[] pdf) throws Exception {
    return checks(pdf).stream().anyMatch(check -> check.verdict() == Verdict.FAILS);
  }

  private static Verdict verdict(byte[] pdf, Name name) throws Exception {
    return checks(pdf).stream()
        .filter(check -> check.name() == name)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static List<Check> checks(byte[] pdf) throws Exception {
    Path file = Files.write(folder.resolve("copy.pdf"), pdf);
    return FileVerification.with(anchors, Anchors.NONE, null, null, null).of(file).checks();
  }
}
