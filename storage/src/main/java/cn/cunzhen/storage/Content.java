package cn.cunzhen.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes on their way into a store: their number is known, and they can be read again. */
public sealed interface Content {
  long size();

  /** Opens the bytes from their beginning; a store may do so once for every attempt. */
  InputStream open() throws IOException;

  static Content of(Bytes bytes) {
    return new InMemory(bytes);
  }

  /**
   * A finished file that the caller hands over.
   *
   * <p>A store on the same filesystem may give the file a second name instead of copying it, so
   * nobody writes to it any more. Removing its first name stays with the caller.
   */
  static Content handOver(Path file) throws IOException {
    return new HandedOver(file, Files.size(file));
  }

  record InMemory(Bytes bytes) implements Content {
    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public InputStream open() {
      return bytes.stream();
    }
  }

  record HandedOver(Path file, long size) implements Content {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
