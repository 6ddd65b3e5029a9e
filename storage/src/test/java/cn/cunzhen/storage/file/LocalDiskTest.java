package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
  private final LocalDisk disk = new LocalDisk();

  @TempDir Path folder;

  @Test
  void aFileThatIsThereIsNeverWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "first");
    Path other = Files.writeString(folder.resolve("other"), "second");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> disk.write(file, Content.of(Bytes.utf8("second"))));
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> disk.link(other, file));

    assertThat(file).hasContent("first");
  }

  @Test
  void aFolderMayBeThereButNotAFileInItsPlace() throws IOException {
    disk.makeFolder(folder.resolve("new"));
    disk.makeFolder(folder.resolve("new"));
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> disk.makeFolder(file));
  }

  @Test
  void whatLiesBelowAFileIsNotThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThat(disk.facts(file.resolve("below"))).isEmpty();
    assertThat(disk.facts(file.resolve("deep/below"))).isEmpty();
    assertThat(disk.children(file, "")).isEmpty();
    assertThat(disk.children(file.resolve("below"), "")).isEmpty();
  }

  @Test
  void anInterruptedThreadSyncsAFolderAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      disk.syncFolder(folder);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aFullDiskIsToldFromABrokenOne() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    IOException noRoom =
        catchThrowableOfType(IOException.class, () -> Files.writeString(full, "text"));

    assertThat(disk.isFull(noRoom, folder)).isTrue();
    assertThat(disk.isFull(new IOException("Input/output error"), folder)).isFalse();
    assertThat(disk.isFull(new IOException(), folder)).isFalse();
  }
}
