package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Only writes the bytes of a transaction's files to one file, and syncs it. */
final class SyncedFiles implements Lane {
  private final Path folder;
  private final Workload workload;
  private final AtomicLong number = new AtomicLong();

  SyncedFiles(Path folder, Workload workload) {
    this.folder = folder;
    this.workload = workload;
  }

  @Override
  public String name() {
    return "write and sync";
  }

  @Override
  public void tidy() throws IOException {
    Scratch.empty(folder);
  }

  @Override
  public void once() throws IOException {
    Path path = folder.resolve(Long.toString(number.incrementAndGet()));
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (SampleFile each : workload.next().files()) {
        ByteBuffer left = ByteBuffer.wrap(each.content().toArray());
        while (left.hasRemaining()) {
          file.write(left);
        }
      }
      file.force(true);
    }
  }
}
