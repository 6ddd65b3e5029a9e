package cn.cunzhen.core.bag;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read from anywhere, by any thread. */
public interface ByteView {
  long size();

  /** Reads up to {@code into.remaining()} bytes from the position; −1 at the end. */
  int read(ByteBuffer into, long position) throws IOException;
}
