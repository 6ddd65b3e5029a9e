package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;

/** A head that counts, and that says who counted last, so that no value recurs. */
final class Counting {
  private Counting() {}

  /** Adds one, trying again as long as others are quicker. */
  static void increment(Heads heads, ObjectKey key, String who) {
    Write write;
    do {
      Head head = heads.get(key).orElseThrow();
      write = heads.swap(key, head.version(), Bytes.utf8((number(head) + 1) + " " + who));
    } while (write instanceof Write.Refused);
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  static int count(Heads heads, ObjectKey key) {
    return number(heads.get(key).orElseThrow());
  }

  private static int number(Head head) {
    String text = head.value().utf8();
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }
}
