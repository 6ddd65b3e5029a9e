package cn.cunzhen.core;

import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageVerdict;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.bag.PayloadFile;
import cn.cunzhen.core.bag.SealedPackage;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.CitedMaterial;
import cn.cunzhen.core.intake.FilesVerdict.Accepted;
import cn.cunzhen.core.intake.SubmittedFile;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of an accepted transaction, seals it, and looks at the finished package before
 * anyone is told of it.
 */
public final class Sealing {
  private final Sealer sealer;
  private final PackageVerifier verifier;
  private final boolean withSm3;
  private final Clock clock;
  private final Supplier<Bytes> salts;

  /**
   * @param withSm3 whether files get SM3 digests too
   * @param salts 32 fresh random bytes each time
   */
  public Sealing(
      Sealer sealer, Anchors anchors, boolean withSm3, Clock clock, Supplier<Bytes> salts) {
    this.sealer = sealer;
    this.verifier = new PackageVerifier(anchors);
    this.withSm3 = withSm3;
    this.clock = clock;
    this.salts = salts;
  }

  boolean withSm3() {
    return withSm3;
  }

  SealedPackage seal(
      RecordId id, @Nullable Sha256 previous, Deposit.Contents contents, Accepted accepted)
      throws IOException {
    Bytes checks = CanonicalJson.format(accepted.checks());
    ArchivalRecord record = record(id, previous, contents, accepted, Sha256.of(checks));
    SealedPackage sealed = contents.writer().seal(record, checks, sealer);
    PackageBytes bytes = sealed.bytes();
    PackageVerdict verdict = verifier.verify(bytes, sealed.digest(), Depth.CHECK_SUMS);
    if (!verdict.holds()) {
      throw new IllegalStateException(
          "the package that was just made does not hold: " + verdict.findings());
    }
    return sealed;
  }

  private ArchivalRecord record(
      RecordId id,
      @Nullable Sha256 previous,
      Deposit.Contents contents,
      Accepted accepted,
      Sha256 checks) {
    Transaction transaction = contents.transaction();
    return new ArchivalRecord(
        id,
        contents.version(),
        previous,
        transaction.sourceSystem(),
        transaction.transactionId(),
        accepted.submission(),
        transaction.item().forRecord(),
        transaction.holders(),
        transaction.agency(),
        transaction.region(),
        transaction.window(),
        transaction.channel(),
        transaction.handler(),
        transaction.acceptedAt(),
        transaction.completedAt(),
        transaction.outcome(),
        transaction.process(),
        Retention.of(transaction.item().retention(), transaction.completedAt()),
        transaction.confidentiality(),
        files(contents, accepted),
        transaction.cited().stream().map(CitedMaterial::citation).toList(),
        checks,
        sealer.fileNames(),
        salts.get(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static List<ArchivedFile> files(Deposit.Contents contents, Accepted accepted) {
    List<ArchivedFile> files = new ArrayList<>();
    for (SubmittedFile submitted : contents.transaction().files()) {
      int place = files.size();
      PayloadFile payload = contents.payloads().get(place);
      files.add(
          new ArchivedFile(
              payload.path().format(),
              submitted.part(),
              submitted.material(),
              submitted.title(),
              submitted.fileName(),
              accepted.files().get(place).inspection().mediaType(),
              submitted.mediaType(),
              payload.digests().size(),
              payload.digests().sha256(),
              payload.digests().sm3(),
              submitted.origin()));
    }
    return files;
  }

  static Fault citesDisposed() {
    return Fault.of("/cited", FaultCode.CITED_DISPOSED);
  }
}
