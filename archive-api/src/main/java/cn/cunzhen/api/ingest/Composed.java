package cn.cunzhen.api.ingest;

import cn.cunzhen.storage.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A submission that was made from the rows of a list.
 *
 * @param files by the names that the JSON gives them, in its order
 * @param faults what keeps it from being sent; empty where nothing does
 */
record Composed<F>(Bytes json, Map<String, F> files, List<IngestFault> faults) {
  Composed {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    faults = List.copyOf(faults);
  }
}
