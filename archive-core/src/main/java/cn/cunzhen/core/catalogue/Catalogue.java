package cn.cunzhen.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The service items of an archive, in one version. Immutable. */
public final class Catalogue {
  private static final String BUNDLED = "items.yaml";

  private final String version;
  private final Map<String, CatalogueItem> items;

  Catalogue(String version, Collection<CatalogueItem> items) {
    this.version = version;
    Map<String, CatalogueItem> byCode = new LinkedHashMap<>();
    items.forEach(item -> byCode.put(item.code(), item));
    this.items = Collections.unmodifiableMap(byCode);
  }

  /** The catalogue that comes with the archive. */
  public static Catalogue bundled() {
    try (InputStream yaml = Catalogue.class.getResourceAsStream(BUNDLED)) {
      if (yaml == null) {
        throw new IllegalStateException("the archive was built without its catalogue");
      }
      return load(BUNDLED, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue that comes with the archive", e);
    }
  }

  /**
   * Reads a catalogue, for instance an operator's own.
   *
   * @param file its name, for messages
   * @param yaml in UTF-8; the caller closes it
   * @throws CatalogueException with every fault in it
   */
  public static Catalogue load(String file, InputStream yaml) throws IOException {
    return CatalogueReader.read(file, yaml.readAllBytes());
  }

  public String version() {
    return version;
  }

  public Optional<CatalogueItem> item(String code) {
    return Optional.ofNullable(items.get(code));
  }

  /** All items, in the order of the file. */
  public Collection<CatalogueItem> items() {
    return items.values();
  }
}
