package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Material;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Part;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what a submission brings, file after file, against the item's list of materials. */
final class MaterialCount {
  private final CatalogueItem item;
  private final Set<String> seen = new HashSet<>();

  MaterialCount(CatalogueItem item) {
    this.item = item;
  }

  /**
   * Counts one file or citation.
   *
   * @param part where it stands; null where that is unknown or does not matter
   */
  void add(Form form, String code, @Nullable Part part) {
    Material material = item.material(code).orElse(null);
    if (material == null) {
      form.fault("material", FaultCode.UNKNOWN_MATERIAL);
      return;
    }
    if (!seen.add(code) && !material.repeatable()) {
      form.fault("material", FaultCode.MATERIAL_REPEATED);
    }
    if (part != null && !material.parts().contains(part)) {
      String parts =
          material.parts().stream().sorted().map(Words::of).collect(Collectors.joining(", "));
      form.fault("part", FaultCode.WRONG_PART, parts);
    }
  }

  /** Names every required material that did not come. */
  void close(Form submission) {
    item.materials().stream()
        .filter(material -> material.required() && !seen.contains(material.code()))
        .forEach(
            material -> submission.fault("files", FaultCode.MATERIAL_MISSING, material.code()));
  }
}
