package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.catalogue.CatalogueException.Located;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Yaml;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue's YAML: version, categories, formats, then the items one by one. */
final class CatalogueReader {
  static final TextRule NAME = TextRule.name(200);
  static final TextRule CODE = TextRule.identifier(64);

  private static final int MANY = 10_000;
  private static final TextRule CATEGORY_CODE =
      TextRule.shape("[A-Z]{1,8}", FaultCode.BAD_CODE, "ZJ");

  /** RFC 6838 §4.2, in the lower case in which media types are compared. */
  private static final TextRule MEDIA_TYPE =
      TextRule.shape(
          "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}",
          FaultCode.BAD_MEDIA_TYPE);

  private static final Pattern IN_ITEM = Pattern.compile("/items/([0-9]{1,6})(/|$)");

  private final Faults faults = new Faults();
  private final Map<String, Category> categories = new LinkedHashMap<>();
  private final Map<String, Format> formats = new LinkedHashMap<>();
  private final Map<String, CatalogueItem> items = new LinkedHashMap<>();

  private CatalogueReader() {
    formats.put(Format.ANY.code(), Format.ANY);
  }

  static Catalogue read(String file, byte[] yaml) {
    CatalogueReader reader = new CatalogueReader();
    JsonNode root = Yaml.tree(yaml, reader.faults);
    String version = root == null ? null : reader.catalogue(root);
    if (version == null || !reader.faults.none()) {
      throw new CatalogueException(file, located(reader.faults.list(), root));
    }
    return new Catalogue(version, reader.items.values());
  }

  private @Nullable String catalogue(JsonNode root) {
    Form form = Form.of(root, "", faults);
    if (form == null) {
      return null;
    }
    String version = form.text("version", CODE);
    form.objects("categories", 1, MANY).forEach(this::category);
    form.objects("formats", 0, MANY).forEach(this::format);
    ItemReader reader = new ItemReader(version == null ? "" : version, categories, formats);
    form.objects("items", 1, MANY).forEach(each -> item(reader, each));
    form.close();
    return version;
  }

  private void category(Form form) {
    String code = form.text("code", CATEGORY_CODE);
    Label name = label(form);
    form.close();
    if (code != null && name != null && categories.put(code, new Category(code, name)) != null) {
      form.fault("code", FaultCode.CODE_TAKEN);
    }
  }

  private void format(Form form) {
    String code = form.text("code", CODE);
    List<String> types = form.texts("mediaTypes", 1, MANY, MEDIA_TYPE);
    form.close();
    if (code != null && formats.put(code, new Format(code, Set.copyOf(types))) != null) {
      form.fault("code", FaultCode.CODE_TAKEN);
    }
  }

  private void item(ItemReader reader, Form form) {
    CatalogueItem item = reader.read(form);
    if (item != null && items.put(item.code(), item) != null) {
      form.fault("code", FaultCode.CODE_TAKEN);
    }
  }

  /** The label whose texts stand in {@code zh} and {@code en}. */
  static @Nullable Label label(Form form) {
    String zh = form.text("zh", NAME);
    String en = form.text("en", NAME);
    return zh == null || en == null ? null : new Label(zh, en);
  }

  /** The faults, each with the code of the item that it stands in. */
  private static List<Located> located(List<Fault> faults, @Nullable JsonNode root) {
    JsonNode items = root == null ? MissingNode.getInstance() : root.path("items");
    List<Located> located = new ArrayList<>();
    for (Fault fault : faults) {
      Matcher inItem = IN_ITEM.matcher(fault.pointer());
      JsonNode item =
          inItem.lookingAt()
              ? items.path(Integer.parseInt(inItem.group(1)))
              : MissingNode.getInstance();
      located.add(new Located(item.path("code").asText(""), fault));
    }
    return located;
  }
}
