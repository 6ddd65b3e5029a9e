package cn.cunzhen.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobJsonTest {
  private static final Instant BEGAN = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void whatIsStoredOfAJobIsReadBackTheSame() {
    for (AuditJob job :
        List.of(
            job(new Sample("种子", 12), AuditJob.Outcome.COMPLETE, null, BEGAN.plusSeconds(90)),
            job(null, null, "node-1", null))) {
      Bytes stored = JobJson.format(job, Bytes.utf8("nonce"));

      assertThat(JobJson.parse(stored)).isEqualTo(job);
      assertThat(JobJson.format(JobJson.parse(stored), Bytes.utf8("nonce"))).isEqualTo(stored);
    }
  }

  private static AuditJob job(
      @Nullable Sample sample,
      AuditJob.@Nullable Outcome outcome,
      @Nullable String runner,
      @Nullable Instant until) {
    NoteSigner signer =
        Ed25519Signer.of(new KeyName("test.example/ledger"), Bytes.of(new byte[32]));
    Checkpoint checkpoint =
        new Checkpoint(new Origin("test.example/ledger"), 60, Sha256.of(Bytes.utf8("root")));
    return new AuditJob(
        new Order(
            new AuditId("20261121T080000Z-01234567"),
            Note.sign(checkpoint.format(), signer),
            sample,
            "auditor",
            BEGAN),
        outcome == null ? AuditJob.State.PAUSED : AuditJob.State.ENDED,
        outcome,
        new Rate(1 << 20, 10),
        new Progress(12, 11, 345_678, 1, 256),
        List.of(new Defect(Defect.Kind.DAMAGED, "records/a", "package-payload data/application")),
        List.of(Part.TREE, Part.TIME_STAMPS),
        Duration.ofMillis(4_321),
        new AuditJob.Mark(12, 345_678, Duration.ofMillis(3_000)),
        runner,
        until);
  }
}
