package cn.cunzhen.indexer.text;

import cn.cunzhen.core.intake.FileInspection.FileView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file on disk, as an inspection sees it. */
record SpooledFile(FileChannel channel, long size) implements FileView, AutoCloseable {
  SpooledFile(FileChannel channel) throws IOException {
    this(channel, channel.size());
  }

  SpooledFile(Path file) throws IOException {
    this(FileChannel.open(file));
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
