package cn.cunzhen.core.evidence;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;

/** What an entry of type renewed names: the evidence renewed, or what validates it gathered. */
public sealed interface EvidenceObject permits Renewal, ValidationData {
  /** Its one form: RFC 8785 JSON. */
  Bytes format();

  /**
   * The strict inverse of {@link #format}: whether it is the one or the other, its members say.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static EvidenceObject parse(Bytes text) {
    return CanonicalJson.parse(text).has("certificates")
        ? ValidationData.parse(text)
        : Renewal.parse(text);
  }
}
