package cn.cunzhen.api.report;

import java.util.Map;

/** The checks of intake in English; {@code checks.json} names them in Chinese. */
final class IntakeNames {
  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("GD-1-1", "Fixity holds: digests, signatures"),
          Map.entry("GD-1-2", "Metadata have allowed lengths"),
          Map.entry("GD-1-3", "Metadata have their types and formats"),
          Map.entry("GD-1-4", "Metadata lie in their ranges"),
          Map.entry("GD-1-5", "Metadata are plausible"),
          Map.entry("GD-1-6", "Metadata hold no odd characters"),
          Map.entry("GD-1-10", "File properties agree: name, size, format"),
          Map.entry("GD-2-1", "As many files as listed"),
          Map.entry("GD-2-2", "As many bytes as listed"),
          Map.entry("GD-2-3", "Metadata are complete"),
          Map.entry("GD-2-4", "Required fields are filled in"),
          Map.entry("GD-2-5", "Process information is complete"),
          Map.entry("GD-2-7", "Content and attachments match the list of materials"),
          Map.entry("GD-3-3", "Content has an allowed format"),
          Map.entry("GD-3-4", "Content opens and is not empty"),
          Map.entry("GD-3-8", "Nothing is encrypted"),
          Map.entry("GD-4-1", "A malware scanner is present"),
          Map.entry("GD-4-2", "No malware"),
          Map.entry(
              "GD-4-7",
              "A safe process: archive bombs, oversize images, active content, programs"));

  private IntakeNames() {}

  /** What a check is called; one of another version of the program, as it calls it. */
  static String english(String number, String chinese) {
    return ENGLISH.getOrDefault(number, chinese);
  }
}
