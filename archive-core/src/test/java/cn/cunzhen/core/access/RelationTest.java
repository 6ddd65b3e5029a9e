package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.SampleRecords;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a caller is to a record. */
class RelationTest {
  private static final Person EMPLOYER = new Person(IdType.USCC, "91460000MA5T000000");
  private static final Person HOLDER = new Person(IdType.RESIDENT_ID, "460100199001010010");
  private static final Person STRANGER = new Person(IdType.RESIDENT_ID, "460100199001010029");
  private static final Person SAME_NUMBER = new Person(IdType.PASSPORT, "460100199001010010");

  private static final ArchivalRecord RECORD = held(by(HOLDER, null), by(EMPLOYER, null));

  private static ArchivalRecord held(Holder... holders) {
    return SampleRecords.heldBy(List.of(holders), List.of());
  }

  private static Holder by(Person person, @Nullable String pages) {
    return new Holder("某", person.idType(), person.number(), null, pages);
  }

  private static Relation of(Role role, @Nullable Person person, Person... wards) {
    return to(RECORD, role, person, wards);
  }

  private static Relation to(
      ArchivalRecord record, Role role, @Nullable Person person, Person... wards) {
    return Relation.of(new Caller("x", role, person, null, null, Set.of(), Set.of(wards)), record);
  }

  private static Relation at(@Nullable String agency) {
    return Relation.of(new Caller("x", Role.CLERK, null, agency, null, Set.of()), RECORD);
  }

  @Test
  void whoeverHasTheNumberOfAHolderHoldsIt() {
    assertThat(of(Role.CITIZEN, HOLDER)).isEqualTo(Relation.HOLDER);
    assertThat(of(Role.CITIZEN, HOLDER, HOLDER)).isEqualTo(Relation.HOLDER);
    assertThat(of(Role.EMPLOYER, EMPLOYER)).isEqualTo(Relation.HOLDER);
    assertThat(of(Role.CITIZEN, STRANGER)).isEqualTo(Relation.STRANGER);
    assertThat(of(Role.CITIZEN, SAME_NUMBER)).isEqualTo(Relation.STRANGER);
  }

  @Test
  void whoeverStandsForAHolderIsItsGuardian() {
    assertThat(of(Role.CITIZEN, STRANGER, SAME_NUMBER, HOLDER)).isEqualTo(Relation.GUARDIAN);
    assertThat(of(Role.CITIZEN, STRANGER, SAME_NUMBER)).isEqualTo(Relation.STRANGER);
  }

  @Test
  void whoStandsOnSomePagesOfAFormThatConcernsManyHoldsAPart() {
    ArchivalRecord form =
        held(by(EMPLOYER, "1"), by(HOLDER, "2"), by(STRANGER, "3"), by(SAME_NUMBER, null));

    assertThat(to(form, Role.CITIZEN, HOLDER)).isEqualTo(Relation.PART_HOLDER);
    assertThat(to(form, Role.CITIZEN, SAME_NUMBER)).isEqualTo(Relation.HOLDER);
    assertThat(to(form, Role.EMPLOYER, EMPLOYER)).isEqualTo(Relation.HOLDER);
    assertThat(to(form, Role.CITIZEN, STRANGER, HOLDER)).isEqualTo(Relation.PART_HOLDER);
    assertThat(to(form, Role.CITIZEN, HOLDER, SAME_NUMBER)).isEqualTo(Relation.GUARDIAN);
    assertThat(to(form, Role.CITIZEN, new Person(IdType.PERMIT, "1"), HOLDER))
        .isEqualTo(Relation.PART_HOLDER);
  }

  @Test
  void whoStandsThereAloneOrIsNamedWithoutPagesTooHoldsAllOfIt() {
    assertThat(to(held(by(HOLDER, "1"), by(HOLDER, "2")), Role.CITIZEN, HOLDER))
        .isEqualTo(Relation.HOLDER);
    assertThat(to(held(by(HOLDER, "1"), by(STRANGER, "2"), by(HOLDER, null)), Role.CITIZEN, HOLDER))
        .isEqualTo(Relation.HOLDER);
  }

  @Test
  void onlyACitizenStandsForSomebody() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(Role.CLERK, null, HOLDER));
    assertThatIllegalArgumentException().isThrownBy(() -> of(Role.EMPLOYER, STRANGER, HOLDER));
  }

  @Test
  void anAgencyIsNearToWhatItCompleted() {
    assertThat(at("460100-SI")).isEqualTo(Relation.OWN_AGENCY);
    assertThat(at("460100-MI")).isEqualTo(Relation.STRANGER);
    assertThat(at(null)).isEqualTo(Relation.STRANGER);
  }
}
