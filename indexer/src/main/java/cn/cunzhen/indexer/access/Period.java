package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.AccessBatch;
import java.time.YearMonth;

/** A month of one node's log: what is erased together. */
record Period(String node, YearMonth month) {
  static Period of(String node, AccessBatch batch) {
    return new Period(node, batch.month());
  }

  String format() {
    return node + "/" + month;
  }

  static Period parse(String text) {
    int slash = text.lastIndexOf('/');
    return new Period(text.substring(0, slash), YearMonth.parse(text.substring(slash + 1)));
  }
}
