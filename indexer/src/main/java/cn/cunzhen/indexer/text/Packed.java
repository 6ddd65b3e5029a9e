package cn.cunzhen.indexer.text;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** What is kept in the store of the reading of files, as zlib data (RFC 1950). */
final class Packed {
  private static final int LARGEST = 64 << 20;

  private Packed() {}

  /** Writes something. */
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads what was written, and throws where it was not. */
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Compressed; empty where it is too large to be kept. */
  static Optional<Bytes> format(Writer content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 16))) {
      content.write(out);
      return out.size() > LARGEST ? Optional.empty() : finished(out, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    } finally {
      deflater.end();
    }
  }

  private static Optional<Bytes> finished(DataOutputStream out, ByteArrayOutputStream bytes)
      throws IOException {
    out.close();
    return Optional.of(Bytes.of(bytes.toByteArray()));
  }

  /** The inverse; empty for what no writer wrote, or for more than is kept. */
  static <T> Optional<T> parse(Bytes content, Reader<T> reader) {
    try (DataInputStream in =
        new DataInputStream(
            BoundedInputStream.builder()
                .setInputStream(new InflaterInputStream(content.stream()))
                .setMaxCount(LARGEST)
                .get())) {
      T kept = reader.read(in);
      return in.read() < 0 ? Optional.of(kept) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // not ours, or not whole: it is made anew
    }
  }

  static Sha256 digest(DataInputStream in) throws IOException {
    byte[] bytes = new byte[Sha256.SIZE];
    in.readFully(bytes);
    return new Sha256(Bytes.of(bytes));
  }
}
