package cn.cunzhen.core.witness;

import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.storage.Bytes;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which logs are known, which witnesses, and how many of them must have cosigned a checkpoint (C2SP
 * tlog-policy).
 *
 * @param logs keys of kind {@code NOTE}
 */
public record TrustPolicy(List<VerifierKey> logs, List<Witness> witnesses, Quorum quorum) {
  public TrustPolicy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
  }

  /**
   * A witness.
   *
   * @param name by which the quorum names it
   * @param key of kind {@code COSIGNATURE}
   * @param address its submission prefix; null where none is given
   */
  public record Witness(String name, VerifierKey key, @Nullable URI address) {}

  /** A rule about who must have cosigned. */
  public sealed interface Quorum {
    /** Nobody need. */
    record None() implements Quorum {}

    /** This witness must. */
    record One(VerifierKey key) implements Quorum {}

    /** So many of these must. */
    record Several(int least, List<Quorum> members) implements Quorum {
      public Several {
        members = List.copyOf(members);
      }
    }
  }

  /**
   * Reads a policy file.
   *
   * @throws IllegalArgumentException naming the line that is wrong, and why
   */
  public static TrustPolicy parse(Bytes file) {
    return new PolicyReader().read(file);
  }

  /**
   * Whether enough witnesses have cosigned it. Who signed it as its log is another question.
   *
   * @param note a wrong signature of a known witness makes the whole note worthless
   */
  public boolean isWitnessed(Note note) {
    return satisfied(quorum, cosigners(note));
  }

  /** The witnesses of this policy that have cosigned it. */
  public List<Witness> witnesses(Note note) {
    Set<VerifierKey> cosigners = cosigners(note);
    return witnesses.stream().filter(witness -> cosigners.contains(witness.key())).toList();
  }

  private Set<VerifierKey> cosigners(Note note) {
    Collection<VerifierKey> keys = witnesses.stream().map(Witness::key).collect(Collectors.toSet());
    return new HashSet<>(note.signers(keys));
  }

  private static boolean satisfied(Quorum quorum, Set<VerifierKey> cosigners) {
    return switch (quorum) {
      case Quorum.None _ -> true;
      case Quorum.One(var key) -> cosigners.contains(key);
      case Quorum.Several(int least, var members) ->
          members.stream().filter(member -> satisfied(member, cosigners)).count() >= least;
    };
  }

  /** The log of this policy that signed the note; empty where none did. */
  public Optional<VerifierKey> log(Note note) {
    return note.signers(logs).stream().findFirst();
  }
}
