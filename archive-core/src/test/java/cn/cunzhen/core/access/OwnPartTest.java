package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.SampleRecords;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is left of a record for who holds but a part of it. */
class OwnPartTest {
  private static final Holder MINE = holder("王小明", "460100199003074518", "2-3,5");
  private static final Holder WARD = holder("王小妹", "460100201503074511", "7");
  private static final Holder OTHER = holder("李四光", "460100198001010010", "1,4,6-8");
  private static final Holder EMPLOYER =
      new Holder("海风有限公司", IdType.USCC, "91460000MA5T00000C", null, null);

  private static Holder holder(String name, String number, @Nullable String pages) {
    return new Holder(name, IdType.RESIDENT_ID, number, "参保人", pages);
  }

  private static ArchivedFile file(Part part, int n, String name, String mediaType) {
    ArchivedFile file = SampleRecords.file(part, n, name);
    return new ArchivedFile(
        file.path(),
        part,
        file.material(),
        "李四光的材料",
        name,
        mediaType,
        mediaType,
        file.size(),
        file.sha256(),
        file.sm3(),
        file.origin());
  }

  private static OwnPart part(List<ArchivedFile> files, Holder... wards) {
    ArchivalRecord record = SampleRecords.heldBy(List.of(EMPLOYER, OTHER, MINE, WARD), files);
    Set<Person> stoodFor =
        Set.copyOf(
            List.of(wards).stream().map(ward -> new Person(ward.idType(), ward.number())).toList());
    Person me = new Person(MINE.idType(), MINE.number());
    return OwnPart.of(new Caller("me", Role.CITIZEN, me, null, null, Set.of(), stoodFor), record);
  }

  @Test
  void nothingInItIsOfAnybodyElse() {
    OwnPart part =
        part(
            List.of(
                file(Part.PROCESS, 1, "李四光.pdf", "application/pdf"),
                file(Part.APPLICATION, 2, "李四光等.pdf", "application/pdf"),
                file(Part.APPLICATION, 3, "李四光身份证.jpg", "image/jpeg")));

    assertThat(part.others()).isEqualTo(3);
    assertThat(part.record().holders()).containsExactly(MINE);
    assertThat(part.record().toString())
        .doesNotContain("李四光", "460100198001010010", "海风", "91460000MA5T00000C", "王小妹")
        .doesNotContain("T1024", "当场办结", "ponmlkjihgfedcba9876543210", "003.jpg");
    assertThat(part.record().files().get(1).submittedName()).isEqualTo("002.pdf");
  }

  @Test
  void whoStandsForAnotherHasThatPartToo() {
    OwnPart part = part(List.of(), WARD);

    assertThat(part.record().holders()).containsExactly(MINE, WARD);
    assertThat(part.others()).isEqualTo(2);
    assertThat(part.pages(8)).containsExactly(2, 3, 5, 7);
  }

  @Test
  void thePagesAreThoseOfTheFirstFileHandedInThatHasSomeOfItsOwn() {
    ArchivedFile table = file(Part.APPLICATION, 1, "a.xlsx", "application/vnd.ms-excel");
    ArchivedFile text = file(Part.APPLICATION, 2, "b.txt", "text/plain");
    ArchivedFile result = file(Part.RESULT, 3, "c.pdf", "application/pdf");
    ArchivedFile scan = file(Part.APPLICATION, 4, "d.tif", "image/tiff");
    ArchivedFile pdf = file(Part.APPLICATION, 5, "e.pdf", "application/pdf");
    ArchivedFile ofd = file(Part.APPLICATION, 6, "f.ofd", "application/ofd");

    assertThat(part(List.of(table, text, result, scan, pdf)).form()).isEqualTo(4);
    assertThat(part(List.of(result, pdf)).form()).isEqualTo(2);
    assertThat(part(List.of(ofd)).form()).isEqualTo(1);
    OwnPart none = part(List.of(table, text, result));
    assertThat(none.form()).isZero();
    for (int n = 0; n <= 4; n++) {
      assertThat(none.shows(n)).isFalse();
    }
  }

  @Test
  void aFormThatEndsBeforeAnybodysPagesIsNotTheForm() {
    OwnPart part = part(List.of(file(Part.APPLICATION, 1, "a.pdf", "application/pdf")));

    assertThat(part.pages(8)).containsExactly(2, 3, 5);
    assertThat(part.pages(9)).containsExactly(2, 3, 5);
    assertThat(part.pages(7)).isEmpty();
    assertThat(part.pages(0)).isEmpty();
  }

  @Test
  void onlyPagesThatAreStatedAreShown() {
    OwnPart part = part(List.of());

    assertThat(part.shows(IntStream.of(2, 3, 5))).isTrue();
    for (int other : new int[] {0, 1, 4, 6, 7, -2, 23, 99_999}) {
      assertThat(part.shows(IntStream.of(2, other))).as("%d", other).isFalse();
    }
  }

  @Test
  void whatNobodyCanReadStatesNoPages() {
    for (String odd : List.of("0", "3-2", "0-0", "", ",", "x", "2-", "-2", "２")) {
      Holder mine = holder(MINE.name(), MINE.number(), odd);
      ArchivalRecord record = SampleRecords.heldBy(List.of(mine, OTHER), List.of());
      Person me = new Person(mine.idType(), mine.number());
      Caller caller = new Caller("me", Role.CITIZEN, me, null, null, Set.of());

      assertThat(Relation.of(caller, record)).as(odd).isEqualTo(Relation.PART_HOLDER);
      assertThat(OwnPart.of(caller, record).pages(8)).as(odd).isEmpty();
    }
  }
}
