package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** Files that only their owner may read. */
final class PrivateFile {
  private PrivateFile() {}

  /**
   * Writes the file, unless there is one, and returns once it is on stable storage under its name.
   *
   * <p>The name appears with the whole content or not at all.
   */
  static void writeOnce(Path file, Bytes content) throws IOException {
    write(file, content, temporary -> link(file, temporary));
  }

  /**
   * Replaces the file by one of the same owner, and returns once that is on stable storage under
   * its name. Whatever ends this in between, there is one of the two under it, whole.
   *
   * @param kept what the one before is called from now on; must be the name of nothing
   */
  static void replace(Path file, Bytes content, Path kept) throws IOException {
    write(
        file,
        content,
        temporary -> {
          UserPrincipal owner = Files.getOwner(file);
          if (!Files.getOwner(temporary).equals(owner)) {
            Files.setOwner(temporary, owner);
          }
          Files.createLink(kept, file);
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /** How a finished file gets its name. */
  private interface Naming {
    void name(Path temporary) throws IOException;
  }

  private static void write(Path file, Bytes content, Naming naming) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary =
        Files.createTempFile(
            folder,
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content.toArray());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      naming.name(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** A link fails where the name is taken; a rename would replace what is there. */
  private static void link(Path file, Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // The file that is there stays; its folder is synced below before anyone relies on it.
      return;
    }
  }
}
