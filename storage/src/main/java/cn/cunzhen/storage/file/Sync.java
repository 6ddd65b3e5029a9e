package cn.cunzhen.storage.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Syncs that an interrupt does not prevent: it closes the channel, and then they are done anew. */
final class Sync {
  private Sync() {}

  /** Of what a file or folder holds and of what is known about it. */
  static void all(Path path) throws IOException {
    force(path, true);
  }

  /** Of what a file holds; its date may be an older one after a power cut. */
  static void bytes(Path file) throws IOException {
    force(file, false);
  }

  private static void force(Path path, boolean metadata) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!isForced(path, metadata)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isForced(Path path, boolean metadata) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(metadata);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }
}
