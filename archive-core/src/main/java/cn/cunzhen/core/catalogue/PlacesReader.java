package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.catalogue.CatalogueException.Located;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.Yaml;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the YAML of places: the regions, then the agencies in them. */
final class PlacesReader {
  private static final int MANY = 100_000;

  private final Faults faults = new Faults();
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final Map<String, Agency> agencies = new LinkedHashMap<>();

  private PlacesReader() {}

  static Places read(String file, byte[] yaml) {
    PlacesReader reader = new PlacesReader();
    JsonNode root = Yaml.tree(yaml, reader.faults);
    Form form = root == null ? null : Form.of(root, "", reader.faults);
    if (form != null) {
      form.objects("regions", 0, MANY).forEach(reader::region);
      form.objects("agencies", 0, MANY).forEach(reader::agency);
      form.close();
    }
    if (!reader.faults.none()) {
      throw new CatalogueException(
          file, reader.faults.list().stream().map(fault -> new Located("", fault)).toList());
    }
    return new Places(reader.regions, reader.agencies);
  }

  private void region(Form form) {
    String code = form.text("code", Region.CODE);
    Label name = CatalogueReader.label(form);
    form.close();
    if (code != null && name != null && regions.putIfAbsent(code, new Region(code, name)) != null) {
      form.fault("code", FaultCode.CODE_TAKEN);
    }
  }

  private void agency(Form form) {
    String code = form.text("code", Agency.CODE);
    String region = form.text("region", Region.CODE);
    Label name = CatalogueReader.label(form);
    form.close();
    if (region != null && !regions.containsKey(region)) {
      form.fault("region", FaultCode.UNKNOWN_REGION);
    }
    if (code != null
        && region != null
        && name != null
        && agencies.putIfAbsent(code, new Agency(code, region, name)) != null) {
      form.fault("code", FaultCode.CODE_TAKEN);
    }
  }
}
