package cn.cunzhen.core.audit;

import cn.cunzhen.core.bag.PackageBytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A package whose reading is told, piece by piece, to whoever sets the pace. */
final class CountedBytes implements PackageBytes {
  private static final int PIECE = 64 << 10;

  private final PackageBytes source;
  private final Companion companion;
  private long read;

  CountedBytes(PackageBytes source, Companion companion) {
    this.source = source;
    this.companion = companion;
  }

  /** How many bytes have been read. */
  long read() {
    return read;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    return new FilterInputStream(source.open(offset, length)) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        tell(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int at, int most) throws IOException {
        int count = super.read(into, at, Math.min(most, PIECE));
        tell(Math.max(0, count));
        return count;
      }
    };
  }

  private void tell(long bytes) {
    read += bytes;
    companion.read(bytes);
  }
}
