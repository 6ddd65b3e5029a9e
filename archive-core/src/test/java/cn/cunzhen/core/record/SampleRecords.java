package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of nobody, for tests. */
public final class SampleRecords {
  public static final RecordId ID = new RecordId("0123456789abcdefghijklmnop");
  public static final Instant SEALED = Instant.parse("2026-11-21T01:13:41.250Z");

  private SampleRecords() {}

  /** Version 1 of the sample transaction, with these files. */
  public static ArchivalRecord of(List<ArchivedFile> files, Sha256 checks) {
    return of(1, null, files, checks);
  }

  public static ArchivalRecord of(
      int version, @Nullable Sha256 previous, List<ArchivedFile> files, Sha256 checks) {
    return of(version, previous, files, checks, List.of("seal.p7s", "seal-gm.p7s"));
  }

  /** Version 1 of one that these hold. */
  public static ArchivalRecord heldBy(List<Holder> holders, List<ArchivedFile> files) {
    return of(1, null, holders, files, Sha256.ofHex("ab".repeat(32)), List.of("seal.p7s"));
  }

  /** One whose package has seals of these names. */
  public static ArchivalRecord of(
      int version,
      @Nullable Sha256 previous,
      List<ArchivedFile> files,
      Sha256 checks,
      List<String> seals) {
    List<Holder> holders =
        List.of(
            new Holder("张三丰", Holder.IdType.RESIDENT_ID, "460100199001010010", "applicant", "1-2"),
            new Holder("海风有限公司", Holder.IdType.USCC, "91460000MA5T000000", null, null));
    return of(version, previous, holders, files, checks, seals);
  }

  private static ArchivalRecord of(
      int version,
      @Nullable Sha256 previous,
      List<Holder> holders,
      List<ArchivedFile> files,
      Sha256 checks,
      List<String> seals) {
    OffsetDateTime completed = OffsetDateTime.parse("2026-11-21T09:13:40+08:00");
    return new ArchivalRecord(
        ID,
        version,
        previous,
        "teller",
        "46010020261121000042",
        Sha256.ofHex("5a".repeat(32)),
        new Item("SI-0107", "三个月内补缴", "YB", "2026.1", Item.Risk.LOW, true),
        holders,
        "460100-SI",
        "460100",
        "A03",
        Channel.WINDOW,
        "T1024",
        OffsetDateTime.parse("2026-11-21T09:12:00+08:00"),
        completed,
        Outcome.GRANTED,
        List.of(
            new ProcessStep(
                1, "受理", "T1024", OffsetDateTime.parse("2026-11-21T09:12:00.5+08:00"), null),
            new ProcessStep(4, "办结", null, completed, "当场办结")),
        Retention.of(Retention.Period.D50, completed),
        Confidentiality.NORMAL,
        files,
        List.of(
            new Citation(
                new RecordId("ponmlkjihgfedcba9876543210"),
                "data/application/002.jpg",
                Sha256.ofHex("c1".repeat(32)))),
        checks,
        seals,
        Bytes.ofHex("0f".repeat(32)),
        SEALED);
  }

  /** A file of these digests. */
  public static ArchivedFile file(Part part, int number, String name, Digests digests) {
    return new ArchivedFile(
        PayloadPath.of(part, number, name).format(),
        part,
        "commitment-letter",
        "承诺书",
        name,
        "application/pdf",
        null,
        digests.size(),
        digests.sha256(),
        digests.sm3(),
        ArchivedFile.Origin.BORN_DIGITAL);
  }

  /** A file that is nowhere. */
  public static ArchivedFile file(Part part, int number, String name) {
    return file(
        part,
        number,
        name,
        new Digests(1234, Sha256.ofHex("ab".repeat(32)), Sm3.ofHex("cd".repeat(32)), 0));
  }
}
