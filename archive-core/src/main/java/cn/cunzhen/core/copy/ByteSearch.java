package cn.cunzhen.core.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Looks for bytes in a file of any size, a piece at a time. */
record ByteSearch(FileChannel file) {
  private static final int PIECE = 1 << 16;

  /** Where the bytes stand next, from there on; −1 for nowhere. */
  long next(byte[] sought, long from) throws IOException {
    for (long at = from; at + sought.length <= file.size(); at += PIECE) {
      byte[] piece = bytes(at, PIECE + sought.length - 1);
      for (int i = 0; i + sought.length <= piece.length; i++) {
        if (piece[i] == sought[0]
            && Arrays.equals(piece, i, i + sought.length, sought, 0, sought.length)) {
          return at + i;
        }
      }
    }
    return -1;
  }

  boolean isAt(long at, byte[] sought) throws IOException {
    return at >= 0 && Arrays.equals(bytes(at, sought.length), sought);
  }

  /** So many bytes from there on, fewer where the file ends. */
  byte[] bytes(long at, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(file.size() - at, 0, most));
    while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
      // Until it is full, or the file has become shorter.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
