package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Item;
import cn.cunzhen.core.record.Retention;
import java.util.List;
import java.util.Optional;

/**
 * A service item (事项) with all that it asks for.
 *
 * @param catalogueVersion the version of the catalogue that it stands in
 * @param unconfirmed whether the source of its retention period is yet to be confirmed
 * @param commitment whether a notice-and-commitment letter takes the place of evidence
 * @param confidentiality what its records are at least
 * @param steps codes of the process steps that a transaction is expected to show
 */
public record CatalogueItem(
    String code,
    Label name,
    Category category,
    String catalogueVersion,
    Insurance insurance,
    Retention.Period retention,
    boolean unconfirmed,
    Item.Risk risk,
    boolean commitment,
    ProcessingTime time,
    Confidentiality confidentiality,
    FileRules files,
    List<Material> materials,
    List<Integer> steps) {
  public CatalogueItem {
    materials = List.copyOf(materials);
    steps = List.copyOf(steps);
  }

  public Optional<Material> material(String materialCode) {
    return materials.stream().filter(each -> each.code().equals(materialCode)).findFirst();
  }

  /** What a record keeps of it. */
  public Item forRecord() {
    return new Item(code, name.zh(), category.code(), catalogueVersion, risk, commitment);
  }
}
