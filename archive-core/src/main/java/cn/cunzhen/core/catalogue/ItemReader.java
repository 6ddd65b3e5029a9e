package cn.cunzhen.core.catalogue;

import static cn.cunzhen.core.catalogue.CatalogueReader.CODE;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Item.Risk;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.Retention.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a catalogue.
 *
 * @param version of the catalogue
 * @param categories by code
 * @param formats by code
 */
record ItemReader(String version, Map<String, Category> categories, Map<String, Format> formats) {
  private static final int MANY = 1_000;
  private static final TextRule ITEM_CODE =
      TextRule.shape("[A-Z]{2,4}-[0-9]{4}", FaultCode.BAD_CODE, "SI-0107");
  private static final TextRule MATERIAL_CODE =
      TextRule.shape("[a-z][a-z0-9]*(-[a-z0-9]+)*", FaultCode.BAD_CODE, "identity-card");
  private static final Map<String, Set<Part>> PARTS = parts();

  /** The item; null, and reported, where it lacks what an item can't be without. */
  @Nullable CatalogueItem read(Form form) {
    String code = form.text("code", ITEM_CODE);
    Label name = CatalogueReader.label(form);
    Category category = form.word("category", categories);
    Insurance insurance = form.word("insurance", Words.of(Insurance.values()));
    Period retention = form.word("retention", periods());
    boolean unconfirmed = form.flag("unconfirmed");
    Risk risk = form.word("risk", Words.of(Risk.values()));
    boolean commitment = form.flag("commitment");
    ProcessingTime time = time(form);
    Confidentiality confidentiality =
        form.word("confidentiality", Words.of(Confidentiality.values()));
    FileRules files = files(form);
    List<Integer> steps = form.words("steps", 1, MANY, Steps.BY_WORD);
    List<Material> materials = materials(form);
    form.close();
    if (code == null
        || name == null
        || category == null
        || insurance == null
        || retention == null
        || risk == null
        || time == null
        || confidentiality == null
        || files == null) {
      return null;
    }
    return new CatalogueItem(
        code,
        name,
        category,
        version,
        insurance,
        retention,
        unconfirmed,
        risk,
        commitment,
        time,
        confidentiality,
        files,
        materials,
        steps);
  }

  private @Nullable FileRules files(Form form) {
    List<Format> taken = form.words("formats", 1, MANY, formats);
    boolean empty = form.flag("emptyAllowed");
    boolean encrypted = form.flag("encryptedAllowed");
    BrokenSignature broken = form.word("brokenSignature", Words.of(BrokenSignature.values()));
    return broken == null ? null : new FileRules(taken, empty, encrypted, broken);
  }

  private static @Nullable ProcessingTime time(Form form) {
    String text = form.text("time", CODE);
    ProcessingTime time = text == null ? null : ProcessingTime.parse(text).orElse(null);
    if (text != null && time == null) {
      form.fault("time", FaultCode.BAD_PROCESSING_TIME);
    }
    return time;
  }

  private static List<Material> materials(Form form) {
    List<Material> materials = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (Form each : form.objects("materials", 1, MANY)) {
      Material material = material(each);
      if (material != null && !codes.add(material.code())) {
        each.fault("code", FaultCode.CODE_TAKEN);
      } else if (material != null) {
        materials.add(material);
      }
    }
    return materials;
  }

  private static @Nullable Material material(Form form) {
    String code = form.text("code", MATERIAL_CODE);
    Label name = CatalogueReader.label(form);
    Set<Part> parts = form.word("part", PARTS);
    boolean required = form.flag("required");
    boolean repeatable = form.flag("repeatable");
    boolean original = form.flag("original");
    boolean mustScan = form.flag("mustScan");
    Long pieces = form.optionalNumber("pieces", 1, 99);
    form.close();
    if (code == null || name == null || parts == null) {
      return null;
    }
    int count = pieces == null ? 1 : pieces.intValue();
    return new Material(code, name, parts, required, repeatable, original, mustScan, count);
  }

  private static Map<String, Period> periods() {
    Map<String, Period> periods = new LinkedHashMap<>();
    for (Period period : Period.values()) {
      periods.put(period.name(), period);
    }
    return periods;
  }

  private static Map<String, Set<Part>> parts() {
    Map<String, Set<Part>> parts = new LinkedHashMap<>();
    Words.of(Part.values()).forEach((word, part) -> parts.put(word, Set.of(part)));
    parts.put("any", EnumSet.allOf(Part.class));
    return parts;
  }
}
