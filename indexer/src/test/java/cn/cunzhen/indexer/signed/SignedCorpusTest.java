package cn.cunzhen.indexer.signed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.indexer.inspect.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedCorpusTest {
  @Test
  void everyFileEndsInAVerdictWhereTheCorpusIs() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String folder : List.of("signed", "ofd", "mail")) {
      for (Path path : Corpus.files(folder)) {
        byte[] content = Files.readAllBytes(path);
        long before = System.nanoTime();
        List<FileSignature> found = Signed.signatures(path.getFileName().toString(), content);
        long millis = (System.nanoTime() - before) / 1_000_000;
        lines.add(Corpus.folder().relativize(path) + " " + content.length + " " + millis + " ms");
        found.forEach(each -> lines.add("    " + each));
      }
    }
    Files.write(Path.of("target/signed-files.txt"), lines);

    assertThat(lines).isNotEmpty();
  }
}
