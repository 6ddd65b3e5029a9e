package cn.cunzhen.core.access;

import cn.cunzhen.core.record.Confidentiality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who may do what with which record. Pure: the same question always has the same answer. */
public final class Policy {
  private Policy() {}

  /**
   * What the caller may search: the records of which it may learn that they are there, and what the
   * files say of those that it may open, or need but say what for.
   */
  public static Sight sight(Caller caller) {
    Visibility normal = new Visibility.OfClass(Confidentiality.NORMAL);
    return switch (caller.role()) {
      case CLERK, ARCHIVIST -> new Sight(new Visibility.All(), normal);
      case AUDITOR, SUPERVISOR -> new Sight(new Visibility.All(), new Visibility.None());
      case CITIZEN -> {
        Visibility whole = heldByAny(caller);
        yield new Sight(whole, whole, OwnPart.persons(caller).collect(Collectors.toSet()));
      }
      case EMPLOYER -> Sight.of(new Visibility.AllOf(List.of(heldByAny(caller), normal)));
      case SOURCE, OPERATOR -> Sight.of(new Visibility.None());
    };
  }

  private static Visibility heldByAny(Caller caller) {
    List<Visibility> held = new ArrayList<>();
    OwnPart.persons(caller)
        .forEach(person -> held.add(new Visibility.HeldWholeBy(person.idType(), person.number())));
    return held.size() == 1 ? held.getFirst() : new Visibility.AnyOf(held);
  }

  /**
   * Whether the caller may do this with a record of which nobody can say whose it is, or how
   * confidential: it was disposed of, or can't be read, and nothing of what it said is shown.
   */
  public static Decision decideOfRemains(Caller caller, Action action, Grounds grounds) {
    return decide(caller.role(), Relation.STRANGER, Confidentiality.NORMAL, action, grounds);
  }

  /** The whole policy, of which the others are questions. */
  public static Decision decide(
      Role role,
      Relation relation,
      Confidentiality confidentiality,
      Action action,
      Grounds grounds) {
    boolean sensitive = confidentiality == Confidentiality.SENSITIVE;
    return switch (role) {
      case CITIZEN -> holder(relation, action);
      // What concerns the illness or injury of its staff is not for an employer to read, and
      // whoever holds but a part of a record is none.
      case EMPLOYER ->
          sensitive || relation == Relation.PART_HOLDER ? hidden(action) : holder(relation, action);
      case CLERK -> clerk(sensitive, relation, action, grounds);
      case ARCHIVIST -> archivist(sensitive, action, grounds);
      case AUDITOR -> auditor(action, grounds);
      case SUPERVISOR -> supervisor(action);
      case SOURCE, OPERATOR -> Decision.FORBIDDEN;
    };
  }

  private static Decision holder(Relation relation, Action action) {
    return switch (relation) {
      case HOLDER, GUARDIAN -> own(action);
      case PART_HOLDER -> part(action);
      case OWN_AGENCY, STRANGER -> hidden(action);
    };
  }

  private static Decision own(Action action) {
    return switch (action) {
      case SEARCH -> Decision.MASKED;
      case METADATA, FILE, PAGE, COPY, PROOF, VERIFICATION, REPORT, ACCESS_PROOF, OBJECTION ->
          Decision.ALLOWED;
      case PACKAGE,
          ACCESSES,
          GRANT_ASKED,
          GRANT_GIVEN,
          GRANT_REFUSED,
          GRANT_ENDED,
          RELEASE,
          ANSWER,
          GUARDIANSHIP ->
          Decision.FORBIDDEN;
    };
  }

  private static Decision part(Action action) {
    return switch (action) {
      case SEARCH, METADATA, PAGE, COPY, VERIFICATION, OBJECTION -> Decision.PART;
      // They hold what all are called, or what nobody can tell whose it is.
      case FILE, PROOF, REPORT, ACCESS_PROOF -> Decision.CONCERNS_OTHERS;
      case PACKAGE,
          ACCESSES,
          GRANT_ASKED,
          GRANT_GIVEN,
          GRANT_REFUSED,
          GRANT_ENDED,
          RELEASE,
          ANSWER,
          GUARDIANSHIP ->
          Decision.FORBIDDEN;
    };
  }

