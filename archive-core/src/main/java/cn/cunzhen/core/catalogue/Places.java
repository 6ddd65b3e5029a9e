package cn.cunzhen.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the regions and agencies that an archive serves are called. Immutable. */
public final class Places {
  private static final String BUNDLED = "places.yaml";

  private final Map<String, Region> regions;
  private final Map<String, Agency> agencies;

  Places(Map<String, Region> regions, Map<String, Agency> agencies) {
    this.regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
    this.agencies = Collections.unmodifiableMap(new LinkedHashMap<>(agencies));
  }

  /** Those that come with the archive. */
  public static Places bundled() {
    try (InputStream yaml = Places.class.getResourceAsStream(BUNDLED)) {
      if (yaml == null) {
        throw new IllegalStateException("the archive was built without its places");
      }
      return load(BUNDLED, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("the places that come with the archive", e);
    }
  }

  /**
   * Reads the places of an operator.
   *
   * @param file its name, for messages
   * @param yaml in UTF-8; the caller closes it
   * @throws CatalogueException with every fault in it
   */
  public static Places load(String file, InputStream yaml) throws IOException {
    return PlacesReader.read(file, yaml.readAllBytes());
  }

  /** The region of this code; empty where it has no name here. */
  public Optional<Region> region(String code) {
    return Optional.ofNullable(regions.get(code));
  }

  /** The agency of this code; empty where it has no name here. */
  public Optional<Agency> agency(String code) {
    return Optional.ofNullable(agencies.get(code));
  }

  /** All regions, in the order of the file. */
  public Collection<Region> regions() {
    return regions.values();
  }

  /** All agencies, in the order of the file. */
  public Collection<Agency> agencies() {
    return agencies.values();
  }
}
