package cn.cunzhen.monitor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A checkpoint that a log's key has signed (C2SP tlog-checkpoint and signed-note). */
public final class SignedCheckpoint {
  private static final HexFormat HEX = HexFormat.of();

  /** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410 §4). */
  private static final byte[] DER_PREFIX = HEX.parseHex("302a300506032b6570032100");

  private final String origin;
  private final long size;
  private final byte[] root;

  private SignedCheckpoint(String origin, long size, byte[] root) {
    this.origin = origin;
    this.size = size;
    this.root = root;
  }

  /**
   * Opens a note.
   *
   * @param verifierKey {@code <name>+<key id>+<base64>}
   * @throws LogMisbehaved where it is malformed, or not signed by that key
   */
  public static SignedCheckpoint open(byte[] note, String verifierKey) {
    try {
      String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString();
      int blank = content.lastIndexOf("\n\n");
      require(blank > 0 && content.endsWith("\n"), "the note has no signatures");
      require(
          content.chars().allMatch(c -> c == '\n' || c >= 0x20), "the note has control characters");
      String text = content.substring(0, blank + 1);
      List<String> lines = content.substring(blank + 2).lines().toList();
      require(isSigned(text, lines, verifierKey), "the note is not signed by " + verifierKey);
      return read(text.split("\n", -1));
    } catch (CharacterCodingException | GeneralSecurityException | IllegalArgumentException e) {
      throw new LogMisbehaved("the note is malformed", e);
    }
  }

  private static SignedCheckpoint read(String[] lines) {
    require(lines.length >= 4 && lines[lines.length - 1].isEmpty(), "three lines are too few");
    for (String line : Arrays.copyOf(lines, lines.length - 1)) {
      require(!line.isEmpty(), "a line is empty");
    }
    require(lines[1].matches("0|[1-9][0-9]{0,18}"), "the size is not a plain number");
    byte[] root = Base64.getDecoder().decode(lines[2]);
    require(
        root.length == 32 && Base64.getEncoder().encodeToString(root).equals(lines[2]),
        "the root is not a SHA-256 hash");
    return new SignedCheckpoint(lines[0], Long.parseLong(lines[1]), root);
  }

  private static boolean isSigned(String text, List<String> lines, String verifierKey)
      throws GeneralSecurityException {
    String[] parts = verifierKey.split("\\+", 3);
    byte[] material = Base64.getDecoder().decode(parts[2]);
    require(material.length == 33 && material[0] == 0x01, "the key is not an Ed25519 key");
    byte[] id = HEX.parseHex(parts[1]);
    require(Arrays.equals(id, keyId(parts[0], material)), "the key id is not the key's");
    boolean signed = false;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      require(words.length == 3 && words[0].equals("\u2014"), "a signature line is malformed");
      byte[] signature = Base64.getDecoder().decode(words[2]);
      require(signature.length > 4, "a signature is too short");
      if (words[1].equals(parts[0]) && Arrays.equals(id, Arrays.copyOf(signature, 4))) {
        require(verifies(material, text, signature), "a signature of the key is wrong");
        signed = true;
      }
    }
    return signed;
  }

  private static byte[] keyId(String name, byte[] material) {
    var sha256 = MerkleMath.sha256();
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(material), 4);
  }

  private static boolean verifies(byte[] material, String text, byte[] signature)
      throws GeneralSecurityException {
    byte[] der =
        ByteBuffer.allocate(DER_PREFIX.length + 32).put(DER_PREFIX).put(material, 1, 32).array();
    PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(key);
    ed25519.update(text.getBytes(StandardCharsets.UTF_8));
    return ed25519.verify(signature, 4, signature.length - 4);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new LogMisbehaved(otherwise);
    }
  }

  public String origin() {
    return origin;
  }

  public long size() {
    return size;
  }

  public byte[] root() {
    return root.clone();
  }

  /** Whether the tree has that entry at that index, by the audit path from the leaf upwards. */
  public boolean includes(byte[] entry, long index, List<byte[]> path) {
    return MerkleMath.isIncluded(MerkleMath.leaf(entry), index, size, path, root);
  }
}
