package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.record.PayloadPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Takes the content of one file of a package, and its digests in the same pass.
 *
 * <p>Only {@link #finish()} completes the file; what is not finished is no file, and its package
 * can't be sealed.
 */
public final class PayloadOutput extends OutputStream {
  private final PackageWriter writer;
  private final WriteBuffer out;
  private final FileChannel channel;
  private final PayloadPath path;
  private final String name;
  private final long offset;
  private final Digester digester;
  private long size;

  PayloadOutput(
      PackageWriter writer,
      WriteBuffer out,
      FileChannel channel,
      PayloadPath path,
      String name,
      Digester digester)
      throws IOException {
    this.writer = writer;
    this.out = out;
    this.channel = channel;
    this.path = path;
    this.name = name;
    this.offset = out.position();
    this.digester = digester;
    byte[] header = new ZipRow(name, 0, 0, offset).localHeader();
    out.append(header, 0, header.length);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * @throws IOException also if the file grows to 4 GiB − 1, which the package can't hold
   */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    writer.refuseUnlessOpen(this);
    if (size + length >= ZipRow.SIZE_LIMIT) {
      throw new IOException("a file of a package is smaller than 4 GiB − 1 byte");
    }
    digester.update(bytes, from, length);
    out.append(bytes, from, length);
    size += length;
  }

  /** Completes the file, which can then be read. */
  public PayloadFile finish() throws IOException {
    writer.refuseUnlessOpen(this);
    Digests digests = digester.finish();
    ZipRow row = new ZipRow(name, digests.crc32(), size, offset);
    out.replace(offset, row.localHeader());
    out.flush();
    PayloadFile file = new PayloadFile(path, digests, new View(channel, row));
    writer.finished(file);
    return file;
  }

  private record View(FileChannel channel, ZipRow row) implements ByteView {
    @Override
    public long size() {
      return row.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      if (position < 0) {
        throw new IllegalArgumentException("a position is not negative");
      }
      long left = row.size() - position;
      if (left <= 0) {
        return -1;
      }
      ByteBuffer part = into.slice();
      part.limit((int) Math.min(part.remaining(), left));
      int n = channel.read(part, row.contentOffset() + position);
      into.position(into.position() + Math.max(n, 0));
      return n;
    }
  }
}
