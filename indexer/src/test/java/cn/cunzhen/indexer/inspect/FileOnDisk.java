package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.FileView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file as intake would show it: positional reads of an open channel. */
final class FileOnDisk implements FileView, AutoCloseable {
  private final FileChannel channel;
  private final long size;

  FileOnDisk(Path path) throws IOException {
    this.channel = FileChannel.open(path);
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
