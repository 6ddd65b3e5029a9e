package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.ObjectKey;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an object from a position to an end, fetched on where a connection breaks.
 *
 * <p>What is fetched on belongs to the same ETag, or reading fails. It fails too where the
 * connection breaks several times at one place.
 */
final class ResumingStream extends InputStream {
  private static final int BREAKS_IN_ONE_PLACE = 5;

  private final Bucket bucket;
  private final Attempts attempts;
  private final ObjectKey key;
  private final String etag;
  private final long end;
  private Body body;
  private long position;
  private long brokenAt = -1;
  private int breaks;

  ResumingStream(Bucket bucket, Attempts attempts, ObjectKey key, Body body) {
    this.bucket = bucket;
    this.attempts = attempts;
    this.key = key;
    this.etag = body.etag();
    this.position = body.start();
    this.end = body.end();
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      try {
        int count = body.answer().read(buffer, offset, (int) Math.min(length, end - position));
        if (count < 0) {
          throw new EOFException("the answer ended early");
        }
        position += count;
        return count;
      } catch (IOException broken) {
        resume(broken);
      }
    }
    return -1;
  }

  private void resume(IOException broken) throws IOException {
    breaks = position == brokenAt ? breaks + 1 : 1;
    brokenAt = position;
    body.close();
    if (breaks > BREAKS_IN_ONE_PLACE) {
      throw failed(Failure.of(broken));
    }
    try {
      body = attempts.repeat(this::rest);
    } catch (Failure failure) {
      throw failed(failure);
    }
  }

  private Body rest() throws Failure {
    Body rest = bucket.open(key, position, end, etag);
    if (!rest.isFrom(position, end)) {
      throw rest.refuse("the answer holds other bytes than were asked for");
    }
    return rest;
  }

  private IOException failed(Failure failure) {
    return new IOException(
        "reading " + key + " broke at byte " + position + ": " + failure.getMessage(), failure);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
