package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.ArchivalRecord;

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
  /** A part of it is the caller's own, or that of somebody whom the caller stands for. */
  PART_HOLDER,
  /** The agency where the caller works completed it. */
  OWN_AGENCY,
  /** None of these. */
  STRANGER;

  /** What this caller is to this record. */
  public static Relation of(Caller caller, ArchivalRecord record) {
    Person person = caller.person();
    if (person != null && holdsAll(record, person)) {
      return HOLDER;
    }
    if (caller.wards().stream().anyMatch(ward -> holdsAll(record, ward))) {
      return GUARDIAN;
    }
    if (OwnPart.persons(caller).anyMatch(each -> isHeldBy(record, each))) {
      return PART_HOLDER;
    }
    return record.agency().equals(caller.agency()) ? OWN_AGENCY : STRANGER;
  }

  private static boolean holdsAll(ArchivalRecord record, Person person) {
    return isHeldBy(record, person) && !OwnPart.isAll(record, person);
  }

  private static boolean isHeldBy(ArchivalRecord record, Person person) {
    return record.holders().stream().anyMatch(holder -> OwnPart.is(holder, person));
  }
}
