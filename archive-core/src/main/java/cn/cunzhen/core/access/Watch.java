package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands out in how people read, for a supervisor to look at. Pure: it accuses nobody, and
 * says by what it goes.
 */
public final class Watch {
  /** So many times what the middle one of the same role opens is much. */
  private static final int TIMES = 3;

  /** With fewer records than this nobody reads much. */
  private static final int SOME = 20;

  /** So many at night, or refusals, stand out. */
  private static final int FEW = 5;

  /** So many people of one name are looked for by their name. */
  private static final int NAMESAKES = 3;

  private static final int NIGHT = 22;
  private static final int MORNING = 6;

  private Watch() {}

  /** What may stand out. */
  public enum Oddity {
    /** Three times as many records as the middle one of the same role, and twenty at least. */
    MUCH,
    /** Five records and more from ten in the evening to six in the morning, China's time. */
    NIGHT,
    /** Three people and more of one name. */
    NAMESAKES,
    /** Most of twenty records and more for a purpose that names no transaction there is. */
    WITHOUT_TRANSACTION,
    /** Five refusals and more. */
    REFUSED
  }

  /**
   * How somebody has read.
   *
   * @param records how many records were opened
   * @param hour how many at most in one hour of the clock
   * @param night how many at night
   * @param namesakes how many different people of one name
   * @param withoutTransaction how many for a purpose that names no transaction there is, or for
   *     none
   * @param refused how often it was refused
   */
  public record Conduct(
      String account,
      Role role,
      @Nullable String agency,
      int records,
      int hour,
      int night,
      int namesakes,
      int withoutTransaction,
      int refused,
      Set<Oddity> oddities) {
    public Conduct {
      oddities = oddities.isEmpty() ? Set.of() : EnumSet.copyOf(oddities);
    }
  }

  /** What is known of what was read. */
  public interface Known {
    /** Whose record it is; none where nobody knows. */
    List<Holder> holders(RecordId record);

    /** Whether the words name a transaction there is. */
    boolean namesTransaction(String purpose);
  }

  /**
   * How those have read whose reading is bounded, who stands out most coming first.
   *
   * @param accesses in any order
   */
  public static List<Conduct> of(Collection<Access> accesses, Known known) {
    Map<String, List<Access>> byAccount = new TreeMap<>();
    for (Access access : accesses) {
      if (Openings.isBounded(access.role())) {
        byAccount.computeIfAbsent(access.account(), _ -> new ArrayList<>()).add(access);
      }
    }
    List<Conduct> plain = byAccount.values().stream().map(each -> conduct(each, known)).toList();
    return plain.stream()
        .map(each -> judged(each, plain))
        .sorted(
            Comparator.comparingInt((Conduct each) -> each.oddities().size())
                .thenComparingInt(Conduct::records)
                .reversed()
                .thenComparing(Conduct::account))
        .toList();
  }

  private static Conduct conduct(List<Access> accesses, Known known) {
    Access any = accesses.getFirst();
    Map<Instant, Set<RecordId>> hours = new HashMap<>();
    Map<String, Set<String>> people = new HashMap<>();
    Set<RecordId> all = new HashSet<>();
    Set<RecordId> night = new HashSet<>();
    Set<RecordId> reasoned = new HashSet<>();
    int refused = 0;
    for (Access access : accesses) {
      RecordId record = access.record();
      if (record == null || !Openings.isOpening(access.action())) {
        continue;
      }
      if (access.outcome() == Outcome.REFUSED) {
        refused++;
        continue;
      }
      hours
          .computeIfAbsent(access.at().truncatedTo(ChronoUnit.HOURS), _ -> new HashSet<>())
          .add(record);
      if (isNight(access.at())) {
        night.add(record);
      }
      if (access.purpose() != null && known.namesTransaction(access.purpose())) {
        reasoned.add(record);
      }
      if (all.add(record)) {
        for (Holder holder : known.holders(record)) {
          if (holder.idType() != Holder.IdType.USCC) {
            people.computeIfAbsent(holder.name(), _ -> new HashSet<>()).add(holder.number());
          }
        }
      }
    }
    return new Conduct(
        any.account(),
        any.role(),
        any.agency(),
        all.size(),
        largest(hours.values()),
        night.size(),
        largest(people.values()),
        all.size() - reasoned.size(),
        refused,
        Set.of());
  }

  private static int largest(Collection<? extends Set<?>> sets) {
    return sets.stream().mapToInt(Set::size).max().orElse(0);
  }

  private static boolean isNight(Instant at) {
    int hour = at.atZone(Retention.ZONE).getHour();
    return hour >= NIGHT || hour < MORNING;
  }

  private static Conduct judged(Conduct one, List<Conduct> all) {
    int[] peers =
        all.stream()
            .filter(other -> other.role() == one.role())
            .mapToInt(Conduct::records)
            .sorted()
            .toArray();
    Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    // The lower one of two in the middle: of two people one can stand out, too.
    if (one.records() >= SOME && one.records() >= TIMES * peers[(peers.length - 1) / 2]) {
      oddities.add(Oddity.MUCH);
    }
    if (one.night() >= FEW) {
      oddities.add(Oddity.NIGHT);
    }
    if (one.namesakes() >= NAMESAKES) {
      oddities.add(Oddity.NAMESAKES);
    }
    if (one.records() >= SOME && one.withoutTransaction() * 2 > one.records()) {
      oddities.add(Oddity.WITHOUT_TRANSACTION);
    }
    if (one.refused() >= FEW) {
      oddities.add(Oddity.REFUSED);
    }
    return new Conduct(
        one.account(),
        one.role(),
        one.agency(),
        one.records(),
        one.hour(),
        one.night(),
        one.namesakes(),
        one.withoutTransaction(),
        one.refused(),
        oddities);
  }
}
