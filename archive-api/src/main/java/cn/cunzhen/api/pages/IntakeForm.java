package cn.cunzhen.api.pages;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.catalogue.Agency;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.catalogue.Region;
import cn.cunzhen.core.record.Retention;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The form for a transaction that is handed in by hand, with what is known before anyone types.
 *
 * @param items all items of the catalogue
 * @param sources systems that the caller may submit for; {@code counter} where any will do
 * @param now the time of the clocks of the people that the archive serves, to the minute
 */
public record IntakeForm(
    List<CatalogueItem> items,
    List<String> sources,
    Collection<Agency> agencies,
    Collection<Region> regions,
    String agency,
    String region,
    String window,
    String now) {
  private static final String OWN_SOURCE = "counter";
  private static final int REGION_DIGITS = 6;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT).withZone(Retention.ZONE);

  public IntakeForm {
    items = List.copyOf(items);
    sources = List.copyOf(sources);
    agencies = List.copyOf(agencies);
    regions = List.copyOf(regions);
  }

  static IntakeForm of(Caller caller, Catalogue catalogue, Places places, Instant now) {
    String agency = Objects.requireNonNullElse(caller.agency(), "");
    return new IntakeForm(
        List.copyOf(catalogue.items()),
        caller.sourceSystems().contains("*")
            ? List.of(OWN_SOURCE)
            : caller.sourceSystems().stream().sorted().toList(),
        places.agencies(),
        places.regions(),
        agency,
        places.agency(agency).map(Agency::region).orElseGet(() -> region(agency)),
        Objects.requireNonNullElse(caller.window(), ""),
        MINUTE.format(now));
  }

  /** Codes of agencies that nobody has named begin with their region's, more often than not. */
  private static String region(String agency) {
    return agency.matches("\\d{6}.*") ? agency.substring(0, REGION_DIGITS) : "";
  }

  /** Whether the caller's own agency has a name to be chosen by. */
  public boolean agencyIsNamed() {
    return agencies.stream().anyMatch(each -> each.code().equals(agency));
  }

  /** Whether its region has. */
  public boolean regionIsNamed() {
    return regions.stream().anyMatch(each -> each.code().equals(region));
  }
}
