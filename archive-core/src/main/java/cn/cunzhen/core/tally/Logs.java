package cn.cunzhen.core.tally;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.log.Origin;

/** Opens logs of the archive's store. */
@FunctionalInterface
public interface Logs {
  /**
   * The log that lies there.
   *
   * @param prefix such as {@code tally/00000001}
   */
  AppendLog at(String prefix, Origin origin);
}
