package cn.cunzhen.core.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PDF with one seal, which is over all of the file but the string of digits that is the seal (ISO
 * 32000-2, 12.8.1). Nothing of the file but its bytes is looked at.
 *
 * @param gap where the digits' string begins
 * @param resumed where it ends; what follows is covered up to the end of the file
 * @param digest of what is covered
 */
record SealedPdf(long gap, long resumed, Sha256 digest) {
  /** How many bytes a seal takes. */
  static final int ROOM = 16 << 10;

  static final HexFormat HEX = HexFormat.of().withUpperCase();
  static final byte[] RANGE = "/ByteRange".getBytes(US_ASCII);
  private static final int LONGEST_RANGE = 80;
  private static final Pattern NUMBERS =
      Pattern.compile(
          "/ByteRange \\[0 ([1-9]\\d{0,9}) ([1-9]\\d{0,9}) ([1-9]\\d{0,9})] *[/>\\r\\n]");
  private static final byte[] CONTENTS = "/Contents ".getBytes(US_ASCII);

  /**
   * Reads where the seal stands, and digests the rest.
   *
   * @throws MalformedCopyException if there is not exactly one, over all the rest of the file
   */
  static SealedPdf read(FileChannel file) throws IOException, MalformedCopyException {
    ByteSearch search = new ByteSearch(file);
    long at = search.next(RANGE, 0);
    if (at < 0 || search.next(RANGE, at + 1) >= 0) {
      throw new MalformedCopyException("not exactly one signature");
    }
    Matcher numbers = NUMBERS.matcher(new String(search.bytes(at, LONGEST_RANGE), US_ASCII));
    if (!numbers.lookingAt()) {
      throw new MalformedCopyException("the signature does not say what it is over");
    }
    long gap = Long.parseLong(numbers.group(1));
    long resumed = Long.parseLong(numbers.group(2));
    if (resumed + Long.parseLong(numbers.group(3)) != file.size()) {
      throw new MalformedCopyException("the signature is not over the whole file");
    }
    boolean hole =
        resumed - gap == 2 + 2L * ROOM
            && search.isAt(gap - CONTENTS.length, CONTENTS)
            && search.isAt(gap, "<".getBytes(US_ASCII))
            && search.isAt(resumed - 1, ">".getBytes(US_ASCII));
    if (!hole) {
      throw new MalformedCopyException("the signature leaves out more than itself");
    }
    return new SealedPdf(gap, resumed, digest(file, gap, resumed));
  }

  /** The seal, which has one spelling: digits with capital letters. */
  Bytes seal(FileChannel file) throws IOException, MalformedCopyException {
    String digits = new String(new ByteSearch(file).bytes(gap + 1, 2 * ROOM), US_ASCII);
    try {
      byte[] seal = HEX.parseHex(digits);
      if (HEX.formatHex(seal).equals(digits)) {
        return Bytes.of(seal);
      }
    } catch (IllegalArgumentException e) {
      // Said below, like digits of another spelling.
    }
    throw new MalformedCopyException("the signature is not written as copies have it");
  }

  static Sha256 digest(FileChannel file, long gap, long resumed) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    update(digest, file, 0, gap);
    update(digest, file, resumed, file.size());
    return new Sha256(Bytes.of(digest.digest()));
  }

  private static void update(MessageDigest digest, FileChannel file, long from, long to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long at = from;
    while (at < to) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      digest.update(buffer.flip());
      at += read;
    }
  }
}
