package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;

/**
 * What a caller is to a record.
 *
 * <p>Any window serves the whole province, so a record of the caller's region is no nearer than any
 * other.
 */
public enum Relation {
  /** The record is the caller's own. */
  HOLDER,
  /** It is that of somebody whom the caller stands for by a registered relation. */
  GUARDIAN,
  /** The agency where the caller works completed it. */
  OWN_AGENCY,
  /** Neither. */
  STRANGER;

  /** What this caller is to this record. */
  public static Relation of(Caller caller, ArchivalRecord record) {
    Person person = caller.person();
    if (person != null && isHeldBy(record, person)) {
      return HOLDER;
    }
    if (caller.wards().stream().anyMatch(ward -> isHeldBy(record, ward))) {
      return GUARDIAN;
    }
    return record.agency().equals(caller.agency()) ? OWN_AGENCY : STRANGER;
  }

  private static boolean isHeldBy(ArchivalRecord record, Person person) {
    return record.holders().stream().anyMatch(holder -> is(holder, person));
  }

  private static boolean is(Holder holder, Person person) {
    return holder.idType() == person.idType() && holder.number().equals(person.number());
  }
}
