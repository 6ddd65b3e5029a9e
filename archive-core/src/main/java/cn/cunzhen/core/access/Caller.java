package cn.cunzhen.core.access;

import cn.cunzhen.core.record.Holder.IdType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param account the name that every trace of the caller bears
 * @param person who a citizen or employer is among the holders; null for everyone else
 * @param agency where a member of staff works
 * @param window at which window
 * @param sourceSystems for which systems it may submit; {@code *} for any
 * @param wards for whom a citizen stands by a registered relation
 */
public record Caller(
    String account,
    Role role,
    @Nullable Person person,
    @Nullable String agency,
    @Nullable String window,
    Set<String> sourceSystems,
    Set<Person> wards) {
  public Caller {
    wards = Set.copyOf(wards);
    sourceSystems = Set.copyOf(sourceSystems);
    boolean holds = role == Role.CITIZEN || role == Role.EMPLOYER;
    if (holds != (person != null)) {
      throw new IllegalArgumentException("a citizen or an employer, and nobody else, is a holder");
    }
    if (!wards.isEmpty() && role != Role.CITIZEN) {
      throw new IllegalArgumentException("a citizen, and nobody else, has wards");
    }
  }

  /** One who stands for nobody else. */
  public Caller(
      String account,
      Role role,
      @Nullable Person person,
      @Nullable String agency,
      @Nullable String window,
      Set<String> sourceSystems) {
    this(account, role, person, agency, window, sourceSystems, Set.of());
  }

  /** The same, standing for these. */
  public Caller with(Set<Person> others) {
    return new Caller(account, role, person, agency, window, sourceSystems, others);
  }

  /** A holder by the number that identifies it. */
  public record Person(IdType idType, String number) {}

  /** Whether it may submit for this system. */
  public boolean maySubmitFor(String sourceSystem) {
    return sourceSystems.contains("*") || sourceSystems.contains(sourceSystem);
  }
}
