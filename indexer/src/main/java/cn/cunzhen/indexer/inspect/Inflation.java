package cn.cunzhen.indexer.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses a little: at most so much, on the inspection's budget. */
final class Inflation {
  private static final int STEP = 1 << 13;

  private Inflation() {}

  /**
   * Inflates up to {@code limit} bytes of deflated data; fewer where the data ends or breaks off.
   *
   * @param raw without the header of zlib, as in a ZIP
   */
  static byte[] of(BoundedFile file, long start, long packed, boolean raw, int limit)
      throws IOException, BoundReached {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Inflater inflater = new Inflater(raw);
    try {
      inflate(inflater, file, start, Math.min(start + packed, file.size()), limit, out);
    } catch (DataFormatException e) {
      return out.toByteArray(); // what comes before the break is all there is
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }

  /** Inflates all of an entry of a ZIP, as far as the budget goes, or until the data break off. */
  static void copy(BoundedFile file, long start, long packed, OutputStream to) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflate(inflater, file, start, Math.min(start + packed, file.size()), Long.MAX_VALUE, to);
    } catch (DataFormatException e) {
      // What comes before the break is all there is; whoever digests it will notice.
    } finally {
      inflater.end();
    }
  }

  private static void inflate(
      Inflater inflater, BoundedFile file, long start, long end, long limit, OutputStream to)
      throws IOException, BoundReached, DataFormatException {
    byte[] step = new byte[STEP];
    long at = start;
    while (!inflater.finished() && inflater.getBytesWritten() < limit) {
      if (inflater.needsInput()) {
        byte[] more = file.slice(at, (int) Math.min(STEP, end - at));
        at += more.length;
        inflater.setInput(more);
      }
      int got = inflater.inflate(step, 0, (int) Math.min(STEP, limit - inflater.getBytesWritten()));
      file.budget().inflate(got);
      to.write(step, 0, got);
      if (got == 0 && (at >= end || !inflater.needsInput())) {
        return;
      }
    }
  }
}
