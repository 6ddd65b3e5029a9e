package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may do what with which record. Pure: the same question always has the same answer. */
public final class Policy {
  private Policy() {}

  /** Which records the caller may find. */
  public static Visibility visibility(Caller caller) {
    return switch (caller.role()) {
      case CLERK, ARCHIVIST, AUDITOR, SUPERVISOR -> new Visibility.All();
      case CITIZEN, EMPLOYER -> {
        Person person = Objects.requireNonNull(caller.person());
        yield new Visibility.HeldBy(person.idType(), person.number());
      }
      case SOURCE, OPERATOR -> new Visibility.None();
    };
  }

  /**
   * Whether the caller may do this with the record.
   *
   * @param purposeStated whether the caller has said what for
   */
  public static Decision decide(
      Caller caller, Action action, ArchivalRecord record, boolean purposeStated) {
    return decide(caller, action, purposeStated, holds(caller, record));
  }

  /**
   * Whether the caller may do this with a record of which nobody can say whose it is: it was
   * disposed of, or can't be read.
   *
   * @param purposeStated whether the caller has said what for
   */
  public static Decision decideOfRemains(Caller caller, Action action, boolean purposeStated) {
    return decide(caller, action, purposeStated, false);
  }

  private static Decision decide(
      Caller caller, Action action, boolean purposeStated, boolean holds) {
    Decision byRole = byRole(caller.role(), action, purposeStated);
    boolean own = caller.role() == Role.CITIZEN || caller.role() == Role.EMPLOYER;
    return own && byRole != Decision.FORBIDDEN && !holds ? Decision.HIDDEN : byRole;
  }

  private static Decision byRole(Role role, Action action, boolean purposeStated) {
    return switch (action) {
      case SEARCH -> searches(role) ? Decision.MASKED : Decision.FORBIDDEN;
      case METADATA -> metadata(role, purposeStated);
      case REPORT -> report(role, purposeStated);
      case FILE, PAGE -> content(role, purposeStated);
      case COPY -> copy(role, purposeStated);
      case PACKAGE -> sealed(role);
      case PROOF, VERIFICATION ->
          searches(role) && role != Role.SUPERVISOR ? Decision.ALLOWED : Decision.FORBIDDEN;
      case ACCESSES ->
          role == Role.AUDITOR || role == Role.SUPERVISOR ? Decision.ALLOWED : Decision.FORBIDDEN;
    };
  }

  private static boolean searches(Role role) {
    return switch (role) {
      case CLERK, ARCHIVIST, AUDITOR, SUPERVISOR, CITIZEN, EMPLOYER -> true;
      case SOURCE, OPERATOR -> false;
    };
  }

  private static Decision metadata(Role role, boolean purposeStated) {
    return switch (role) {
      case CITIZEN, EMPLOYER -> Decision.ALLOWED;
      case CLERK, ARCHIVIST -> purposeStated ? Decision.ALLOWED : Decision.MASKED;
      case AUDITOR, SUPERVISOR -> Decision.MASKED;
      case SOURCE, OPERATOR -> Decision.FORBIDDEN;
    };
  }

  /** It leaves the house: a clerk says what for. */
  private static Decision report(Role role, boolean purposeStated) {
    return role == Role.CLERK && !purposeStated
        ? Decision.NEEDS_PURPOSE
        : metadata(role, purposeStated);
  }

  private static Decision content(Role role, boolean purposeStated) {
    return switch (role) {
      case CITIZEN, EMPLOYER, ARCHIVIST -> Decision.ALLOWED;
      case CLERK -> purposeStated ? Decision.ALLOWED : Decision.NEEDS_PURPOSE;
      case AUDITOR -> Decision.NEEDS_WARRANT;
      case SUPERVISOR, SOURCE, OPERATOR -> Decision.FORBIDDEN;
    };
  }

  private static Decision copy(Role role, boolean purposeStated) {
    return switch (role) {
      case CLERK, CITIZEN, EMPLOYER -> content(role, purposeStated);
      case ARCHIVIST, AUDITOR, SUPERVISOR, SOURCE, OPERATOR -> Decision.FORBIDDEN;
    };
  }

  private static Decision sealed(Role role) {
    return switch (role) {
      case ARCHIVIST -> Decision.ALLOWED;
      case AUDITOR -> Decision.NEEDS_WARRANT;
      case CLERK, CITIZEN, EMPLOYER, SUPERVISOR, SOURCE, OPERATOR -> Decision.FORBIDDEN;
    };
  }

  private static boolean holds(Caller caller, ArchivalRecord record) {
    return record.holders().stream().anyMatch(holder -> isPerson(holder, caller.person()));
  }

  private static boolean isPerson(Holder holder, @Nullable Person person) {
    return person != null
        && holder.idType() == person.idType()
        && holder.number().equals(person.number());
  }
}
