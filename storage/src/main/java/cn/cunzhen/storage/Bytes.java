package cn.cunzhen.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** An immutable string of bytes: copied in, copied out, compared by content. */
public final class Bytes {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /** All of these, one after the other. */
  public static Bytes joined(List<Bytes> parts) {
    byte[] whole = new byte[parts.stream().mapToInt(Bytes::size).reduce(0, Math::addExact)];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(whole, at);
      at += part.size();
    }
    return new Bytes(whole);
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads lower-case hexadecimal.
   *
   * @throws IllegalArgumentException for anything that {@link #hex()} does not write
   */
  public static Bytes ofHex(String hex) {
    Bytes bytes = new Bytes(HEX.parseHex(hex));
    if (!bytes.hex().equals(hex)) {
      throw new IllegalArgumentException("hexadecimal must be lower-case");
    }
    return bytes;
  }

  /**
   * Reads padded standard base64 (RFC 4648 §4).
   *
   * @throws IllegalArgumentException for anything that {@link #base64()} does not write
   */
  public static Bytes ofBase64(String base64) {
    Bytes bytes = new Bytes(Base64.getDecoder().decode(base64));
    if (!bytes.base64().equals(base64)) {
      throw new IllegalArgumentException("base64 is not in its canonical form");
    }
    return bytes;
  }

  public byte[] toArray() {
    return value.clone();
  }

  public int size() {
    return value.length;
  }

  public byte at(int index) {
    return value[index];
  }

  /** Copies all of these bytes into the target, from that offset on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(value, 0, target, offset, value.length);
  }

  /** Adds these bytes to what is digested, without a copy. */
  public void addTo(MessageDigest digest) {
    digest.update(value);
  }

  /** The bytes of that range; both ends must lie within these. */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, value.length);
    return new Bytes(Arrays.copyOfRange(value, from, to));
  }

  public String hex() {
    return HEX.formatHex(value);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  public String utf8() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** A stream over these bytes, without a copy. */
  public InputStream stream() {
    return new ByteArrayInputStream(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Says how long it is, never what it holds: it may be secret. */
  @Override
  public String toString() {
    return value.length + " bytes";
  }
}
