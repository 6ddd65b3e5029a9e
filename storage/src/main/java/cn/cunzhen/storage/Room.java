package cn.cunzhen.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a disk is full. */
public final class Room {
  private static final long NONE = 1 << 20;

  private Room() {}

  /**
   * Whether it failed for want of room in the folder.
   *
   * <p>The system words its errors in its user's language, so what room there is tells as well.
   */
  public static boolean isMissing(IOException failure, Path folder) {
    String words = String.valueOf(failure.getMessage());
    return words.contains("No space left") || words.contains("quota") || isUsedUp(folder);
  }

  private static boolean isUsedUp(Path folder) {
    return Files.isDirectory(folder) && folder.toFile().getUsableSpace() < NONE;
  }
}
