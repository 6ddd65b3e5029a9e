package cn.cunzhen.api.pages;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Guardianship;
import cn.cunzhen.core.access.Masking;

/**
 * A guardianship as the page of them shows it; its numbers masked.
 *
 * @param answerable whether the viewer is to answer it
 * @param endable whether the viewer may end it, or take it back
 */
public record GuardianshipLine(
    Guardianship guardianship, Guardianship.State state, boolean answerable, boolean endable) {
  public String guardian() {
    return masked(guardianship.guardian());
  }

  public String ward() {
    return masked(guardianship.ward());
  }

  private static String masked(Person person) {
    return Masking.mask(person.idType(), person.number());
  }

  /** Why one stands for the other, in words. */
  public Text kind() {
    return switch (guardianship.kind()) {
      case PARENT -> Text.GUARDIANSHIP_PARENT;
      case GUARDIAN -> Text.GUARDIANSHIP_GUARDIAN;
    };
  }

  /** How far it is, in words. */
  public Text words() {
    return switch (state) {
      case ASKED -> Text.GUARDIANSHIP_ASKED;
      case HOLDS -> Text.GUARDIANSHIP_HOLDS;
      case REFUSED -> Text.GUARDIANSHIP_REFUSED;
      case OVER -> Text.GRANT_OVER;
    };
  }
}
