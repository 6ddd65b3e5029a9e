package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A reading process that does what the names of files tell it to do. */
final class MisbehavingProcess {
  private final DataInputStream in = new DataInputStream(System.in);
  private final DataOutputStream out =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));
  private final StringBuilder content = new StringBuilder();

  private MisbehavingProcess() {}

  public static void main(String[] arguments) throws Exception {
    new MisbehavingProcess().serve();
  }

  private void serve() throws Exception {
    Wire.greet(out);
    while (true) {
      String name = Wire.expectName(in);
      content.setLength(0);
      if (Wire.receive(in, this::take)) {
        obey(name);
      }
    }
  }

  private void take(byte[] bytes, int length) {
    content.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  private void obey(String name) throws Exception {
    switch (name) {
      case "repeat" -> say(content.toString());
      case "process" -> say(Long.toString(ProcessHandle.current().pid()));
      case "environment" -> say(System.getenv().keySet().toString());
      case "exit" -> Runtime.getRuntime().halt(7);
      case "wait" -> new CountDownLatch(1).await();
      case "run" -> runForEver();
      case "hoard" -> hoard();
      case "rubbish" -> out.writeBytes("parsing page 1 of 7\n".repeat(1_000));
      case "boast" -> boast();
      case "fall silent" -> {
        out.close();
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(name);
    }
  }

  private void say(String text) throws IOException {
    Wire.answer(out, new Text(List.of(new Page(1, text)), false, "text/plain"));
  }

  private static void runForEver() {
    long count = 0;
    while (count >= 0) {
      count = count + 1 & Long.MAX_VALUE;
    }
  }

  private static void hoard() {
    StringBuilder kept = new StringBuilder("文");
    while (true) {
      kept.append(kept);
    }
  }

  /** Announces a text of 2 GB. */
  private void boast() throws IOException {
    out.writeInt(0x435a5403);
    out.writeBoolean(false);
    out.writeInt(Integer.MAX_VALUE);
    out.flush();
  }
}