  /** Somebody who may never call it hears so; nobody else learns that there is such a record. */
  private static Decision hidden(Action action) {
    return own(action) == Decision.FORBIDDEN ? Decision.FORBIDDEN : Decision.HIDDEN;
  }

  private static Decision clerk(
      boolean sensitive, Relation relation, Action action, Grounds grounds) {
    boolean near = !sensitive || relation == Relation.OWN_AGENCY || grounds.grant();
    return switch (action) {
      case SEARCH -> Decision.MASKED;
      case METADATA -> grounds.purpose() && near ? Decision.ALLOWED : Decision.MASKED;
      case FILE, PAGE, COPY, REPORT -> content(sensitive, grounds);
      // It holds the metadata in full, which nothing can mask.
      case PROOF -> sensitive ? content(true, grounds) : Decision.ALLOWED;
      case VERIFICATION, GRANT_ASKED, GRANT_ENDED, GUARDIANSHIP -> Decision.ALLOWED;
      case PACKAGE,
          ACCESSES,
          ACCESS_PROOF,
          GRANT_GIVEN,
          GRANT_REFUSED,
          RELEASE,
          OBJECTION,
          ANSWER ->
          Decision.FORBIDDEN;
    };
  }

  private static Decision content(boolean sensitive, Grounds grounds) {
    if (!grounds.purpose()) {
      return Decision.NEEDS_PURPOSE;
    }
    return sensitive && !grounds.grant() ? Decision.NEEDS_GRANT : Decision.ALLOWED;
  }

  private static Decision archivist(boolean sensitive, Action action, Grounds grounds) {
    return switch (action) {
      case SEARCH -> Decision.MASKED;
      case METADATA, REPORT -> grounds.purpose() ? Decision.ALLOWED : Decision.MASKED;
      case FILE, PAGE, PACKAGE, PROOF ->
          sensitive && !grounds.purpose() ? Decision.NEEDS_PURPOSE : Decision.ALLOWED;
      case VERIFICATION, GRANT_GIVEN, GRANT_REFUSED, GRANT_ENDED -> Decision.ALLOWED;
      case COPY, ACCESSES, ACCESS_PROOF, GRANT_ASKED, RELEASE, OBJECTION, ANSWER, GUARDIANSHIP ->
          Decision.FORBIDDEN;
    };
  }

  private static Decision auditor(Action action, Grounds grounds) {
    return switch (action) {
      case SEARCH, METADATA, REPORT -> Decision.MASKED;
      case PROOF, VERIFICATION, ACCESSES, ACCESS_PROOF, GRANT_ASKED, GRANT_ENDED ->
          Decision.ALLOWED;
      case FILE, PAGE, PACKAGE -> grounds.grant() ? Decision.ALLOWED : Decision.NEEDS_WARRANT;
      case COPY, GRANT_GIVEN, GRANT_REFUSED, RELEASE, OBJECTION, ANSWER, GUARDIANSHIP ->
          Decision.FORBIDDEN;
    };
  }

  private static Decision supervisor(Action action) {
    return switch (action) {
      case SEARCH, METADATA, REPORT -> Decision.MASKED;
      case ACCESSES,
          ACCESS_PROOF,
          GRANT_GIVEN,
          GRANT_REFUSED,
          GRANT_ENDED,
          RELEASE,
          ANSWER,
          GUARDIANSHIP ->
          Decision.ALLOWED;
      case FILE, PAGE, COPY, PACKAGE, PROOF, VERIFICATION, GRANT_ASKED, OBJECTION ->
          Decision.FORBIDDEN;
    };
  }
}
