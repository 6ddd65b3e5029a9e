package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.CatalogueItem;
import java.util.List;

/** Whose business an item is. */
enum Subject {
  PERSON,
  EMPLOYER,
  /** An employer and persons who work there. */
  STAFF,
  /** The agency itself, which files its own work. */
  AGENCY;

  private static final List<String> OF_EMPLOYERS =
      List.of(
          "business-license",
          "declaration-form",
          "dissolution-proof",
          "audit-notice",
          "case-file",
          "practice-licence");

  /** What the item's materials say about it. */
  static Subject of(CatalogueItem item) {
    if (item.material("roster").isPresent()) {
      return STAFF;
    }
    if (item.material("identity-card").isPresent()) {
      return PERSON;
    }
    return OF_EMPLOYERS.stream().anyMatch(code -> item.material(code).isPresent())
        ? EMPLOYER
        : AGENCY;
  }
}
