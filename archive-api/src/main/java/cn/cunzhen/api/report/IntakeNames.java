package cn.cunzhen.api.report;

import java.util.Map;

/** What {@code checks.json} says in one language, or in keys, in words of the other. */
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

  private static final Map<String, ReportText> KEYS =
      Map.ofEntries(
          Map.entry("declaredDigests", ReportText.IN_DIGESTS),
          Map.entry("signatures", ReportText.IN_SIGNATURES),
          Map.entry("pointers", ReportText.IN_POINTERS),
          Map.entry("declaredTypes", ReportText.IN_TYPES),
          Map.entry("listed", ReportText.IN_LISTED),
          Map.entry("received", ReportText.IN_RECEIVED),
          Map.entry("declaredSizes", ReportText.IN_SIZES),
          Map.entry("expected", ReportText.IN_EXPECTED),
          Map.entry("present", ReportText.IN_PRESENT),
          Map.entry("materials", ReportText.IN_MATERIALS),
          Map.entry("required", ReportText.IN_REQUIRED),
          Map.entry("cited", ReportText.IN_CITED),
          Map.entry("files", ReportText.IN_FILES),
          Map.entry("allowed", ReportText.IN_ALLOWED),
          Map.entry("emptyAllowed", ReportText.IN_EMPTY),
          Map.entry("encryptedAllowed", ReportText.IN_ENCRYPTED),
          Map.entry("scanner", ReportText.IN_SCANNER));

  private IntakeNames() {}

  /** What an input of a check is called. */
  static String key(String key, Wording wording) {
    ReportText text = KEYS.get(key);
    return text == null ? key : wording.t(text);
  }

  /** What a check is called; one of another version of the program, as it calls it. */
  static String english(String number, String chinese) {
    return ENGLISH.getOrDefault(number, chinese);
  }
}
