package cn.cunzhen.core.catalogue;

import java.util.List;

/**
 * What an item allows its files to be.
 *
 * @param formats those that it takes; at least one
 */
public record FileRules(
    List<Format> formats,
    boolean emptyAllowed,
    boolean encryptedAllowed,
    BrokenSignature brokenSignature) {
  public FileRules {
    formats = List.copyOf(formats);
  }

  /** Whether content of this media type, given without parameters, is taken. */
  public boolean takes(String mediaType) {
    return formats.stream().anyMatch(format -> format.comprises(mediaType));
  }
}
