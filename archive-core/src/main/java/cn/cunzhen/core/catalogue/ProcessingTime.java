package cn.cunzhen.core.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an agency may take over an item (办理时限). */
public sealed interface ProcessingTime {
  /** Decided by machine while the applicant waits. */
  record Seconds() implements ProcessingTime {}

  /** Decided on the day it is accepted. */
  record SameDay() implements ProcessingTime {}

  /** Decided within so many working days. */
  record Days(int workingDays) implements ProcessingTime {}

  /** Its form in a catalogue: {@code seconds}, {@code same-day} or {@code 20 days}. */
  default String format() {
    return switch (this) {
      case Seconds() -> "seconds";
      case SameDay() -> "same-day";
      case Days(int workingDays) -> workingDays + " days";
    };
  }

  /** The strict inverse of {@link #format()}; empty for anything else. */
  static Optional<ProcessingTime> parse(String text) {
    return switch (text) {
      case "seconds" -> Optional.of(new Seconds());
      case "same-day" -> Optional.of(new SameDay());
      default -> {
        Matcher days = Pattern.compile("([1-9][0-9]{0,2}) days").matcher(text);
        yield days.matches()
            ? Optional.of(new Days(Integer.parseInt(days.group(1))))
            : Optional.empty();
      }
    };
  }
}
