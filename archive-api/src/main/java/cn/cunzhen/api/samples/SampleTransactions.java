package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.paper.Scan;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.storage.Bytes;
import java.util.List;

/**
 * Invented, believable transactions without end.
 *
 * <p>A seed and an index always give the same transaction: its submission on every machine, its
 * files on every machine with the same build of the JDK, whose compressors wrote them. Safe for use
 * by many threads.
 */
public final class SampleTransactions {
  /** The person behind the account {@code citizen}: about twelve of the first 300 transactions. */
  public static final Holder CITIZEN =
      new Holder("周海棠", IdType.RESIDENT_ID, SampleHolders.RESIDENT_ID, null, null);

  /** The employer behind the account {@code employer}: 25 of the first 300 transactions. */
  public static final Holder EMPLOYER =
      new Holder("海口南渚云仓物流有限公司", IdType.USCC, SampleHolders.USCC, null, null);

  /** The item that the samples for measuring are of. */
  private static final String MEASURED_ITEM = "SI-0107";

  private static final List<FilePlan.Wish> MEASURED_FILES =
      List.of(
          new FilePlan.Wish("commitment-letter", SampleFormat.PDF),
          new FilePlan.Wish("identity-card", SampleFormat.JPEG),
          new FilePlan.Wish("detail-form", SampleFormat.XLSX),
          new FilePlan.Wish("approval-form", SampleFormat.JPEG));

  /** What the transactions are for. */
  public enum Profile {
    /** All items of the catalogue, small files: quick to make, for showing and testing. */
    DEMO,

    /** One item, four files, together about 250 KB that hardly compress: for measuring. */
    BENCH
  }

  private final Profile profile;
  private final Scan scanner;
  private final World world = World.load();
  private final Population population;
  private final Casebook casebook;
  private final FilePlan plan = new FilePlan(PaperTemplate.load());
  private final CatalogueItem measured;

  private SampleTransactions(long seed, Profile profile, Catalogue catalogue) {
    this.profile = profile;
    this.scanner =
        switch (profile) {
          case DEMO -> new Scan(100, false, 0.35f, 0);
          case BENCH -> new Scan(110, false, 0.5f, 13);
        };
    this.population = new Population(seed, world);
    this.casebook = new Casebook(seed, catalogue, world, population);
    this.measured = catalogue.item(MEASURED_ITEM).orElseThrow();
  }

  /** Transactions for showing, of the catalogue that comes with the archive. */
  public static SampleTransactions of(long seed) {
    return of(seed, Profile.DEMO);
  }

  /** Transactions for that purpose, of the catalogue that comes with the archive. */
  public static SampleTransactions of(long seed, Profile profile) {
    return new SampleTransactions(seed, profile, Catalogue.bundled());
  }

  /** A transaction with its files. */
  public SampleTransaction get(long index) {
    SampleCase sample = sample(index);
    List<PlannedFile> files = files(sample);
    Facts facts = new Facts(sample, world, population);
    Clerk clerk = new Clerk(sample, facts, population, scanner);
    return new SampleTransaction(
        Bytes.of(SubmissionJson.write(sample, files)),
        files.stream()
            .map(file ->
                new SampleFile(
                    file.name(),
                    file.fileName(),
                    file.format().mediaType(),
                    Bytes.of(clerk.write(file))))
            .toList());
  }

  /** The submission alone, the same bytes as that of {@link #get} and a thousand times as quick. */
  public Bytes submissionOnly(long index) {
    SampleCase sample = sample(index);
    return Bytes.of(SubmissionJson.write(sample, files(sample)));
  }

  private SampleCase sample(long index) {
    return switch (profile) {
      case DEMO -> casebook.at(index);
      case BENCH -> casebook.of(measured, index);
    };
  }

  private List<PlannedFile> files(SampleCase sample) {
    return switch (profile) {
      case DEMO -> plan.of(sample);
      case BENCH -> plan.of(sample, MEASURED_FILES);
    };
  }
}
