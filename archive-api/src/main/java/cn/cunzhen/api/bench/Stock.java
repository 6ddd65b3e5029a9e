package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.Intake;
import cn.cunzhen.core.intake.Limits;
import cn.cunzhen.core.intake.SubmissionVerdict.Valid;
import cn.cunzhen.core.intake.SubmittedFile;
import cn.cunzhen.core.intake.Tools;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.Item;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.storage.Bytes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records to be searched, as their packages would describe them: sample transactions without end,
 * and after them some that have a text each.
 */
final class Stock {
  /** The item of the records that have a text. */
  static final String TEXTS = "LAW";

  private static final long SEED = 20261121;
  private static final Sha256 ANY = Sha256.of(Bytes.utf8("any"));
  private static final Bytes SALT = Bytes.of(new byte[32]);

  private final SampleTransactions samples = SampleTransactions.of(SEED);
  private final Intake intake =
      new Intake(Catalogue.bundled(), Limits.DEFAULT, Clock.systemUTC(), new Tools("bench", null));
  private final IdKey ids = new IdKey(Bytes.of(new byte[32]));
  private final List<Text> texts;
  private final Map<RecordId, Text> byRecord = new HashMap<>();

  Stock(List<Text> texts) {
    this.texts = List.copyOf(texts);
    for (int i = 0; i < texts.size(); i++) {
      byRecord.put(text(i).id(), texts.get(i));
    }
  }

  /** A text with its title. */
  record Text(String title, String body) {
    /** Whether it has this, whatever blanks and line ends stand between. */
    boolean says(String words) {
      return title.contains(words)
          || body.contains(words)
          || body.replaceAll("\\s+", "").contains(words);
    }
  }

  List<Text> texts() {
    return texts;
  }

  /** The text of a record; null where it has none. */
  @Nullable Text textOf(RecordId record) {
    return byRecord.get(record);
  }

  /** What stands for the digest of a record. */
  static Sha256 digestOf(ArchivalRecord record) {
    return Sha256.of(Bytes.utf8(record.id().value()));
  }

  /** The record of a sample transaction. */
  ArchivalRecord sample(long index) {
    if (intake.read(samples.submissionOnly(index)) instanceof Valid(Transaction transaction)) {
      return record(
          transaction,
          transaction.transactionId(),
          transaction.item().forRecord(),
          transaction.holders(),
          transaction.files().stream().map(Stock::file).toList());
    }
    throw new IllegalStateException("a sample transaction is refused: " + index);
  }

  /** The record of a text: held by somebody of whom there is nothing else. */
  ArchivalRecord text(int index) {
    Text text = texts.get(index);
    if (intake.read(samples.submissionOnly(0)) instanceof Valid(Transaction transaction)) {
      Holder holder = new Holder("法规库", Holder.IdType.PERMIT, "L%08d".formatted(index), null, null);
      return record(
          transaction,
          "LAW%08d".formatted(index),
          new Item(TEXTS, "法规", "YB", "2026.1", Item.Risk.LOW, false),
          List.of(holder),
          List.of(file(text.title(), text.title() + ".md")));
    }
    throw new IllegalStateException("a sample transaction is refused");
  }

  private ArchivalRecord record(
      Transaction like,
      String transactionId,
      Item item,
      List<Holder> holders,
      List<ArchivedFile> files) {
    return new ArchivalRecord(
        ids.recordId(like.sourceSystem(), transactionId),
        1,
        null,
        like.sourceSystem(),
        transactionId,
        ANY,
        item,
        holders,
        like.agency(),
        like.region(),
        like.window(),
        like.channel(),
        like.handler(),
        like.acceptedAt(),
        like.completedAt(),
        like.outcome(),
        like.process(),
        Retention.of(like.item().retention(), like.completedAt()),
        like.confidentiality(),
        files,
        List.of(),
        ANY,
        List.of(),
        SALT,
        like.completedAt().toInstant());
  }

  private static ArchivedFile file(SubmittedFile file) {
    return new ArchivedFile(
        "data/application/001.bin",
        file.part(),
        file.material(),
        file.title(),
        file.fileName(),
        "application/octet-stream",
        null,
        1,
        ANY,
        null,
        file.origin());
  }

  private static ArchivedFile file(String title, String name) {
    return new ArchivedFile(
        "data/application/001.bin",
        Part.APPLICATION,
        "supporting",
        title,
        name,
        "text/markdown",
        null,
        1,
        ANY,
        null,
        ArchivedFile.Origin.BORN_DIGITAL);
  }
}
