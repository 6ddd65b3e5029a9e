package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.ProcessStep;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A completed transaction (办件) as submitted and found valid.
 *
 * @param item as the catalogue has it now
 * @param declaredConfidentiality what the submission says, where it says anything
 * @param files in the order of the submission; at least one
 */
public record Transaction(
    String sourceSystem,
    String transactionId,
    CatalogueItem item,
    List<Holder> holders,
    String agency,
    String region,
    @Nullable String window,
    Channel channel,
    @Nullable String handler,
    OffsetDateTime acceptedAt,
    OffsetDateTime completedAt,
    Outcome outcome,
    List<ProcessStep> process,
    @Nullable Confidentiality declaredConfidentiality,
    List<SubmittedFile> files,
    List<CitedMaterial> cited) {
  public Transaction {
    holders = List.copyOf(holders);
    process = List.copyOf(process);
    files = List.copyOf(files);
    cited = List.copyOf(cited);
  }

  /** How sensitive its record is: as declared, else as the item's records are. */
  public Confidentiality confidentiality() {
    return declaredConfidentiality == null ? item.confidentiality() : declaredConfidentiality;
  }
}
