package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of this host; no interrupt keeps a thread from reading or writing it. */
final class LocalPlace implements Place {
  private final Path path;
  private final RandomAccessFile file;

  private LocalPlace(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * @param mode as in {@link RandomAccessFile}
   */
  static Place open(Path path, String mode) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString()); // which opening for writing would make
    }
    return new LocalPlace(path, new RandomAccessFile(path.toFile(), mode));
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public Bytes read(long at, int length) throws IOException {
    file.seek(at);
    byte[] bytes = new byte[(int) Math.min(length, Math.max(0, file.length() - at))];
    file.readFully(bytes);
    return Bytes.of(bytes);
  }

  @Override
  public void write(long at, Bytes bytes) throws IOException {
    file.seek(at);
    file.write(bytes.toArray());
  }

  @Override
  public void sync() throws IOException {
    Sync.bytes(path);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
