package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.digest.Sm3;
import org.jspecify.annotations.Nullable;

/**
 * A file of a record.
 *
 * @param path where it lies in the package, for instance {@code data/application/001.pdf}
 * @param material the code of the material (材料) that it is
 * @param submittedName the name it came with, kept exactly
 * @param mediaType what its content is
 * @param declaredMediaType what the submitter said it is
 * @param size in bytes
 * @param sm3 absent where the archive runs without SM3
 * @param origin how it came to be
 */
public record ArchivedFile(
    String path,
    Part part,
    String material,
    @Nullable String title,
    String submittedName,
    String mediaType,
    @Nullable String declaredMediaType,
    long size,
    Sha256 sha256,
    @Nullable Sm3 sm3,
    Origin origin) {
  /** How a file came to be. */
  public enum Origin {
    BORN_DIGITAL("born-digital"),
    SCANNED("scanned");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    /** Its name in JSON. */
    public String word() {
      return word;
    }
  }
}
