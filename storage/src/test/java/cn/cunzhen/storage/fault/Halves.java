package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.stream.Stream;

/** Streams that fail in their middle. */
final class Halves {
  private static final String LOST = "the connection was lost halfway";

  private Halves() {}

  static InputStream of(InputStream whole) {
    try (whole) {
      byte[] bytes = whole.readAllBytes();
      return new SequenceInputStream(
          new ByteArrayInputStream(bytes, 0, bytes.length / 2), new Broken());
    } catch (IOException e) {
      throw new AssertionError("the store itself failed", e);
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException(LOST);
    }

    // What a stream inherits here would turn the exception into an early end.
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException(LOST);
    }
  }

  static <T> Stream<T> of(Stream<T> whole) {
    try (whole) {
      List<T> all = whole.toList();
      return Stream.concat(
          all.subList(0, all.size() / 2).stream(),
          Stream.<T>generate(() -> {
            throw new StorageException(LOST);
          }));
    }
  }
}
