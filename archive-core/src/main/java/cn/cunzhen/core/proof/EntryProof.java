package cn.cunzhen.core.proof;

import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What proves that the ledger holds an entry, whatever has become of what it names.
 *
 * @param leaf the entry's bytes
 * @param timestamps RFC 3161 tokens over the checkpoint, DER; none as long as none was stamped
 * @param evidence an evidence record (RFC 4998), DER; null as long as nothing was renewed
 */
public record EntryProof(
    Bytes leaf,
    InclusionProof inclusion,
    Note checkpoint,
    List<Bytes> timestamps,
    @Nullable Bytes evidence) {
  public EntryProof {
    timestamps = List.copyOf(timestamps);
  }

  /**
   * The proof of the record that the entry names.
   *
   * @param record the bytes of record.json
   * @param seal the P-256 seal over them, DER
   */
  public ProofBundle of(Bytes record, Bytes seal) {
    return new ProofBundle(leaf, inclusion, checkpoint, record, seal, timestamps, evidence);
  }
}
