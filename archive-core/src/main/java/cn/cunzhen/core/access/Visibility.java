package cn.cunzhen.core.access;

import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder.IdType;
import java.util.List;

/**
 * Which records a caller may find: a value that the policy makes and a search turns into a part of
 * its query, so that totals, facets, highlights and suggestions leak nothing.
 */
public sealed interface Visibility {
  /** Every record. */
  record All() implements Visibility {}

  /** No record. */
  record None() implements Visibility {}

  /** The records of this holder, be it but a part of them. */
  record HeldBy(IdType idType, String number) implements Visibility {}

  /** The records of which this holder holds all. */
  record HeldWholeBy(IdType idType, String number) implements Visibility {}

  /** The records of this agency. */
  record OfAgency(String agency) implements Visibility {}

  /** The records of this region and, its code being a prefix of theirs, of the regions within. */
  record InRegion(String regionPrefix) implements Visibility {}

  /** The records of this class. */
  record OfClass(Confidentiality confidentiality) implements Visibility {}

  /** What all of these show; everything where there are none. */
  record AllOf(List<Visibility> parts) implements Visibility {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** What any of these shows; nothing where there are none. */
  record AnyOf(List<Visibility> parts) implements Visibility {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }
}
