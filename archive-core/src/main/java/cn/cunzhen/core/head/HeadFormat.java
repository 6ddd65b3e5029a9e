package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a head, signed as a whole with the commit key.
 *
 * <pre>
 * cunzhen head 1
 * origin ORIGIN
 * tree SIZE ROOT
 * hashes LEVEL BASE64 …   one line for each level of tiles from 1 on, hashes joined by blanks
 * entries FIRST COUNT
 * ENTRY                   one line each
 * bodies COUNT            only where it carries some
 * BODY                    one line each
 * signature BASE64
 * </pre>
 *
 * <p>Its first line and its signature, which stands on no line of its own behind a blank one, make
 * sure that nobody can read it as a checkpoint. The hashes of level 0 are those of the entries.
 */
final class HeadFormat {
  private static final String FIRST_LINE = "cunzhen head 1\n";
  private static final String BODIES = "bodies ";
  private static final Bytes LINE_FEED = Bytes.utf8("\n");
  private static final String SIGNATURE = "signature ";

  private HeadFormat() {}

  /** What a head says: everything but the store's part in it. */
  record Content(
      Origin origin, Edge edge, long entriesFrom, List<Bytes> entries, List<Bytes> bodies) {}

  /** The bytes that are signed: all lines but the last. */
  static Bytes signed(Content head) {
    List<Bytes> parts = new ArrayList<>();
    parts.add(Bytes.utf8(opening(head)));
    addLines(head.entries(), parts);
    if (!head.bodies().isEmpty()) {
      parts.add(Bytes.utf8(BODIES + head.bodies().size() + "\n"));
      addLines(head.bodies(), parts);
    }
    return Bytes.joined(parts);
  }

  private static void addLines(List<Bytes> lines, List<Bytes> parts) {
    for (Bytes line : lines) {
      parts.add(line);
      parts.add(LINE_FEED);
    }
  }

  private static String opening(Content head) {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    text.append("origin ").append(head.origin().value()).append('\n');
    text.append("tree ").append(head.edge().size()).append(' ');
    text.append(head.edge().root().bytes().base64()).append('\n');
    List<List<Sha256>> levels = head.edge().levels();
    for (int level = 1; level < levels.size(); level++) {
      text.append("hashes ").append(level);
      levels.get(level).forEach(hash -> text.append(' ').append(hash.bytes().base64()));
      text.append('\n');
    }
    text.append("entries ").append(head.entriesFrom()).append(' ');
    return text.append(head.entries().size()).append('\n').toString();
  }

  static Bytes format(Content head, CommitKey key) {
    Bytes signed = signed(head);
    return Bytes.joined(List.of(signed, Bytes.utf8(SIGNATURE + key.sign(signed).base64() + "\n")));
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws IllegalArgumentException for a text that {@code format} does not write, and for one
   *     whose signature or root is wrong
   */
  static Content parse(Bytes bytes, CommitKey key) {
    String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
    int end = text.lastIndexOf(SIGNATURE);
    if (end < 0 || !text.endsWith("\n")) {
      throw new IllegalArgumentException("a head ends with its signature");
    }
    Bytes signed = Bytes.utf8(text.substring(0, end));
    Bytes signature = Bytes.ofBase64(text.substring(end + SIGNATURE.length(), text.length() - 1));
    if (!key.verifies(signed, signature)) {
      throw new IllegalArgumentException("the head is not signed by this archive's commit key");
    }
    Content head = new Lines(signed.utf8()).head();
    if (!signed(head).equals(signed)) {
      throw new IllegalArgumentException("the head is not in its canonical form");
    }
    return head;
  }

  /** Reads the lines one after another. Strictness comes from writing them again. */
  private static final class Lines {
    private final String[] lines;
    private int at;

    Lines(String text) {
      this.lines = text.split("\n", -1);
    }

    Content head() {
      if (!(next() + "\n").equals(FIRST_LINE)) {
        throw new IllegalArgumentException("not a head");
      }
      Origin origin = new Origin(words("origin", 2)[1]);
      String[] tree = words("tree", 3);
      List<List<Sha256>> levels = new ArrayList<>();
      while (peek().startsWith("hashes ")) {
        levels.add(hashes(next().split(" ", -1)));
      }
      String[] entries = words("entries", 3);
      List<Bytes> leaves = lines(Integer.parseInt(entries[2]));
      boolean carries = peek().startsWith(BODIES);
      List<Bytes> bodies = carries ? lines(Integer.parseInt(words("bodies", 2)[1])) : List.of();
      long size = Long.parseLong(tree[1]);
      if (size > 0) {
        levels.addFirst(leafHashes(leaves));
      }
      Edge edge = Edge.of(size, levels);
      return new Content(origin, edge, Long.parseLong(entries[1]), leaves, bodies);
    }

    private List<Bytes> lines(int count) {
      if (count < 0 || count > lines.length) {
        throw new IllegalArgumentException("the head counts other lines than it holds");
      }
      List<Bytes> counted = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        counted.add(Bytes.utf8(next()));
      }
      return counted;
    }

    private static List<Sha256> hashes(String[] words) {
      List<Sha256> hashes = new ArrayList<>(words.length);
      for (int i = 2; i < words.length; i++) {
        hashes.add(new Sha256(Bytes.ofBase64(words[i])));
      }
      return hashes;
    }

    private static List<Sha256> leafHashes(List<Bytes> leaves) {
      TreeHash tree = new TreeHash();
      return leaves.stream().map(tree::leaf).toList();
    }

    private String[] words(String first, int count) {
      String[] words = next().split(" ", -1);
      if (words.length != count || !words[0].equals(first)) {
        throw new IllegalArgumentException("a head has a line \"" + first + "\" here");
      }
      return words;
    }

    private String peek() {
      if (at >= lines.length) {
        throw new IllegalArgumentException("the head ends too early");
      }
      return lines[at];
    }

    private String next() {
      String line = peek();
      at++;
      return line;
    }
  }
}
