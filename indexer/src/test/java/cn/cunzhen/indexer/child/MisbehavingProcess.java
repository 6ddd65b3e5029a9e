package cn.cunzhen.indexer.child;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A child that does what questions tell it to do. */
final class MisbehavingProcess {
  private static final DataOutputStream OUT =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));

  private MisbehavingProcess() {}

  public static void main(String[] arguments) throws Exception {
    ChildSide.serve(() ->
        (question, file) -> {
          String said = obey(question.utf8(), file);
          return out -> Strings.write(out, said);
        });
  }

  private static String obey(String command, Path file) throws IOException {
    return switch (command) {
      case "repeat" -> Files.readString(file);
      case "process" -> Long.toString(ProcessHandle.current().pid());
      case "environment" -> System.getenv().keySet().toString();
      case "exit" -> {
        Runtime.getRuntime().halt(7);
        yield "";
      }
      case "wait" -> await();
      case "run" -> runForEver();
      case "hoard" -> hoard();
      case "rubbish" -> {
        OUT.writeBytes("parsing page 1 of 7\n".repeat(1_000));
        yield await();
      }
      case "boast" -> boast();
      case "fall silent" -> {
        OUT.close();
        yield await();
      }
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static String await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "";
  }

  private static String runForEver() {
    long count = 0;
    while (count >= 0) {
      count = count + 1 & Long.MAX_VALUE;
    }
    return "";
  }

  private static String hoard() {
    StringBuilder kept = new StringBuilder("文");
    while (true) {
      kept.append(kept);
    }
  }

  /** Announces a string of 2 GB. */
  private static String boast() throws IOException {
    Wire.answer(OUT, out -> out.writeInt(Integer.MAX_VALUE));
    return await();
  }
}
