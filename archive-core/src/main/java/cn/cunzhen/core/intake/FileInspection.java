package cn.cunzhen.core.intake;

import cn.cunzhen.core.signed.FileSignature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Looks at a file before it is sealed: what it is, and what is remarkable about it.
 *
 * <p>Bounded in time and memory whatever the file holds. What could not be found out in time is a
 * finding too, and is followed up after the receipt.
 */
public interface FileInspection {
  /**
   * Inspects one file.
   *
   * @param name the name it was submitted with
   */
  Inspection inspect(String name, FileView file) throws IOException;

  /** A file's bytes, wherever they lie. */
  interface FileView {
    long size();

    /** Reads up to {@code into.remaining()} bytes from the position; −1 at the end. */
    int read(ByteBuffer into, long position) throws IOException;
  }

  /**
   * What was found: the media type of the content, findings in the order of their codes, and a
   * verdict on each signature inside.
   */
  record Inspection(String mediaType, List<Finding> findings, List<FileSignature> signatures) {
    public Inspection {
      findings = findings.stream().distinct().sorted().toList();
      signatures = List.copyOf(signatures);
    }

    public Inspection(String mediaType, List<Finding> findings) {
      this(mediaType, findings, List.of());
    }
  }

  /** What is remarkable about a file. Whether it refuses the file is the item's rule, not this. */
  enum Finding {
    EMPTY,
    ENCRYPTED,
    MALWARE,
    ARCHIVE_BOMB,
    EXECUTABLE,
    DAMAGED,
    OVERSIZE_IMAGE,
    ACTIVE_CONTENT,
    BROKEN_SIGNATURE,
    NAME_DISAGREES,
    NOT_DETERMINED
  }
}
