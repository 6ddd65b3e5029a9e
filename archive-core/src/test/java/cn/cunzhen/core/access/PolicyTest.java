package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Confidentiality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Who may do what: every case there is, against a table that a person has read, and what must hold
 * whatever the table says.
 */
class PolicyTest {
  private static final List<Grounds> GROUNDS =
      List.of(
          new Grounds(false, false),
          new Grounds(true, false),
          new Grounds(false, true),
          new Grounds(true, true));

  private static final Set<Action> CONTENT =
      EnumSet.of(Action.FILE, Action.PAGE, Action.COPY, Action.PACKAGE);

  private record Case(
      Role role, Relation relation, Confidentiality confidentiality, Action action) {
    Decision by(Grounds grounds) {
      return Policy.decide(role, relation, confidentiality, action, grounds);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Confidentiality confidentiality : Confidentiality.values()) {
        for (Relation relation : Relation.values()) {
          for (Action action : Action.values()) {
            cases.add(new Case(role, relation, confidentiality, action));
          }
        }
      }
    }
    return cases;
  }

  private static boolean shows(Decision decision) {
    return decision.isYes();
  }

  /** How much more one sees by this decision than by another. */
  private static int rank(Decision decision) {
    return switch (decision) {
      case FORBIDDEN, HIDDEN -> 0;
      case NEEDS_PURPOSE, NEEDS_GRANT, NEEDS_WARRANT, CONCERNS_OTHERS -> 1;
      case MASKED, PART -> 2;
      case ALLOWED -> 3;
    };
  }

  /**
   * A line for each role, class and action, and for the relations that make no difference there:
   * the decision without anything, with a purpose, with a grant, with both; once where it is always
   * the same.
   */
  private static String table() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Case each : cases()) {
      List<String> decisions =
          GROUNDS.stream().map(grounds -> word(each.by(grounds))).distinct().count() == 1
              ? List.of(word(each.by(GROUNDS.getFirst())))
              : GROUNDS.stream().map(grounds -> word(each.by(grounds))).toList();
      String line =
          "%s %s %s %%s: %s"
              .formatted(
                  each.role().word(),
                  word(each.confidentiality()),
                  each.action().word(),
                  String.join(" | ", decisions));
      lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(word(each.relation()));
    }
    return lines.entrySet().stream()
        .map(line -> line.getKey().formatted(relations(line.getValue())) + "\n")
        .collect(Collectors.joining());
  }

  private static String relations(List<String> words) {
    return words.size() == Relation.values().length ? "any" : String.join(",", words);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void everyCaseIsAsTheTableSays() throws IOException {
    Path written = Files.writeString(Path.of("target/policy.txt"), table());

    assertThat(Path.of("src/test/resources/cn/cunzhen/core/access/policy.txt"))
        .hasSameTextualContentAs(written);
  }

  @Test
  void whoeverBringsMoreSeesNoLess() {
    for (Case each : cases()) {
      int nothing = rank(each.by(GROUNDS.get(0)));
      int purpose = rank(each.by(GROUNDS.get(1)));
      int grant = rank(each.by(GROUNDS.get(2)));
      int both = rank(each.by(GROUNDS.get(3)));
      assertThat(purpose).as("%s", each).isBetween(nothing, both);
      assertThat(grant).as("%s", each).isBetween(nothing, both);
    }
  }

  @Test
  void ofASensitiveRecordNobodySeesMoreThanOfAnother() {
    for (Case each : cases()) {
      Case normal = new Case(each.role(), each.relation(), Confidentiality.NORMAL, each.action());
      for (Grounds grounds : GROUNDS) {
        assertThat(rank(each.by(grounds)))
            .as("%s %s", each, grounds)
            .isLessThanOrEqualTo(rank(normal.by(grounds)));
      }
    }
  }

  @Test
  void aCitizenOrEmployerLearnsNothingOfAStrangersRecord() {
    for (Case each : cases()) {
      boolean part = each.relation() == Relation.PART_HOLDER && each.role() == Role.CITIZEN;
      boolean own =
          part || each.relation() == Relation.HOLDER || each.relation() == Relation.GUARDIAN;
      boolean holder = each.role() == Role.CITIZEN || each.role() == Role.EMPLOYER;
      if (holder && !own) {
        for (Grounds grounds : GROUNDS) {
          assertThat(each.by(grounds)).as("%s", each).isIn(Decision.HIDDEN, Decision.FORBIDDEN);
        }
      }
    }
  }

  @Test
  void whoHoldsAPartSeesNoMoreThanThatOfWhatAHolderSees() {
    for (Case each : cases()) {
      if (each.role() == Role.CITIZEN && each.relation() == Relation.PART_HOLDER) {
        Case whole = new Case(each.role(), Relation.HOLDER, each.confidentiality(), each.action());
        for (Grounds grounds : GROUNDS) {
          assertThat(shows(each.by(grounds)) && !shows(whole.by(grounds))).as("%s", each).isFalse();
          assertThat(each.by(grounds)).as("%s", each).isNotIn(Decision.ALLOWED, Decision.MASKED);
        }
      } else {
        for (Grounds grounds : GROUNDS) {
          assertThat(each.by(grounds))
              .as("%s", each)
              .isNotIn(Decision.PART, Decision.CONCERNS_OTHERS);
        }
      }
    }
  }

  @Test
  void whatHoldsARecordWholeIsNotForWhoHoldsAPart() {
    for (Action action :
        List.of(Action.FILE, Action.PACKAGE, Action.PROOF, Action.REPORT, Action.ACCESS_PROOF)) {
      for (Confidentiality confidentiality : Confidentiality.values()) {
        Case each = new Case(Role.CITIZEN, Relation.PART_HOLDER, confidentiality, action);
        assertThat(shows(each.by(new Grounds(true, true)))).as("%s", each).isFalse();
      }
    }
  }

  @Test
  void aClerkReadsContentForAPurposeAloneAndWhatIsSensitiveByAGrantAsWell() {
    for (Case each : cases()) {
      if (each.role() == Role.CLERK && CONTENT.contains(each.action())) {
        assertThat(shows(each.by(new Grounds(false, true)))).as("%s", each).isFalse();
        if (each.confidentiality() == Confidentiality.SENSITIVE) {
          assertThat(shows(each.by(new Grounds(true, false)))).as("%s", each).isFalse();
        }
      }
    }
  }

  @Test
  void anAuditorReadsContentByWarrantAlone() {
    for (Case each : cases()) {
      if (each.role() == Role.AUDITOR && CONTENT.contains(each.action())) {
        assertThat(shows(each.by(new Grounds(true, false)))).as("%s", each).isFalse();
      }
    }
  }

  @Test
  void sourcesAndOperatorsReadNothing() {
    for (Case each : cases()) {
      if (each.role() == Role.SOURCE || each.role() == Role.OPERATOR) {
        for (Grounds grounds : GROUNDS) {
          assertThat(each.by(grounds)).as("%s", each).isEqualTo(Decision.FORBIDDEN);
        }
      }
    }
  }
}
