package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A proof that stands on its own (C2SP tlog-proof): an inclusion proof with the signed checkpoint
 * that it leads to.
 *
 * @param index of the entry in the log
 * @param hashes of the inclusion proof
 * @param extra what the application adds, trusted by nobody; may be empty
 * @param checkpoint a note whose text is a checkpoint
 */
public record TlogProof(long index, List<Sha256> hashes, Bytes extra, Note checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  public TlogProof {
    hashes = List.copyOf(hashes);
    Checkpoint.parse(checkpoint.text());
    if (index < 0) {
      throw new IllegalArgumentException("no entry has the index " + index);
    }
  }

  /** The inclusion proof that it holds. */
  public InclusionProof inclusion() {
    return new InclusionProof(index, claim().size(), hashes);
  }

  /** What the checkpoint says; nothing to rely on before its signature is checked. */
  private Checkpoint claim() {
    return Checkpoint.parse(checkpoint.text());
  }

  /** Whether the log of that origin, signing with that key, held the leaf at that index. */
  public boolean proves(Sha256 leaf, Origin origin, VerifierKey key) {
    return checkpoint.isSignedBy(key)
        && claim().origin().equals(origin)
        && inclusion().proves(leaf, claim().root());
  }

  public Bytes format() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    if (extra.size() > 0) {
      text.append(EXTRA).append(extra.base64()).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(hash.bytes().base64()).append('\n'));
    return Bytes.utf8(text.append('\n').append(checkpoint.format().utf8()).toString());
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static TlogProof parse(Bytes proof) {
    String text = NoteText.decode(proof);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("a proof ends in a checkpoint");
    }
    Deque<String> lines = new ArrayDeque<>(List.of(text.substring(0, end).split("\n", -1)));
    lines.remove();
    String extra = startsWith(EXTRA, lines) ? lines.remove().substring(EXTRA.length()) : "";
    String index = startsWith(INDEX, lines) ? lines.remove().substring(INDEX.length()) : "";
    TlogProof parsed =
        new TlogProof(
            Long.parseLong(index),
            lines.stream().map(line -> new Sha256(Bytes.ofBase64(line))).toList(),
            Bytes.ofBase64(extra),
            Note.parse(Bytes.utf8(text.substring(end + 2))));
    if (!parsed.format().equals(proof)) {
      throw new IllegalArgumentException("not a proof in its canonical form");
    }
    return parsed;
  }

  private static boolean startsWith(String word, Deque<String> lines) {
    return !lines.isEmpty() && lines.getFirst().startsWith(word);
  }
}
