package cn.cunzhen.core.audit;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The packages that a ledger names, in eight bytes each: an archive of ten million records is
 * audited beside those who work in it.
 *
 * <p>That two keys have the same eight bytes of SHA-256 could only hide that the one is in no
 * entry; what is in an entry is always known.
 */
final class NamedPackages {
  private long[] marks = new long[1024];
  private int count;
  private boolean sorted = true;

  void add(ObjectKey key) {
    if (count == marks.length) {
      marks = Arrays.copyOf(marks, count * 2);
    }
    marks[count++] = mark(key);
    sorted = false;
  }

  boolean contains(ObjectKey key) {
    if (!sorted) {
      Arrays.sort(marks, 0, count);
      sorted = true;
    }
    return Arrays.binarySearch(marks, 0, count, mark(key)) >= 0;
  }

  private static long mark(ObjectKey key) {
    return ByteBuffer.wrap(Sha256.of(Bytes.utf8(key.value())).bytes().toArray()).getLong();
  }
}
