package cn.cunzhen.api.ingest;

import cn.cunzhen.storage.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a transaction of a list that was sent without its files. */
public sealed interface PostedTransaction {
  /** The line in which it begins; 0 for the list as a whole. */
  long line();

  /**
   * It can be submitted.
   *
   * @param files where the files lie, by the names that the JSON gives them, in its order
   */
  record Whole(long line, Bytes json, Map<String, String> files) implements PostedTransaction {
    public Whole {
      files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }
  }

  /** It can't, for all these reasons. */
  record Unfit(long line, List<IngestFault> faults) implements PostedTransaction {
    public Unfit {
      faults = List.copyOf(faults);
    }
  }
}
