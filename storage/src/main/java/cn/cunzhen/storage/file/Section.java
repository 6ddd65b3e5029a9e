package cn.cunzhen.storage.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A part of a file, read to its end or failing: a file that has become shorter is noticed. */
final class Section extends InputStream {
  private final InputStream file;
  private long left;

  /** Takes the stream over, which stands before the first byte of the part. */
  Section(InputStream file, long length) {
    this.file = file;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read = file.read(target, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the file ends " + left + " bytes too early");
    }
    left -= read;
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = count <= 0 ? 0 : file.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(file.available(), left);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
