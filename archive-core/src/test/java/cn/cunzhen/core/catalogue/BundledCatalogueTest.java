package cn.cunzhen.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Item;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.Retention.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledCatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  @Test
  void itIsVersioned() {
    assertThat(CATALOGUE.version()).isEqualTo("2026.1");
    assertThat(CATALOGUE.items()).allMatch(item -> item.catalogueVersion().equals("2026.1"));
  }

  @Test
  void itHasItemsOfAllNineClasses() {
    Set<String> classes =
        CATALOGUE.items().stream().map(item -> item.category().code()).collect(Collectors.toSet());

    assertThat(CATALOGUE.items()).hasSizeGreaterThanOrEqualTo(36);
    assertThat(classes)
        .containsExactlyInAnyOrder("GL", "ZJ", "YL", "YB", "SY", "GS", "YU", "TJ", "JH");
  }

  @Test
  void backPaymentByCommitmentIsAsTheContractSays() {
    CatalogueItem item = item("SI-0107");

    assertThat(item.commitment()).isTrue();
    assertThat(item.files().takes("application/x-anything")).isTrue();
    assertThat(item.files().emptyAllowed()).isFalse();
    assertThat(item.files().encryptedAllowed()).isFalse();
    assertThat(item.files().brokenSignature()).isEqualTo(BrokenSignature.RECORD);
    assertThat(item.materials())
        .extracting(Material::code)
        .containsExactly(
            "commitment-letter", "identity-card", "detail-form", "approval-form", "supporting");
    assertThat(required(item)).containsExactly("commitment-letter");
    assertThat(item.materials().subList(1, 5)).allMatch(Material::repeatable);
    assertThat(item.materials())
        .allMatch(material -> material.parts().equals(EnumSet.allOf(Part.class)));
  }

  @ParameterizedTest
  @CsvSource({
    "SI-0201, Y", "SI-0204, D100", "SI-0209, D100", "SI-0213, D10", "SI-0210, D50",
    "SI-0214, D50", "SI-0101, D50", "SI-0105, D50", "SI-0106, D50", "SI-0107, D50",
    "SI-0301, D50", "SI-0308, D30", "MI-0402, D10", "MI-0403, D30", "MI-0408, Y",
    "SI-0502, D10", "SI-0504, D10", "SI-0501, D10", "SI-0506, D30", "SI-0601, D10",
    "SI-0602, D50", "SI-0607, D50", "SI-0605, D50", "SI-0606, D50", "MI-0703, D10",
    "MI-0702, D10", "MI-0704, D30", "SI-0801, Y", "SI-0802, D30", "SI-0803, D10",
    "SI-0901, D30", "SI-0902, D30", "SI-0903, Y"
  })
  void recordsAreKeptAsLongAsTheScheduleSays(String code, Period period) {
    assertThat(item(code).retention()).isEqualTo(period);
  }

  @Test
  void periodsWithoutAConfirmedSourceAreMarked() {
    assertThat(ofClass("ZJ")).allMatch(CatalogueItem::unconfirmed);
    assertThat(ofClass("YL")).allMatch(CatalogueItem::unconfirmed);
    assertThat(item("SI-0903").unconfirmed()).isTrue();
    assertThat(ofClass("GL")).noneMatch(CatalogueItem::unconfirmed);
    assertThat(ofClass("TJ")).noneMatch(CatalogueItem::unconfirmed);
  }

  @ParameterizedTest
  @CsvSource({"SI-0602", "SI-0603", "SI-0604", "MI-0402", "MI-0404", "MI-0701"})
  void recordsOfInjuryAndIllnessAreSensitive(String code) {
    assertThat(item(code).confidentiality()).isEqualTo(Confidentiality.SENSITIVE);
  }

  @Test
  void everyItemIsReceivedAndCompleted() {
    for (CatalogueItem item : CATALOGUE.items()) {
      assertThat(item.steps()).as(item.code()).startsWith(1).endsWith(4);
    }
  }

  @Test
  void everyNameIsInBothLanguages() {
    for (CatalogueItem item : CATALOGUE.items()) {
      List<Label> names = new ArrayList<>(item.materials().stream().map(Material::name).toList());
      names.add(item.name());
      names.add(item.category().name());

      assertThat(names).as(item.code()).allMatch(name -> name.zh().matches(".*\\p{IsHan}.*"));
      assertThat(names).as(item.code()).noneMatch(name -> name.en().matches(".*\\p{IsHan}.*"));
    }
  }

  @Test
  void aRecordKeepsWhatItNeedsOfAnItem() {
    assertThat(item("SI-0107").forRecord())
        .isEqualTo(
            new Item("SI-0107", "社会保险费补缴（三个月内，告知承诺）", "ZJ", "2026.1", Item.Risk.MEDIUM, true));
  }

  @Test
  void anItemThatIsNotThereIsEmpty() {
    assertThat(CATALOGUE.item("SI-9999")).isEmpty();
  }

  private static CatalogueItem item(String code) {
    return CATALOGUE.item(code).orElseThrow();
  }

  private static Collection<CatalogueItem> ofClass(String category) {
    return CATALOGUE.items().stream()
        .filter(item -> item.category().code().equals(category))
        .toList();
  }

  private static List<String> required(CatalogueItem item) {
    return item.materials().stream().filter(Material::required).map(Material::code).toList();
  }
}
