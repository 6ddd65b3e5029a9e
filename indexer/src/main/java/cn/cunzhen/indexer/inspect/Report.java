package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one inspection has found until now. */
final class Report {
  static final String UNKNOWN = "application/octet-stream";

  private final InspectionLimits limits;
  private final Set<Finding> findings = EnumSet.noneOf(Finding.class);
  private String mediaType = UNKNOWN;

  Report(InspectionLimits limits) {
    this.limits = limits;
  }

  InspectionLimits limits() {
    return limits;
  }

  String mediaType() {
    return mediaType;
  }

  void is(String type) {
    mediaType = type;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  boolean has(Finding finding) {
    return findings.contains(finding);
  }

  Inspection finished() {
    return new Inspection(mediaType, List.copyOf(findings));
  }
}
