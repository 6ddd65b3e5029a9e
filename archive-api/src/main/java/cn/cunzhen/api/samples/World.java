package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.Places;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;

/**
 * The province in which the samples happen, from {@code world.yaml}.
 *
 * @param mark the character that stands for the province
 * @param surnames separated by blanks, as the given names' characters are
 */
record World(
    String province,
    String mark,
    String surnames,
    String maleNames,
    String femaleNames,
    List<String> foreigners,
    List<String> streets,
    List<String> trades,
    List<String> businesses,
    List<String> forms,
    List<String> posts,
    List<String> banks,
    List<String> hospitals,
    List<String> diagnoses,
    List<String> reasons,
    List<Region> regions) {

  private static final Places PLACES = Places.bundled();

  /**
   * A city or county.
   *
   * @param code GB/T 2260
   * @param shortName as it stands in the names of enterprises
   * @param windows how many its hall has
   * @param districts code and name, separated by a blank
   */
  record Region(String code, String shortName, int windows, List<String> districts) {
    Region {
      districts = districts.stream().map(Region::district).toList();
    }

    String name() {
      return name(code);
    }

    private static String district(String written) {
      return written.contains(" ") ? written : written + " " + name(written);
    }

    private static String name(String code) {
      return PLACES.region(code).orElseThrow().name().zh();
    }
  }

  static World load() {
    return Yaml.read("world.yaml", new TypeReference<>() {});
  }

  /** What the agency of this code is called. */
  static String agency(String code) {
    return PLACES.agency(code).orElseThrow().name().zh();
  }
}
