package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What forbids an object's deletion: a time, a hold, both or neither. */
record Protection(Optional<Instant> until, boolean held) {
  static final Protection NONE = new Protection(Optional.empty(), false);

  private static final String NEVER = "-";
  private static final String HELD = "held";
  private static final String FREE = "free";

  Protection until(Instant time) {
    boolean later = until.isEmpty() || until.get().isBefore(time);
    return later ? new Protection(Optional.of(time), held) : this;
  }

  Protection held(boolean flag) {
    return new Protection(until, flag);
  }

  /** Why deletion is forbidden at this time; empty where it is not. */
  Optional<String> reason(Instant now) {
    if (held) {
      return Optional.of("it is held");
    }
    return until.filter(now::isBefore).map(time -> "it is locked until " + time);
  }

  /** One line, {@code <time or -> <held or free>}. */
  Bytes format() {
    return Bytes.utf8(
        until.map(Instant::toString).orElse(NEVER) + " " + (held ? HELD : FREE) + "\n");
  }

  /**
   * @throws IllegalArgumentException for anything that {@link #format()} does not write
   */
  static Protection parse(Bytes line) {
    String[] words = line.utf8().strip().split(" ", -1);
    try {
      Optional<Instant> until =
          words[0].equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(words[0]));
      Protection parsed = new Protection(until, words[words.length - 1].equals(HELD));
      if (parsed.format().equals(line)) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a protection: " + line.utf8(), e);
    }
    throw new IllegalArgumentException("not a protection: " + line.utf8());
  }
}
