package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.corpora.Corpora;
import cn.cunzhen.monitor.TlogMonitor;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vectors and a sample log that others made. */
final class PublishedVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The sample log's key, as its makers publish it. */
  private static final VerifierKey SAMPLE_KEY =
      VerifierKey.parse(
          "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

  private static final int SAMPLE_SIZE = 15;

  @Test
  void everyInclusionVectorIsJudgedAsItSaysWhereTheCorpusIs() throws IOException {
    List<Path> vectors = vectors("merkle__testdata__inclusion__");

    assertThat(vectors).hasSizeGreaterThan(50);
    for (Path vector : vectors) {
      JsonNode json = JSON.readTree(vector.toFile());

      boolean proved =
          hash(json.get("leafHash"))
              .flatMap(leaf -> hash(json.get("root")).map(root -> includes(json, leaf, root)))
              .orElse(false);

      assertThat(proved).as(vector.toString()).isEqualTo(!json.get("wantErr").asBoolean());
    }
  }

  private static boolean includes(JsonNode json, Sha256 leaf, Sha256 root) {
    return hashes(json.get("proof"))
        .map(path -> new InclusionProof(number(json, "leafIdx"), number(json, "treeSize"), path))
        .map(proof -> proof.proves(leaf, root))
        .orElse(false);
  }

  @Test
  void everyConsistencyVectorIsJudgedAsItSaysWhereTheCorpusIs() throws IOException {
    List<Path> vectors = new ArrayList<>(vectors("merkle__testdata__consistency__"));
    // Its roots are no hashes, but words of 12 bytes, and it wants them to be equal.
    vectors.removeIf(
        vector -> vector.toString().contains("sizes-are-equal-one-and-proof-is-empty"));

    assertThat(vectors).hasSizeGreaterThan(40);
    for (Path vector : vectors) {
      JsonNode json = JSON.readTree(vector.toFile());

      boolean proved =
          hash(json.get("root1"))
              .flatMap(
                  older -> hash(json.get("root2")).map(newer -> isConsistent(json, older, newer)))
              .orElse(false);

      assertThat(proved).as(vector.toString()).isEqualTo(!json.get("wantErr").asBoolean());
    }
  }

  private static boolean isConsistent(JsonNode json, Sha256 older, Sha256 newer) {
    return hashes(json.get("proof"))
        .map(path -> new ConsistencyProof(number(json, "size1"), number(json, "size2"), path))
        .map(proof -> proof.proves(older, newer))
        .orElse(false);
  }

  @Test
  void theSampleLogIsReadAtEverySizeWhereTheCorpusIs() throws IOException {
    Path log = Corpora.folder("vectors/tessera-log/log");

    for (int size = 0; size <= SAMPLE_SIZE; size++) {
      Bytes written = bytes(log.resolve("checkpoint." + size));
      Note note = Note.parse(written);
      Checkpoint checkpoint = Checkpoint.parse(note.text());

      assertThat(note.format()).isEqualTo(written);
      assertThat(note.isSignedBy(SAMPLE_KEY)).isTrue();
      assertThat(checkpoint.size()).isEqualTo(size);
      assertThat(tree(log, size).root(size)).isEqualTo(checkpoint.root());
    }
  }

  @Test
  void theSampleLogsEntriesAreProvedAndItsSizesConsistentWhereTheCorpusIs() throws IOException {
    Path log = Corpora.folder("vectors/tessera-log/log");
    Bundle bundle = new Bundle(0, SAMPLE_SIZE);
    List<Bytes> entries = BundleEntries.parse(bundle, bytes(log.resolve(bundle.path()))).entries();
    TreeHash treeHash = new TreeHash();

    for (int size = 1; size <= SAMPLE_SIZE; size++) {
      Sha256 root = root(log, size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, tree(log, size));
        assertThat(proof.proves(treeHash.leaf(entries.get(index)), root)).isTrue();
      }
      for (int older = 0; older <= size; older++) {
        ConsistencyProof proof = ConsistencyProof.of(older, size, tree(log, size));
        assertThat(proof.proves(root(log, older), root)).isTrue();
      }
    }
  }

  @Test
  void theMonitorFollowsTheSampleLogFromSizeToSizeWhereTheCorpusIs() {
    Path log = Corpora.folder("vectors/tessera-log/log");
    int[] size = {0};
    TlogMonitor monitor =
        new TlogMonitor(
            SAMPLE_KEY.name().value(),
            SAMPLE_KEY.format(),
            path -> {
              Path file = log.resolve(path.equals("checkpoint") ? path + "." + size[0] : path);
              return Files.exists(file) ? Optional.of(bytes(file).toArray()) : Optional.empty();
            });

    for (int step : List.of(0, 1, 1, 3, 1, 5, 0, 4)) {
      size[0] += step;

      assertThat(monitor.follow()).hasSize(step);
    }
    assertThat(monitor.size()).isEqualTo(SAMPLE_SIZE);
  }

  private static HashReader tree(Path log, int size) {
    return new TiledHashReader(
        size, tile -> TileHashes.parse(tile, bytes(log.resolve(tile.path()))));
  }

  private static Sha256 root(Path log, int size) {
    return Checkpoint.parse(Note.parse(bytes(log.resolve("checkpoint." + size))).text()).root();
  }

  private static Bytes bytes(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> vectors(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(Corpora.folder("vectors/merkle"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static long number(JsonNode json, String field) {
    return json.get(field).bigIntegerValue().longValue();
  }

  /** Empty where it is no SHA-256 digest: then there is nothing that could be proved. */
  private static Optional<Sha256> hash(JsonNode base64) {
    Bytes bytes = Bytes.ofBase64(base64.asText());
    return bytes.size() == Sha256.SIZE ? Optional.of(new Sha256(bytes)) : Optional.empty();
  }

  private static Optional<List<Sha256>> hashes(JsonNode array) {
    List<Sha256> hashes = new ArrayList<>();
    for (JsonNode element : array.isNull() ? Collections.<JsonNode>emptyList() : array) {
      Optional<Sha256> hash = hash(element);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash.get());
    }
    return Optional.of(hashes);
  }
}
