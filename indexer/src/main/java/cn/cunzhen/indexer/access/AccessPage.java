package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some accesses, the newest first.
 *
 * @param next where the next page begins; null where there is none
 */
public record AccessPage(List<Access> accesses, @Nullable AccessCursor next) {
  public AccessPage {
    accesses = List.copyOf(accesses);
  }
}
