package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.indexer.inspect.Corpus;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program draws the same pages: size, and where there is ink, must agree. */
final class PdfGeometryTest {
  private static final int WIDTH = 400;

  /** Ink is compared in cells, since no two programs place every pixel alike. */
  private static final int CELL = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void aPageLiesAsPopplerLaysItWherePopplerIsInstalled(int degrees) throws Exception {
    Path file = Files.write(folder.resolve("a.pdf"), SampleFiles.turnedPdf(degrees));

    assertThat(disagreement(file)).isLessThan(0.02);
  }

  @Test
  void realPagesLieAsPopplerLaysThemWherePopplerAndTheCorpusAre() throws Exception {
    List<String> names =
        List.of(
            "pdfbox__rot180.pdf",
            "pdfbox__rot270.pdf",
            "sample-files__002-trivial-libre-office-writer.pdf",
            "pdfplumber__issue-33-lorem-ipsum.pdf",
            "docs__scanned.pdf",
            "pypdf__SF424_page2.pdf");
    for (Path file : Corpus.files("pdf")) {
      if (names.contains(file.getFileName().toString())) {
        assertThat(disagreement(file)).as("%s", file).isLessThan(0.05);
      }
    }
  }

  /** The share of cells that are inked in one picture and bare in the other. */
  private double disagreement(Path file) throws Exception {
    BufferedImage theirs;
    BufferedImage ours;
    try (PdfPages pages = new PdfPages(file)) {
      PageSize size = pages.list().sizes().getFirst();
      int height = (int) Math.round(WIDTH * size.height() / size.width());
      theirs = poppler(file, 72 * WIDTH / size.width());
      assertThat(Math.abs(theirs.getWidth() - WIDTH)).isLessThanOrEqualTo(1);
      assertThat(Math.abs(theirs.getHeight() - height)).isLessThanOrEqualTo(1);
      ours = pages.draw(1, WIDTH, height);
    }
    int cells = 0;
    int different = 0;
    for (int y = 0; y + CELL <= Math.min(ours.getHeight(), theirs.getHeight()); y += CELL) {
      for (int x = 0; x + CELL <= WIDTH - 1; x += CELL) {
        cells++;
        different += Math.abs(ink(ours, x, y) - ink(theirs, x, y)) > 0.25 ? 1 : 0;
      }
    }
    return (double) different / cells;
  }

  private static double ink(BufferedImage image, int left, int top) {
    double sum = 0;
    for (int y = top; y < top + CELL; y++) {
      for (int x = left; x < left + CELL; x++) {
        sum += 1 - new Color(image.getRGB(x, y)).getGreen() / 255.0;
      }
    }
    return sum / (CELL * CELL);
  }

  private BufferedImage poppler(Path file, double density)
      throws IOException, InterruptedException {
    assumeTrue(installed(), "pdftoppm is not installed");
    Path made = folder.resolve("theirs");
    Process process =
        new ProcessBuilder(
                "pdftoppm",
                "-png",
                "-singlefile",
                "-cropbox",
                "-r",
                Double.toString(density),
                file.toString(),
                made.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Objects.requireNonNull(ImageIO.read(folder.resolve("theirs.png").toFile()));
  }

  private static boolean installed() throws InterruptedException {
    try {
      return new ProcessBuilder("pdftoppm", "-v")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }
}
