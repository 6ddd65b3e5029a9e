package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.indexer.inspect.Corpus;
import cn.cunzhen.indexer.inspect.Zip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Real signatures of many makers; a name says what is wrong with a file, if anything is. */
class SignedCorpusTest {
  private static final List<String> FOLDERS = List.of("signed", "ofd", "mail", "xml-html");
  private static final long SEED = 20_261_122;
  private static final Pattern HEXADECIMAL = Pattern.compile("/Contents\\s*<[0-9A-Fa-f]{100,}>");

  @Test
  void everyFileEndsInAVerdictWhereTheCorpusIs() throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (Path path : Corpus.files(folder)) {
        byte[] content = Files.readAllBytes(path);
        long before = System.nanoTime();
        List<FileSignature> found = signatures(path, content);
        long micros = (System.nanoTime() - before) / 1_000;
        lines.add(Corpus.folder().relativize(path) + "\t" + content.length + "\t" + micros + " µs");
        found.forEach(each -> lines.add("\t" + each));
        if (found.stream().anyMatch(FileSignature::failed)) {
          failed.add(path.getFileName().toString());
        }
      }
    }
    Files.write(Path.of("target/signed-files.txt"), lines);

    assertThat(failed)
        .containsExactlyInAnyOrder(
            "dss__cades-enveloping-broken.pkcs7",
            "dss__dss-xades__src__test__resources__validation__malformed-xades.xml",
            "dss__pades_opposite_infinite_loop.pdf",
            "unstructured__signed-doc.p7s");
  }

  /** In milliseconds, on a warm machine: the mean of many looks, the inspection itself apart. */
  @Test
  void whatItCostsIsWrittenWhereTheCorpusIs() throws IOException {
    Map<String, List<Path>> kinds = new LinkedHashMap<>();
    for (String folder : List.of("pdf", "zh-docs", "zh-images", "signed/pades", "ofd", "office")) {
      for (Path path : Corpus.files(folder)) {
        boolean signed = !signatures(path, Files.readAllBytes(path)).isEmpty();
        kinds
            .computeIfAbsent(folder + (signed ? ", signed" : ""), k -> new ArrayList<>())
            .add(path);
      }
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<Path>> kind : kinds.entrySet()) {
      double with = millis(kind.getValue(), Signed::signatures);
      double without = millis(kind.getValue(), Signed::inspectOnly);
      lines.add(
          "%s: %d files, %.3f ms, inspection %.3f ms"
              .formatted(kind.getKey(), kind.getValue().size(), with - without, without));
    }
    Files.write(Path.of("target/signed-cost.txt"), lines);

    assertThat(lines).isNotEmpty();
  }

  /** Looks at a file in one way. */
  @FunctionalInterface
  private interface Looking {
    Object at(String name, byte[] content) throws IOException;
  }

  private static double millis(List<Path> paths, Looking looking) throws IOException {
    long nanos = 0;
    for (int round = 0; round < 4; round++) {
      nanos = 0;
      for (Path path : paths) {
        byte[] content = Files.readAllBytes(path);
        long before = System.nanoTime();
        assertThat(looking.at(path.getFileName().toString(), content)).isNotNull();
        nanos += System.nanoTime() - before;
      }
    }
    return nanos / 1e6 / paths.size();
  }

  @Test
  void aFlippedBitInWhatAPdfsSignatureCoversIsNoticedWhereTheCorpusIs() throws IOException {
    Random random = new Random(SEED);
    for (Path path : Corpus.files("signed/pades")) {
      byte[] content = Files.readAllBytes(path);
      if (signatures(path, content).stream().anyMatch(FileSignature::intact)) {
        for (int i = 0; i < 10; i++) {
          flip(path, content, random.nextInt(content.length), random.nextInt(8));
        }
      }
    }
  }

  /** What lies within a signature is covered by none, or only by later ones. */
  private static void flip(Path path, byte[] content, int at, int bit) throws IOException {
    String text = new String(content, ISO_8859_1);
    Predicate<MatchResult> holds = each -> at >= each.start() && at < each.end();
    if (HEXADECIMAL.matcher(text).results().anyMatch(holds)) {
      return;
    }
    byte[] flipped = content.clone();
    flipped[at] ^= (byte) (1 << bit);
    for (FileSignature each : signatures(path, flipped)) {
      boolean covered = at < content.length - each.outside();
      assertThat(each.intact() && covered)
          .as("%s, byte %d, bit %d, seed %d: %s", path, at, bit, SEED, each)
          .isFalse();
    }
  }

  @Test
  void aFlippedBitInAnyPartOfASealedOfdIsNoticedWhereTheCorpusIs() throws IOException {
    Random random = new Random(SEED);
    int tried = 0;
    for (Path path : Corpus.files("ofd")) {
      List<FileSignature> found = signatures(path, Files.readAllBytes(path));
      boolean whole = found.stream().anyMatch(each -> each.covers() == Covers.WHOLE);
      if (whole && found.stream().allMatch(FileSignature::intact)) {
        Map<String, byte[]> parts = parts(path);
        assertThat(signatures(path, zip(parts, "", 0))).isEqualTo(found);
        for (String part : covered(parts)) {
          int at = random.nextInt(bytes(parts, part).length);
          assertThat(signatures(path, zip(parts, part, at)))
              .as("%s, byte %d of %s", path, at, part)
              .isNotEqualTo(found)
              .anyMatch(each -> !each.intact() || part.endsWith("/SignedValue.dat"));
          tried++;
        }
      }
    }
    assertThat(tried).isGreaterThan(50);
  }

  /** The list of signatures itself is covered by none, a certificate only by its issuer. */
  private static List<String> covered(Map<String, byte[]> parts) {
    return parts.keySet().stream().filter(each -> !each.endsWith("/Signatures.xml")).toList();
  }

  private static byte[] bytes(Map<String, byte[]> parts, String name) {
    return parts.getOrDefault(name, new byte[0]);
  }

  /** The parts that hold something. */
  private static Map<String, byte[]> parts(Path path) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(path)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        if (content.length > 0) {
          parts.put(entry.getName(), content);
        }
      }
    }
    return parts;
  }

  private static byte[] zip(Map<String, byte[]> parts, String changed, int at) {
    Zip zip = Zip.zip();
    parts.forEach((name, content) -> {
      byte[] copy = content.clone();
      if (name.equals(changed)) {
        copy[at] ^= 1;
      }
      zip.with(name, copy);
    });
    return zip.bytes();
  }

  private static List<FileSignature> signatures(Path path, byte[] content) throws IOException {
    return Signed.signatures(path.getFileName().toString(), content);
  }
}
