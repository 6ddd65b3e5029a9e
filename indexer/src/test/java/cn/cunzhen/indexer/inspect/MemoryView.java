package cn.cunzhen.indexer.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.FileView;
import java.nio.ByteBuffer;

/** A file in memory that gives few bytes at a time, and sees to it that nobody reads too much. */
public final class MemoryView implements FileView {
  private static final int AT_A_TIME = 1_000;

  private final byte[] content;
  private long read;

  public MemoryView(byte[] content) {
    this.content = content.clone();
  }

  public long read() {
    return read;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(ByteBuffer into, long position) {
    assertThat(position).isBetween(0L, (long) content.length);
    int length = Math.min(AT_A_TIME, Math.min(into.remaining(), content.length - (int) position));
    if (length <= 0) {
      return -1;
    }
    into.put(content, (int) position, length);
    read += length;
    return length;
  }
}
