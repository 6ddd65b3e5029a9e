package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.catalogue.Agency;
import cn.cunzhen.core.catalogue.Label;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.catalogue.Region;
import java.util.Optional;

/** Regions and agencies by name in one language; a code without a name stands for itself. */
public record PlaceNames(Places places, Language language) {
  public String region(String code) {
    return name(places.region(code).map(Region::name), code);
  }

  public String agency(String code) {
    return name(places.agency(code).map(Agency::name), code);
  }

  private String name(Optional<Label> label, String code) {
    return label.map(known -> language.choose(known.zh(), known.en())).orElse(code);
  }
}
