package cn.cunzhen.core.catalogue;

import java.util.Set;

/**
 * A format of files, for instance {@code office}, and the media types that it comprises.
 *
 * @param mediaTypes without parameters; empty where it comprises all
 */
public record Format(String code, Set<String> mediaTypes) {
  /** Takes every file. */
  public static final Format ANY = new Format("any", Set.of());

  public Format {
    mediaTypes = Set.copyOf(mediaTypes);
  }

  /** Whether content of this media type is of this format. */
  public boolean comprises(String mediaType) {
    return mediaTypes.isEmpty() || mediaTypes.contains(mediaType);
  }
}
