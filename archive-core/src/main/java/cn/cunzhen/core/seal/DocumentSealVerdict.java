package cn.cunzhen.core.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a seal inside of a document found.
 *
 * @param time that its time stamp gives; null where none can be read
 * @param seal none where the seal holds at that time
 * @param stamp none where the time stamp holds
 */
public record DocumentSealVerdict(
    @Nullable Instant time, List<SealFault> seal, List<TimeStampFault> stamp) {
  public DocumentSealVerdict {
    seal = seal.stream().distinct().sorted().toList();
    stamp = List.copyOf(stamp);
  }
}
