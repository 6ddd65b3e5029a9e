package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A witness's signature with its time (C2SP tlog-cosignature, {@code timestamped_signature}).
 *
 * @param seconds since 1970
 * @param signature 64 bytes, over {@link #message}
 */
record Cosignature(long seconds, Bytes signature) {
  private static final int SIZE = Long.BYTES + Ed25519.SIGNATURE_SIZE;

  /** What a witness signs of a checkpoint's text. */
  static String message(long seconds, String text) {
    return "cosignature/v1\ntime " + seconds + "\n" + text;
  }

  String message(String text) {
    return message(seconds, text);
  }

  Bytes format() {
    return Bytes.of(ByteBuffer.allocate(SIZE).putLong(seconds).put(signature.toArray()).array());
  }

  /** Empty where it is none, or of a time that can't be. */
  static Optional<Cosignature> parse(Bytes bytes) {
    if (bytes.size() != SIZE) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(bytes.toArray()).getLong();
    return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
        ? Optional.empty()
        : Optional.of(new Cosignature(seconds, bytes.slice(Long.BYTES, SIZE)));
  }
}
