package cn.cunzhen.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.bag.PackageDefect;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.report.ProbativeReport.Drawn;
import cn.cunzhen.core.report.ProbativeReport.Event;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.report.ProbativeReport.State;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbativeReportTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00.125Z");
  private static final Bytes CHECKS =
      Bytes.utf8(
          "{\"checks\":[],\"files\":[{\"n\":1,\"signatures\":[{\"covers\":\"whole\","
              + "\"indication\":\"passed\",\"kind\":\"pdf\",\"signer\":\"CN=张三丰\"}]}]}");

  @Test
  void aReportHasOneForm() throws Exception {
    Bytes golden =
        Bytes.of(
            ProbativeReportTest.class.getResourceAsStream("probative-report.json").readAllBytes());

    assertThat(ReportJson.format(whole(false)).utf8()).isEqualTo(golden.utf8().strip());
  }

  @Test
  void aReportIsReadAsItWasWritten() {
    for (ProbativeReport report : List.of(whole(true), whole(false), remains())) {
      assertThat(ReportJson.parse(ReportJson.format(report))).isEqualTo(report);
    }
  }

  @Test
  void nothingElseIsReadAsAReport() {
    String good = ReportJson.format(whole(false)).utf8();

    for (String wrong :
        List.of(
            good + "\n",
            good.replace("\"valid\":false", "\"valid\":true"),
            good.replace("\"state\":\"superseded\"", "\"state\":\"current\""),
            good.replace("4601**********0010", "460100199001010010"),
            good.replace("\"nature\":\"integrity\"", "\"nature\":\"security\""),
            good.replace("{\"chains\"", "{\"added\":1,\"chains\""),
            good.replace("\"kind\":\"probative", "\"kind\":\"other"))) {
      assertThat(wrong).isNotEqualTo(good);
      assertThatThrownBy(() -> ReportJson.parse(Bytes.utf8(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whateverIsChangedInAReportItIsRefusedOrAnotherReport() {
    byte[] good = ReportJson.format(whole(false)).toArray();
    long seed = 20261122;
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
      Bytes text = Bytes.of(changed);
      try {
        assertThat(ReportJson.format(ReportJson.parse(text))).as("seed %d", seed).isEqualTo(text);
      } catch (IllegalArgumentException e) {
        // Refused: what else there may be.
      }
    }
  }

  @Test
  void aMaskedReportHasNothingByWhichANumberCouldBeFoundByTrying() {
    String masked = ReportJson.format(whole(false)).utf8();

    assertThat(masked)
        .contains("4601**********0010")
        .doesNotContain("460100199001010010", "\"salt\"", "\"submission\"", "CN=张三丰", "0f0f0f")
        .doesNotContain(Sha256.of(CHECKS).hex());
    assertThat(ReportJson.format(whole(true)).utf8())
        .contains("460100199001010010", "CN=张三丰")
        .doesNotContain("\"salt\"");
  }

  @Test
  void theLedgerSaysHowItStandsWithTheVersion() {
    assertThat(whole(true).state()).isEqualTo(State.SUPERSEDED);
    assertThat(remains().state()).isEqualTo(State.DISPOSED);
    assertThat(of(1, null, List.of(event(4, EntryType.ARCHIVED, 1))).state())
        .isEqualTo(State.CURRENT);
    assertThatThrownBy(() -> of(2, null, List.of(event(4, EntryType.ARCHIVED, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCanNotBeKnownIsNeitherGoodNorBad() {
    ProbativeReport report = whole(true);

    assertThat(report.valid()).isFalse();
    assertThat(report.complete()).isFalse();
    assertThat(remains().valid()).isTrue();
    assertThat(remains().complete()).isFalse();
  }

  @Test
  void everyCheckHasGrounds() {
    for (Name name : Name.values()) {
      Judged.Grounds grounds = new Judged(0, new Check(name, Verdict.HOLDS)).grounds();

      assertThat(grounds.basis()).isNotBlank();
      assertThat(grounds.input()).isNotBlank();
    }
  }

  private static ProbativeReport whole(boolean plain) {
    ArchivalRecord record = SampleRecords.of(List.of(), Sha256.of(CHECKS));
    return of(
        1,
        Source.of(ArchiveNumber.of(record, 0, 4), record, CHECKS, plain),
        List.of(event(4, EntryType.ARCHIVED, 1), event(9, EntryType.AMENDED, 2)));
  }

  private static ProbativeReport remains() {
    return of(1, null, List.of(event(4, EntryType.ARCHIVED, 1), event(9, EntryType.DISPOSED, 1)));
  }

  private static ProbativeReport of(int version, @Nullable Source source, List<Event> events) {
    boolean found = source != null;
    return new ProbativeReport(
        new Drawn(AT, "example.org/archive", "0.1.0", 12),
        SampleRecords.ID,
        version,
        source,
        found
            ? List.of(
                new SealVerdict(SealSuite.P256, "CN=seal", AT, AT.plusSeconds(9), List.of()),
                new SealVerdict(SealSuite.SM2, null, null, null, List.of(SealFault.MALFORMED)))
            : List.of(),
        events,
        List.of(chain(4)),
        new Readers(List.of(access()), true),
        found
            ? List.of(
                judged(Name.PACKAGE, Verdict.HOLDS),
                judged(Name.DIGESTS, Verdict.FAILS),
                judged(Name.TIME, Verdict.UNKNOWN))
            : List.of(judged(Name.TIME, Verdict.UNKNOWN)),
        found
            ? List.of(
                new PackageFinding.Defective(
                    PackageDefect.PAYLOAD_SHA256, "data/application/001.pdf"),
                new PackageFinding.Unsealed(SealSuite.SM2, SealFault.MALFORMED))
            : List.of());
  }

  private static Judged judged(Name name, Verdict verdict) {
    return new Judged(4, new Check(name, verdict, verdict == Verdict.HOLDS ? AT : null));
  }

  private static Event event(long index, EntryType type, int version) {
    return new Event(
        index,
        new LedgerEntry(
            AT, Sha256.of(Bytes.utf8("digest " + index)), SampleRecords.ID, type, version));
  }

  private static EntryChain chain(long index) {
    Sha256 hash = new TreeHash().leaf(Bytes.utf8("an entry"));
    Checkpoint checkpoint = new Checkpoint(new Origin("example.org/archive"), 12, hash);
    return new EntryChain(
        new InclusionProof(index, 12, List.of(hash)),
        Note.sign(
            checkpoint.format(),
            Ed25519Signer.of(new KeyName("example.org/archive"), Bytes.ofHex("11".repeat(32)))),
        List.of(),
        List.of(new EntryChain.Witness("window", AT)),
        List.of(
            new EntryChain.Renewed(
                1, DigestAlgorithm.SHA512, AT, "CN=stamps", AT.plusSeconds(86400))),
        Sha256.of(Bytes.utf8("evidence")));
  }

  private static Access access() {
    return new Access(
        AT,
        "clerk",
        Role.CLERK,
        "460100-SI",
        null,
        Action.FILE,
        SampleRecords.ID,
        1,
        "办理本人业务",
        Access.Outcome.GRANTED,
        null);
  }
}
