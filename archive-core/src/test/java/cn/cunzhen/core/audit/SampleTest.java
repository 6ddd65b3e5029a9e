package cn.cunzhen.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.judge.Judge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
  private static final List<Long> VECTOR =
      List.of(14562L, 75672L, 97506L, 274520L, 379326L, 585566L, 871065L, 901053L);

  @TempDir private Path folder;

  @Test
  void aSeedDrawsTheEntriesThatTheFormatsPageNames() throws Exception {
    assertThat(new Sample("审计 2026-11-22", 8).indices(1_000_000)).isEqualTo(VECTOR);
    assertThat(Files.readString(Path.of("../docs/formats.md")))
        .contains(VECTOR.toString().replaceAll("[\\[\\]]", ""));
  }

  /** The page's own lines draw the same. */
  @Test
  void anybodyDrawsTheSameWithAShell() throws Exception {
    Matcher lines =
        Pattern.compile("```sh\\n(seed=.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/verify-by-hand.md")));
    assertThat(lines.find()).isTrue();

    Judge shell = Judge.run(folder, "bash", "-e", "-c", lines.group(1));

    assertThat(shell.agrees()).as(shell.output()).isTrue();
    assertThat(Arrays.stream(shell.output().split("\\s+")).map(Long::parseLong)).isEqualTo(VECTOR);
  }

  @Test
  void anotherSeedCountOrSizeDrawsOthers() {
    List<Long> drawn = new Sample("seed", 50).indices(100_000);

    assertThat(new Sample("Seed", 50).indices(100_000)).isNotEqualTo(drawn);
    assertThat(new Sample("seed", 50).indices(100_001)).isNotEqualTo(drawn);
    assertThat(new Sample("seed", 60).indices(100_000)).containsAll(drawn).hasSize(60);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 7, 64})
  void whoDrawsAsManyAsThereAreGetsThemAllOnce(long size) {
    assertThat(new Sample("seed", 100).indices(size))
        .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
  }

  /** 10,000 of 10: with a bias a count would be off by far more than chance allows. */
  @Test
  void noIndexIsLikelierThanAnother() {
    int[] counts = new int[10];
    for (int seed = 0; seed < 10_000; seed++) {
      counts[Math.toIntExact(new Sample("seed " + seed, 1).indices(10).getFirst())]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 880 && count < 1_120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "tab\there", "\uD800"})
  void aTextThatCouldBeReadInTwoWaysIsNoSeed(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sample(text, 1));
  }
}
