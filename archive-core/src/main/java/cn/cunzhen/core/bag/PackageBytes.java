package cn.cunzhen.core.bag;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a package, wherever they lie. */
public interface PackageBytes {
  long size();

  /**
   * Opens a range that lies within the size; the caller closes it. The stream ends after the length
   * or fails.
   */
  InputStream open(long offset, long length) throws IOException;

  /** A package in a file. */
  static PackageBytes of(Path file) throws IOException {
    long size = Files.size(file);
    return new PackageBytes() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open(long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new ChannelRange(channel, offset, length);
      }
    };
  }

  /**
   * A package in a store; its size is asked for at once.
   *
   * @throws StorageException.Missing if it is not there
   */
  static PackageBytes of(Objects objects, ObjectKey key) {
    long size =
        objects
            .stat(key)
            .map(ObjectInfo::size)
            .orElseThrow(() -> new StorageException.Missing(key));
    return of(objects, key, size);
  }

  /** A package in a store, of a size that is known. */
  static PackageBytes of(Objects objects, ObjectKey key, long size) {
    return new PackageBytes() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open(long offset, long length) {
        return objects.get(key, offset, length);
      }
    };
  }

  /** A package in memory. */
  static PackageBytes of(Bytes bytes) {
    return new PackageBytes() {
      @Override
      public long size() {
        return bytes.size();
      }

      @Override
      public InputStream open(long offset, long length) {
        return bytes.slice((int) offset, (int) (offset + length)).stream();
      }
    };
  }
}
