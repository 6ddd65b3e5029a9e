package cn.cunzhen.api.samples;

import cn.cunzhen.storage.Bytes;
import java.util.List;

/**
 * A completed transaction, as a source system submits it.
 *
 * @param submission the JSON of the request's part {@code transaction}
 */
public record SampleTransaction(Bytes submission, List<SampleFile> files) {
  public SampleTransaction {
    files = List.copyOf(files);
  }
}
