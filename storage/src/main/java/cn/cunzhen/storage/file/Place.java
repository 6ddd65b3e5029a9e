package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import java.io.Closeable;
import java.io.IOException;

/** A file that is open for reading, or for writing over what it holds; its size stays. */
interface Place extends Closeable {
  long size() throws IOException;

  /** So many bytes from there on; fewer where the file ends before. */
  Bytes read(long at, int length) throws IOException;

  /** Writes over what is there; a power cut before the sync may leave any part of it written. */
  void write(long at, Bytes bytes) throws IOException;

  /** Syncs the bytes that were written, but not the file's date. */
  void sync() throws IOException;
}
