package cn.cunzhen.core.access;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Accesses that follow each other in a log: those that one swap of its head records, and those that
 * are kept together, in the head at first and as one object later; a line for each.
 *
 * <p>The object's name is {@code <log>/bodies/<month>/<first index>-<digest>.jsonl}. The same
 * access may be in two of them, and in the head as well.
 *
 * @param firstIndex where its first access stands in the log
 */
public record AccessBatch(long firstIndex, List<AccessBody> bodies) {
  /** How many accesses are kept together at most. */
  public static final int MOST = 256;

  /**
   * Up to how many accesses others are added to: some 30 KiB. A head is written whole with each
   * swap, so more of them cost all who wait; fewer, more objects.
   */
  private static final int ENOUGH = 100;

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);
  private static final Pattern NAME =
      Pattern.compile(".*/bodies/([0-9]{4}(?:0[1-9]|1[0-2]))/([0-9]{16})-[0-9a-v]{26}\\.jsonl");

  public AccessBatch {
    bodies = List.copyOf(bodies);
    if (firstIndex < 0 || bodies.isEmpty()) {
      throw new IllegalArgumentException("a batch has accesses, and a place in the log");
    }
  }

  /**
   * What the head of a log of accesses carries; empty where it carries nothing.
   *
   * @throws IllegalArgumentException if these are no accesses as they are kept
   */
  public static Optional<AccessBatch> carriedBy(LogHead head) {
    List<Bytes> lines = head.bodies();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AccessBatch(
                head.size() - lines.size(), lines.stream().map(AccessBody::parse).toList()));
  }

  /** Whether the next ones are to be kept with these: what is erased apart never is. */
  boolean takes(AccessBatch next) {
    return bodies.size() + next.bodies.size() <= ENOUGH && month().equals(next.month());
  }

  /** These and the ones that follow them in the log. */
  AccessBatch and(AccessBatch next) {
    return new AccessBatch(
        firstIndex, Stream.concat(bodies.stream(), next.bodies.stream()).toList());
  }

  /** The bodies, as they are kept. */
  List<Bytes> lines() {
    return bodies.stream().map(AccessBody::format).toList();
  }

  /** What is erased together: the month of its first access, in UTC. */
  public YearMonth month() {
    return YearMonth.from(bodies.getFirst().access().at().atOffset(ZoneOffset.UTC));
  }

  /** What stands in the log for it. */
  public List<Bytes> leaves() {
    return bodies.stream().map(AccessBody::leaf).toList();
  }

  /** The object's content. */
  public Bytes format() {
    StringBuilder lines = new StringBuilder();
    lines().forEach(line -> lines.append(line.utf8()).append('\n'));
    return Bytes.utf8(lines.toString());
  }

  /**
   * The object's name.
   *
   * @param log where the log lies, such as {@code access/n-k3f9q2xa}
   */
  public ObjectKey key(String log) {
    String digest = IdKey.base32hex(Sha256.of(format()).bytes(), 26);
    return ObjectKey.of(folder(log, month()) + digits(firstIndex) + "-" + digest + ".jsonl");
  }

  /**
   * The strict inverse of {@link #key} and {@link #format()}.
   *
   * @throws IllegalArgumentException for a content that {@code format} does not write, and for one
   *     that has another name
   */
  public static AccessBatch parse(String log, ObjectKey key, Bytes content) {
    long firstIndex =
        firstIndex(key)
            .orElseThrow(() -> new IllegalArgumentException("not a batch of accesses: " + key));
    List<AccessBody> bodies =
        content.utf8().lines().map(Bytes::utf8).map(AccessBody::parse).toList();
    AccessBatch batch = new AccessBatch(firstIndex, bodies);
    if (!batch.format().equals(content) || !batch.key(log).equals(key)) {
      throw new IllegalArgumentException("not the batch of accesses that it should be: " + key);
    }
    return batch;
  }

  /** Where the batch of this name begins in its log; empty where it is no batch's name. */
  public static OptionalLong firstIndex(ObjectKey key) {
    Matcher name = NAME.matcher(key.value());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(2))) : OptionalLong.empty();
  }

  /** The month of the batch of this name; empty where it is no batch's name. */
  public static Optional<YearMonth> month(ObjectKey key) {
    Matcher name = NAME.matcher(key.value());
    return name.matches() ? Optional.of(YearMonth.parse(name.group(1), MONTH)) : Optional.empty();
  }

  /** How the names of all batches of a log begin. */
  public static String folder(String log) {
    return log + "/bodies/";
  }

  /** How the names of all batches of a log and month begin. */
  public static String folder(String log, YearMonth month) {
    return folder(log) + MONTH.format(month) + "/";
  }

  /** How the names of those of them begin, with a few others, whose first index is in the range. */
  public static String folder(String log, YearMonth month, long from, long to) {
    String lowest = digits(from);
    String highest = digits(to);
    int common = 0;
    while (common < lowest.length() && lowest.charAt(common) == highest.charAt(common)) {
      common++;
    }
    return folder(log, month) + lowest.substring(0, common);
  }

  private static String digits(long index) {
    return String.format(Locale.ROOT, "%016d", index);
  }
}
