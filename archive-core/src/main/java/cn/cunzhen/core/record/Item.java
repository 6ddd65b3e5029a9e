package cn.cunzhen.core.record;

/**
 * A service item (事项) as it stood when the record was made.
 *
 * @param category the archival category that stands in the archive number
 * @param catalogueVersion the version of the catalogue that the item was taken from
 * @param commitment whether a notice-and-commitment letter takes the place of evidence
 */
public record Item(
    String code,
    String name,
    String category,
    String catalogueVersion,
    Risk risk,
    boolean commitment) {
  /** How closely a case of this item is looked at afterwards. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }
}
