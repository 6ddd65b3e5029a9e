package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import java.nio.file.Path;

/** A process that uses a store and says a line for each thing that it was told is done. */
final class StoreProcess {
  private static final ObjectKey COUNT = ObjectKey.of("state/count");

  private StoreProcess() {}

  /** Takes the folder, {@code count} or {@code put}, a name of its own, and how many times. */
  public static void main(String[] args) {
    FileStore store = FileStore.open(Path.of(args[0]));
    for (int i = 0; i < Integer.parseInt(args[3]); i++) {
      String key = "put/" + args[2] + "/" + i / 5 + "/" + i;
      switch (args[1]) {
        case "count" -> Counting.increment(store.heads(), COUNT, args[2] + " " + i);
        case "put" -> store.objects().put(ObjectKey.of(key), Content.of(content(key)));
        default -> throw new IllegalArgumentException(args[1]);
      }
      System.out.println(key);
      System.out.flush();
    }
  }

  /** Some 100 KB that are different for each key. */
  static Bytes content(String key) {
    return Bytes.utf8((key + "\n").repeat(100_000 / (key.length() + 1)));
  }
}
