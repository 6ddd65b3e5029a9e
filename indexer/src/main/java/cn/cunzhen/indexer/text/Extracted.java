package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.Recognised;
import java.util.Map;

/**
 * What came of reading a file.
 *
 * @param scans what was recognised of pages that are pictures, and where it stands, by the page's
 *     number
 * @param more whether pictures are left that may show text
 */
public record Extracted(Extraction outcome, Map<Integer, Recognised> scans, boolean more) {
  public Extracted {
    scans = Map.copyOf(scans);
  }

  /** Of a file without pictures, or none that can be recognised. */
  static Extracted of(Extraction outcome) {
    return new Extracted(outcome, Map.of(), false);
  }
}
