package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A signed note (C2SP signed-note): text and at least one signature of it.
 *
 * <p>Its text is worth nothing until {@link #signers} has found a key that one trusts.
 *
 * @param text ends in a newline
 */
public record Note(String text, List<NoteSignature> signatures) {
  /** A longer note is refused: a hundred signatures of the largest kind fit into it. */
  public static final int MAX_BYTES = 1_000_000;

  public static final int MAX_SIGNATURES = 100;

  public Note {
    signatures = List.copyOf(signatures);
    NoteText.check(text);
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("a note's text ends in a newline");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has 1 to " + MAX_SIGNATURES + " signatures");
    }
  }

  /** Signs the text, which ends in a newline. */
  public static Note sign(String text, NoteSigner signer) {
    return new Note(text, List.of(signer.sign(text)));
  }

  public Bytes format() {
    return Bytes.utf8(
        signatures.stream()
            .map(signature -> signature.format() + "\n")
            .collect(Collectors.joining("", text + "\n", "")));
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write, and for notes
   *     longer than {@link #MAX_BYTES}
   */
  public static Note parse(Bytes note) {
    if (note.size() > MAX_BYTES) {
      throw new IllegalArgumentException("a note has at most " + MAX_BYTES + " bytes");
    }
    String content = NoteText.decode(note);
    int end = content.lastIndexOf("\n\n");
    if (end < 0 || !content.endsWith("\n")) {
      throw new IllegalArgumentException("a note has a text, an empty line and signatures");
    }
    String lines = content.substring(end + 2);
    List<NoteSignature> signatures = new ArrayList<>();
    for (int at = 0, next; at < lines.length(); at = next + 1) {
      next = lines.indexOf('\n', at);
      signatures.add(NoteSignature.parse(lines.substring(at, next)));
    }
    return new Note(content.substring(0, end + 1), signatures);
  }

  /**
   * The known keys that signed it.
   *
   * <p>Signatures of other keys are passed over. Where one that names a known key is wrong, the
   * whole note is refused, and nobody signed it.
   */
  public List<VerifierKey> signers(Collection<VerifierKey> known) {
    List<VerifierKey> signers = new ArrayList<>();
    for (VerifierKey key : known) {
      List<NoteSignature> claims = claimsOf(key);
      if (!claims.stream().allMatch(claim -> key.verifies(text, claim))) {
        return List.of();
      }
      if (!claims.isEmpty()) {
        signers.add(key);
      }
    }
    return signers;
  }

  /** The signatures that claim to be of this key, and of no other. */
  public List<NoteSignature> claimsOf(VerifierKey key) {
    return signatures.stream().filter(key::isClaimedBy).toList();
  }

  /** The same text with more signatures; what is there already is not put twice. */
  public Note with(List<NoteSignature> more) {
    return new Note(text, Stream.concat(signatures.stream(), more.stream()).distinct().toList());
  }

  /** When a witness says that it cosigned; empty where it did not, or its signature is wrong. */
  public Optional<Instant> cosignedAt(VerifierKey witness) {
    return isSignedBy(witness)
        ? claimsOf(witness).stream()
            .flatMap(claim -> Cosignature.parse(claim.signature()).stream())
            .map(cosignature -> Instant.ofEpochSecond(cosignature.seconds()))
            .findFirst()
        : Optional.empty();
  }

  /** Whether that key signed it, and no signature that names the key is wrong. */
  public boolean isSignedBy(VerifierKey key) {
    return !signers(List.of(key)).isEmpty();
  }
}
