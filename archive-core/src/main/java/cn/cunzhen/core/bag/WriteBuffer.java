package cn.cunzhen.core.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to a file through one buffer. */
final class WriteBuffer {
  private static final int SIZE = 64 << 10;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);
  private long flushed;

  WriteBuffer(FileChannel channel) {
    this.channel = channel;
  }

  /** How much has been appended. */
  long position() {
    return flushed + buffer.position();
  }

  void append(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      writeAt(ByteBuffer.wrap(bytes, offset, length), flushed);
      flushed += length;
    } else {
      buffer.put(bytes, offset, length);
    }
  }

  /** Replaces what was appended at the position. */
  void replace(long position, byte[] bytes) throws IOException {
    if (position >= flushed) {
      buffer.put((int) (position - flushed), bytes);
    } else {
      flush();
      writeAt(ByteBuffer.wrap(bytes), position);
    }
  }

  /** What was appended can be read from the file. */
  void flush() throws IOException {
    buffer.flip();
    int length = buffer.remaining();
    writeAt(buffer, flushed);
    flushed += length;
    buffer.clear();
  }

  private void writeAt(ByteBuffer bytes, long position) throws IOException {
    for (long at = position; bytes.hasRemaining(); ) {
      at += channel.write(bytes, at);
    }
  }
}
