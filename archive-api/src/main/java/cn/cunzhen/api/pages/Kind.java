package cn.cunzhen.api.pages;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Category;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sort of thing a record is about, for people who know no archival categories.
 *
 * @param code of the category; {@code other} where the item is not in the catalogue
 * @param picture its place in {@code kinds.svg}
 */
public record Kind(String code, String name, String picture) {
  private static final String OTHER = "other";

  /** By the letters of the bundled catalogue; a category of an operator's own is called its own. */
  private static final Map<String, MyText> PLAIN =
      Map.of(
          "GL", MyText.KIND_MANAGEMENT,
          "ZJ", MyText.KIND_CONTRIBUTIONS,
          "YL", MyText.KIND_PENSION,
          "YB", MyText.KIND_MEDICAL,
          "SY", MyText.KIND_UNEMPLOYMENT,
          "GS", MyText.KIND_INJURY,
          "YU", MyText.KIND_MATERNITY,
          "TJ", MyText.KIND_STATISTICS,
          "JH", MyText.KIND_AUDIT);

  /** The kind of a record of this item; null for one that the catalogue does not have. */
  static Kind of(@Nullable CatalogueItem item, View view) {
    if (item == null) {
      return new Kind(OTHER, view.t(MyText.KIND_OTHER), OTHER);
    }
    Category category = item.category();
    MyText plain = PLAIN.get(category.code());
    return plain == null
        ? new Kind(category.code(), view.label(category.name()), OTHER)
        : new Kind(category.code(), view.t(plain), category.code());
  }
}
