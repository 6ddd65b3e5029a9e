package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.DAMAGED;
import static cn.cunzhen.indexer.inspect.Inspecting.findings;
import static cn.cunzhen.indexer.inspect.Inspecting.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

final class DamagedFilesTest {
  @Test
  void everyFileThatIsWholeIsNotDamagedAndEveryPieceOfItIs() throws IOException {
    byte[] noise = new byte[3_000];
    new Random(2).nextBytes(noise);
    List<Sample> samples =
        List.of(
            new Sample("a.png", Bytes.of(Pictures.png(10, 10))),
            new Sample("a.jpg", Bytes.of(Pictures.jpeg(10, 10))),
            new Sample("a.zip", Bytes.of(Zip.zip().with("a", noise).with("b", noise).bytes())),
            new Sample("a.pdf", Bytes.of(pdf(document -> document.addPage(new PDPage())))));

    for (Sample sample : samples) {
      assertThat(findings(sample.name(), sample.content().toArray())).as(sample.name()).isEmpty();
      for (int length = 30; length < sample.content().size() - 30; length += 7) {
        byte[] piece = sample.content().slice(0, length).toArray();
        assertThat(findings(sample.name(), piece)).as(sample.name() + length).contains(DAMAGED);
      }
    }
  }

  private record Sample(String name, Bytes content) {}
}
