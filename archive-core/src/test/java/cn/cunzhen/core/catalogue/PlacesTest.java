package cn.cunzhen.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  private static final String OWN =
      """
      regions:
        - {code: "110000", zh: 北京市, en: Beijing}
        - {code: "110101", zh: 东城区, en: Dongcheng District}
      agencies:
        - {code: 110101-SI, region: "110101", zh: 东城区社保, en: Dongcheng Centre}
      """;

  @Test
  void theBundledAgenciesServeBundledRegions() {
    Places places = Places.bundled();

    assertThat(places.region("460100").orElseThrow().name().zh()).isEqualTo("海口市");
    assertThat(places.agency("460100-SI").orElseThrow().name().zh()).isEqualTo("海口市社会保险服务中心");
    assertThat(places.agencies())
        .hasSizeGreaterThan(30)
        .allSatisfy(agency -> {
          assertThat(places.region(agency.region())).isPresent();
          assertThat(agency.code()).startsWith(agency.region());
        });
  }

  @Test
  void anOperatorsOwnPlacesReplaceThem() throws IOException {
    Places places = load(OWN);

    assertThat(places.region("110101").orElseThrow().name())
        .isEqualTo(new Label("东城区", "Dongcheng District"));
    assertThat(places.agency("110101-SI").orElseThrow().region()).isEqualTo("110101");
    assertThat(places.region("460100")).isEmpty();
    assertThat(places.regions()).extracting(Region::code).containsExactly("110000", "110101");
  }

  @Test
  void nothingNeedHaveAName() throws IOException {
    Places places = load("{regions: [], agencies: []}");

    assertThat(places.regions()).isEmpty();
    assertThat(places.agencies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'code: \"110101\"', 'code: \"110000\"', /regions/1/code, CODE_TAKEN",
    "'code: \"110101\"', 'code: \"11010\"', /regions/1/code, BAD_REGION",
    "'code: \"110101\"', 'code: 110101', /regions/1/code, NOT_TEXT",
    "'en: Beijing', 'en: \" \"', /regions/0/en, BLANK",
    "', en: Beijing', '', /regions/0/en, MISSING",
    "'en: Beijing', 'en: Beijing, fr: Pekin', /regions/0/fr, UNKNOWN_FIELD",
    "'region: \"110101\"', 'region: \"110102\"', /agencies/0/region, UNKNOWN_REGION",
    "'110101-SI', '-SI', /agencies/0/code, BAD_AGENCY",
    "'agencies:', 'offices:', /offices, UNKNOWN_FIELD",
    "'regions:', '[', '', MALFORMED_YAML"
  })
  void everyFaultIsNamedWhereItStands(String from, String to, String pointer, FaultCode code) {
    assertThat(OWN).contains(from);

    CatalogueException refused =
        catchThrowableOfType(CatalogueException.class, () -> load(OWN.replace(from, to)));

    assertThat(refused.faults())
        .anySatisfy(located -> {
          assertThat(located.fault().pointer()).isEqualTo(pointer == null ? "" : pointer);
          assertThat(located.fault().code()).isEqualTo(code);
        });
    assertThat(refused).hasMessageContaining("own.yaml");
  }

  private static Places load(String yaml) throws IOException {
    return Places.load("own.yaml", Bytes.utf8(yaml).stream());
  }
}
