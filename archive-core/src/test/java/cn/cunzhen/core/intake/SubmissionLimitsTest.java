package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "/sourceSystem, 64",
    "/transactionId, 128",
    "/window, 64",
    "/handler, 64",
    "/holders/0/name, 200",
    "/holders/0/role, 64",
    "/process/0/name, 200",
    "/process/0/actor, 200",
    "/process/0/remark, 2000",
    "/files/0/name, 128",
    "/files/0/fileName, 255",
    "/files/0/title, 200"
  })
  void aTextHasItsLengthInCharacters(String pointer, int limit) {
    JsonNode longest = TextNode.valueOf("𠮷".repeat(limit));
    JsonNode longer = TextNode.valueOf("𠮷".repeat(limit + 1));

    assertThat(Submissions.read(Submissions.with(Submissions.FULL, pointer, longest)))
        .isInstanceOf(SubmissionVerdict.Valid.class);
    assertThat(Submissions.faults(Submissions.with(Submissions.FULL, pointer, longer)))
        .containsExactly(Fault.of(pointer, FaultCode.TOO_LONG, limit));
  }

  @Test
  void aSubmissionConcernsUpToAThousandHolders() {
    ObjectNode json = Submissions.sample(tree -> holders(tree, 1_000));

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
    holders(json, 1_001);
    assertThat(Submissions.faults(json))
        .containsExactly(Fault.of("/holders", FaultCode.TOO_MANY, 1_000));
  }

  @Test
  void aSubmissionHasUpTo500Files() {
    ObjectNode json = Submissions.sample(tree -> files(tree, 500));

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
    files(json, 501);
    assertThat(Submissions.faults(json))
        .containsExactly(Fault.of("/files", FaultCode.TOO_MANY, 500));
  }

  @Test
  void tenThousandFilesAreOneFault() {
    ObjectNode json = Submissions.sample(tree -> files(tree, 10_000));

    assertThat(Submissions.faults(json))
        .containsExactly(Fault.of("/files", FaultCode.TOO_MANY, 500));
  }

  @Test
  void theJsonHasItsLength() {
    Limits limits = new Limits(1_000, 10, 10, 10, 100);
    String padded = Submissions.SAMPLE.strip() + " ".repeat(1_000);
    Bytes right = Bytes.of(Arrays.copyOf(Bytes.utf8(padded).toArray(), 1_000));
    Bytes longer = Bytes.of(Arrays.copyOf(Bytes.utf8(padded).toArray(), 1_001));

    assertThat(intake(limits).read(right)).isInstanceOf(SubmissionVerdict.Valid.class);
    assertThat(intake(limits).read(longer))
        .isEqualTo(
            new SubmissionVerdict.Refused(
                List.of(Fault.of("", FaultCode.SUBMISSION_TOO_LARGE, 1_000))));
  }

  @Test
  void declaredBytesHaveTheirLimits() {
    Limits limits = new Limits(10_000, 10, 10, 10, 15);
    ObjectNode json = Submissions.sample(tree -> files(tree, 2));
    Submissions.object(json, "/files/0").put("size", 10);
    Submissions.object(json, "/files/1").put("size", 5);

    assertThat(intake(limits).read(Bytes.utf8(json.toString())))
        .isInstanceOf(SubmissionVerdict.Valid.class);
    Submissions.object(json, "/files/1").put("size", 6);
    assertThat(intake(limits).read(Bytes.utf8(json.toString())))
        .isEqualTo(
            new SubmissionVerdict.Refused(
                List.of(Fault.of("/files", FaultCode.FILES_TOO_LARGE, 15))));
    Submissions.object(json, "/files/1").put("size", 11);
    assertThat(intake(limits).read(Bytes.utf8(json.toString())))
        .isEqualTo(
            new SubmissionVerdict.Refused(
                List.of(Fault.of("/files/1/size", FaultCode.FILE_TOO_LARGE, 10))));
  }

  @Test
  void aTimeMayBeFiveMinutesAhead() {
    ObjectNode json = Submissions.sample(tree -> {});

    assertThat(Submissions.read(json.put("completedAt", "2026-11-21T10:05:00+08:00")))
        .isInstanceOf(SubmissionVerdict.Valid.class);
    assertThat(Submissions.faults(json.put("completedAt", "2026-11-21T02:05:00.000000001Z")))
        .containsExactly(Fault.of("/completedAt", FaultCode.TIME_IN_FUTURE));
  }

  @Test
  void theFirstTimeIsTheFirstDayOfTheRepublic() {
    ObjectNode json = Submissions.sample(tree -> {});

    assertThat(Submissions.read(json.put("acceptedAt", "1949-10-01T00:00:00+08:00")))
        .isInstanceOf(SubmissionVerdict.Valid.class);
    assertThat(Submissions.faults(json.put("acceptedAt", "1949-09-30T23:59:59.999+08:00")))
        .containsExactly(Fault.of("/acceptedAt", FaultCode.TIME_TOO_EARLY));
  }

  @Test
  void itMayBeCompletedTheMomentItIsAccepted() {
    ObjectNode json = Submissions.sample(tree -> tree.put("completedAt", "2026-11-21T01:12:00Z"));

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
  }

  @Test
  void limitsThatCantBeKeptAreRefused() {
    assertThat(new Limits(1, 1, 1, Limits.LARGEST_FILE, Limits.LARGEST_FILE).bytesPerFile())
        .isEqualTo((1L << 32) - 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(1, 1, 1, Limits.LARGEST_FILE + 1, Limits.LARGEST_FILE + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, 1, 2, 1));
  }

  private static Intake intake(Limits limits) {
    return new Intake(Submissions.CATALOGUE, limits, Submissions.CLOCK, Submissions.TOOLS);
  }

  /** Repeats the first holder up to this number. */
  private static void holders(ObjectNode json, int count) {
    ArrayNode holders = json.withArray("holders");
    while (holders.size() < count) {
      holders.add(holders.get(0).deepCopy());
    }
  }

  /** Adds supporting files up to this number. */
  private static void files(ObjectNode json, int count) {
    ArrayNode files = json.withArray("files");
    while (files.size() < count) {
      ObjectNode copy = files.get(0).deepCopy();
      files.add(copy.put("name", "f" + (files.size() + 1)).put("material", "supporting"));
    }
  }
}
