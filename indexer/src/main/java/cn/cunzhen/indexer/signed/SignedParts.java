package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The two parts of a signed mail (RFC 1847, 2.1): what is signed, and the signature.
 *
 * @param content where the first begins, with its header
 * @param contentEnd where it ends, the line end before the boundary not included
 */
record SignedParts(long content, long contentEnd, long signature, long signatureEnd) {
  private static final int LONGEST_BOUNDARY = 70;

  static Optional<SignedParts> of(BoundedFile file, long body, String boundary) throws IOException {
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      return Optional.empty();
    }
    byte[] delimiter = ("\n--" + boundary).getBytes(ISO_8859_1);
    long first = file.indexOf(delimiter, Math.max(0, body - 1), file.size());
    long content = afterLine(file, first, delimiter);
    long second = content < 0 ? -1 : file.indexOf(delimiter, content - 1, file.size());
    long signature = afterLine(file, second, delimiter);
    if (signature < 0) {
      return Optional.empty();
    }
    long last = file.indexOf(delimiter, signature - 1, file.size());
    return Optional.of(
        new SignedParts(
            content, withoutLineEnd(file, second), signature, last < 0 ? file.size() : last));
  }

  private static long afterLine(BoundedFile file, long delimiter, byte[] bytes) throws IOException {
    long end =
        delimiter < 0 ? -1 : file.indexOf((byte) '\n', delimiter + bytes.length, file.size());
    return end < 0 ? -1 : end + 1;
  }

  private static long withoutLineEnd(BoundedFile file, long lineFeed) throws IOException {
    return file.u8(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
  }

  /** Writes what is signed in its canonical form: lines end with CR LF (RFC 8551, 3.1.1). */
  void copy(BoundedFile file, OutputStream to) throws IOException {
    CanonicalLines lines = new CanonicalLines(to);
    file.copy(content, contentEnd, lines);
  }

  /** Puts a CR before every LF that has none. */
  private static final class CanonicalLines extends OutputStream {
    private final OutputStream to;
    private int before;

    CanonicalLines(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int written = from;
      for (int i = from; i < from + length; i++) {
        if (bytes[i] == '\n' && before != '\r') {
          to.write(bytes, written, i - written);
          to.write('\r');
          written = i;
        }
        before = bytes[i];
      }
      to.write(bytes, written, from + length - written);
    }
  }
}
