package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Whatever a parser is given, it throws nothing but {@link IllegalArgumentException}, and what it
 * accepts is written back as the very same bytes.
 */
final class StrictParsersTest {
  private static final int ROUNDS = 20_000;
  private static final ReferenceTree TREE = ReferenceTree.of(9);
  private static final Checkpoint CHECKPOINT = new Checkpoint(SampleLog.ORIGIN, 9, TREE.mth(0, 9));
  private static final Note NOTE = Note.sign(CHECKPOINT.format(), SampleLog.SIGNER);

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void notes() {
    survives(NOTE.format(), note -> Note.parse(note).format());
  }

  @Test
  void checkpoints() {
    survives(
        Bytes.utf8(CHECKPOINT.format()),
        text -> Bytes.utf8(Checkpoint.parse(exact(text)).format()));
  }

  @Test
  void verifierKeys() {
    survives(
        Bytes.utf8(SampleLog.SIGNER.verifierKey().format()),
        line -> Bytes.utf8(VerifierKey.parse(exact(line)).format()));
  }

  @Test
  void proofs() {
    TlogProof proof = new TlogProof(5, TREE.path(5, 9), Bytes.utf8("extra"), NOTE);

    survives(proof.format(), bytes -> TlogProof.parse(bytes).format());
  }

  @Test
  void tilePaths() {
    survives(
        Bytes.utf8(new Tile(1, 1_234_067, 8).path()),
        path -> Bytes.utf8(TilePath.parse(exact(path)).path()));
    survives(
        Bytes.utf8(Bundle.full(1_067).path()),
        path -> Bytes.utf8(TilePath.parse(exact(path)).path()));
  }

  @Test
  void bundles() {
    List<Bytes> entries = List.of(Bytes.utf8("one"), Bytes.utf8(""), Bytes.utf8("three"));

    survives(
        new BundleEntries(entries).format(),
        bytes -> BundleEntries.parse(new Bundle(0, 3), bytes).format());
  }

  /** Text as a caller has it, who decodes what came in; malformed bytes are no affair of these. */
  private static String exact(Bytes bytes) {
    if (!Bytes.utf8(bytes.utf8()).equals(bytes)) {
      throw new IllegalArgumentException("not UTF-8");
    }
    return bytes.utf8();
  }

  private void survives(Bytes sound, UnaryOperator<Bytes> parseAndFormat) {
    assertThat(parseAndFormat.apply(sound)).isEqualTo(sound);
    for (int round = 0; round < ROUNDS; round++) {
      Bytes input = Bytes.of(random.nextInt(10) == 0 ? noise(sound) : mutant(sound));

      Optional<Bytes> written = ifAccepted(parseAndFormat, input);

      written.ifPresent(bytes -> assertThat(bytes.hex()).as("seed " + seed).isEqualTo(input.hex()));
    }
  }

  private Optional<Bytes> ifAccepted(UnaryOperator<Bytes> parseAndFormat, Bytes input) {
    try {
      return Optional.of(parseAndFormat.apply(input));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ", input " + input.hex(), e);
    }
  }

  private byte[] noise(Bytes sound) {
    byte[] noise = new byte[random.nextInt(sound.size() + 2)];
    random.nextBytes(noise);
    return noise;
  }

  /** A few bytes changed, a piece left out, doubled, or put elsewhere. */
  private byte[] mutant(Bytes sound) {
    byte[] mutant = sound.toArray();
    for (int step = random.nextInt(3); step >= 0; step--) {
      int at = random.nextInt(mutant.length + 1);
      int length = random.nextInt(Math.min(8, mutant.length - at) + 1);
      mutant =
          switch (random.nextInt(4)) {
            case 0 -> joined(Arrays.copyOf(mutant, at), tail(mutant, at + length));
            case 1 -> joined(Arrays.copyOf(mutant, at + length), tail(mutant, at));
            case 2 -> joined(tail(mutant, at), Arrays.copyOf(mutant, at));
            default -> changed(mutant, at);
          };
    }
    return mutant;
  }

  private byte[] changed(byte[] bytes, int at) {
    String likely = "\n +=-—/xp0179AZaz\0";
    byte[] signs = likely.getBytes(StandardCharsets.UTF_8);
    byte[] changed = bytes.clone();
    if (at < changed.length) {
      changed[at] =
          random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt();
    }
    return changed;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
