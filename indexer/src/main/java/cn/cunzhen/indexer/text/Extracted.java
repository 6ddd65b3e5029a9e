package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.Recognised;
import java.util.Map;

/**
 * What came of reading a file.
 *
 * @param scans what was recognised of pages that are pictures, and where it stands, by the page's
 *     number
 */
public record Extracted(Extraction outcome, Map<Integer, Recognised> scans) {
  public Extracted {
    scans = Map.copyOf(scans);
  }
}
