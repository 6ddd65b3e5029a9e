package cn.cunzhen.core.witness;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log hands a witness (C2SP tlog-witness, add-checkpoint).
 *
 * @param oldSize of the checkpoint that the witness cosigned last
 * @param proof of consistency from there on
 */
public record AddCheckpoint(long oldSize, List<Sha256> proof, Note checkpoint) {
  private static final int MOST_HASHES = 63;
  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (oldSize < 0 || proof.size() > MOST_HASHES) {
      throw new IllegalArgumentException("no such request of a witness");
    }
  }

  /** The body of the call. */
  public Bytes format() {
    StringBuilder text = new StringBuilder("old ").append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.bytes().base64()).append('\n'));
    return Bytes.utf8(text.append('\n').append(checkpoint.format().utf8()).toString());
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static AddCheckpoint parse(Bytes body) {
    String text = body.utf8();
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("a checkpoint follows an empty line");
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Matcher old = OLD.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!old.matches()) {
      throw new IllegalArgumentException("the first line gives the old size");
    }
    List<Sha256> proof = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      proof.add(new Sha256(Bytes.ofBase64(line)));
    }
    AddCheckpoint request =
        new AddCheckpoint(
            Long.parseLong(old.group(1)), proof, Note.parse(Bytes.utf8(text.substring(end + 2))));
    if (!request.format().equals(body)) {
      throw new IllegalArgumentException("not a request in its one form");
    }
    return request;
  }
}
