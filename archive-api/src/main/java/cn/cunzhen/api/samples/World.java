package cn.cunzhen.api.samples;

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

  /**
   * A city or county.
   *
   * @param code GB/T 2260
   * @param shortName as it stands in the names of enterprises
   * @param windows how many its hall has
   * @param districts code and name, separated by a blank
   */
  record Region(String code, String name, String shortName, int windows, List<String> districts) {}

  static World load() {
    return Yaml.read("world.yaml", new TypeReference<>() {});
  }
}
