package cn.cunzhen.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A test's folder in memory, where the system has a place for that: {@code @TempDir(factory =
 * RamFolder.class)}. Simulated disks are made by the thousand, and none needs a real one.
 */
public final class RamFolder implements TempDirFactory {
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    return Files.isWritable(IN_MEMORY)
        ? Files.createTempDirectory(IN_MEMORY, "cunzhen")
        : Files.createTempDirectory("cunzhen");
  }
}
