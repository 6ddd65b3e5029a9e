package cn.cunzhen.indexer.text;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts a reading process, tells its number, and dies without a word to it. */
final class DyingParent {
  static final int EXIT = 9;

  private DyingParent() {}

  public static void main(String[] arguments) throws Exception {
    TextExtractor extractor =
        TextExtractor.start(ExtractionLimits.standard(), Path.of(arguments[0]));
    byte[] content = "正文".getBytes(StandardCharsets.UTF_8);
    extractor.extract(new SourceFile("a.txt", () -> new ByteArrayInputStream(content)));
    ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
    Runtime.getRuntime().halt(EXIT);
  }
}
