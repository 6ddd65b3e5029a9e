package cn.cunzhen.api.pages;

import cn.cunzhen.core.access.Grant;
import java.time.Instant;
import java.util.Objects;

/**
 * A grant as the page of all of them shows it.
 *
 * @param answerable whether the viewer is to answer it
 * @param endable whether the viewer may end it, or take it back
 */
public record GrantLine(Grant grant, Grant.State state, boolean answerable, boolean endable) {
  /** How far it is, in words. */
  public Text words() {
    return switch (state) {
      case ASKED -> Text.GRANT_ASKED;
      case OPEN -> Text.GRANT_OPEN;
      case REFUSED -> Text.GRANT_REFUSED;
      case OVER -> Text.GRANT_OVER;
    };
  }

  /** Until when it may be read; only of what was given. */
  public Instant until() {
    return Objects.requireNonNull(grant.answer()).at().plus(grant.time());
  }
}
