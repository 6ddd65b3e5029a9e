package cn.cunzhen.indexer.text;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of reading the files of one version of a record, as it is kept in the store.
 *
 * @param record digest of the record's version
 * @param languages that pictures were recognised in; none where recognition is not installed
 * @param outcomes by the SHA-256 of each file, so that a text is never taken for another file's;
 *     what another attempt may change is left out
 */
public record KeptTexts(Sha256 record, Set<String> languages, Map<Sha256, Extraction> outcomes) {
  /** Kind and form of the derivative; another number where reading gives something else. */
  public static final String KIND = "text1";

  private static final int MOST_CHARACTERS = 4_000_000;
  private static final int MOST_FILES = 100_000;
  private static final int MOST_LANGUAGES = 100;

  public KeptTexts {
    languages = new TreeSet<>(languages);
    outcomes = new LinkedHashMap<>(outcomes);
  }

  /**
   * Whether an outcome is the file's own, and would be the same another time. Of a text that was
   * cut nobody knows whether a limit of time did it, which another attempt may not meet.
   */
  public static boolean isLasting(Extraction outcome) {
    return switch (outcome) {
      case Extraction.Text text -> !text.truncated();
      case Extraction.NoText none ->
          switch (none.reason()) {
            case EMPTY, ENCRYPTED, DAMAGED, UNSUPPORTED, UNRECOGNISED, TOO_LARGE -> true;
            case TIMED_OUT, OUT_OF_MEMORY, CRASHED -> false;
          };
    };
  }

  /** Compressed; empty where it is too large to be kept. */
  public Optional<Bytes> format() {
    return Packed.format(this::write);
  }

  private void write(DataOutputStream out) throws IOException {
    out.write(record.bytes().toArray());
    out.writeInt(languages.size());
    for (String language : languages) {
      out.writeUTF(language);
    }
    out.writeInt(outcomes.size());
    for (Map.Entry<Sha256, Extraction> each : outcomes.entrySet()) {
      out.write(each.getKey().bytes().toArray());
      ExtractionForm.write(out, each.getValue());
    }
  }

  /**
   * Reads what {@link #format()} writes. Whoever may write to the store may have written anything.
   *
   * @return empty for anything else
   */
  public static Optional<KeptTexts> parse(Bytes content) {
    return Packed.parse(content, KeptTexts::read);
  }

  private static KeptTexts read(DataInputStream in) throws IOException {
    Sha256 record = Packed.digest(in);
    Set<String> languages = new TreeSet<>();
    for (int left = ScanForm.count(in, MOST_LANGUAGES); left > 0; left--) {
      languages.add(in.readUTF());
    }
    Map<Sha256, Extraction> outcomes = new LinkedHashMap<>();
    for (int left = ScanForm.count(in, MOST_FILES); left > 0; left--) {
      outcomes.put(Packed.digest(in), ExtractionForm.read(in, MOST_CHARACTERS));
    }
    return new KeptTexts(record, languages, outcomes);
  }
}
