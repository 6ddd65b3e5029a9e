package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.Children;
import cn.cunzhen.indexer.child.Outcome;
import cn.cunzhen.indexer.child.Outcome.Failure;
import cn.cunzhen.indexer.child.Request;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads files in processes of their own, so that one that crashes, hangs or takes all memory costs
 * its own text and nothing else.
 */
public final class TextExtractor implements TextExtraction, AutoCloseable {
  private static final int LONGEST_NAME = 1_000;

  private final Children children;
  private final int characters;

  TextExtractor(ChildProgram program, ExtractionLimits limits, Path folder) throws IOException {
    this.children = new Children(program, limits.perChild(), folder, "reader");
    this.characters = limits.characters();
    children.prepare();
  }

  /**
   * Starts the reading processes, and returns before they can read.
   *
   * @param folder for what they need while they read; its subfolders {@code reader-*} are emptied,
   *     so no two extractors may share it
   */
  public static TextExtractor start(ExtractionLimits limits, Path folder) throws IOException {
    return new TextExtractor(ReadingProcess.program(limits), limits, folder);
  }

  @Override
  public Extraction extract(SourceFile file) throws IOException, InterruptedException {
    String name = file.name().substring(0, Math.min(file.name().length(), LONGEST_NAME));
    Request request = new Request(Bytes.utf8(name), file.content()::open);
    return switch (children.ask(request, in -> ExtractionForm.read(in, characters))) {
      case Outcome.Answered<Extraction>(Extraction extraction) -> extraction;
      case Outcome.Failed<Extraction>(Failure failure, String detail) ->
          new NoText(reason(failure), detail);
    };
  }

  private static Reason reason(Failure failure) {
    return switch (failure) {
      case TOO_LARGE -> Reason.TOO_LARGE;
      case TIMED_OUT -> Reason.TIMED_OUT;
      case OUT_OF_MEMORY -> Reason.OUT_OF_MEMORY;
      case CRASHED -> Reason.CRASHED;
    };
  }

  /** Ends the reading processes at once; calls under way throw. */
  @Override
  public void close() {
    children.close();
  }
}
