package cn.cunzhen.api.ingest;

import cn.cunzhen.api.client.TransactionForm;
import cn.cunzhen.api.client.TransactionForm.FilePart;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one transaction, as they are found. */
final class FilesTaken {
  private final List<FilePart> parts = new ArrayList<>();
  private final StringBuilder sizes = new StringBuilder();
  private long size;

  /**
   * Takes a file.
   *
   * @param name what the submission calls it
   */
  void add(String name, Path file) throws IOException {
    long length = Files.size(file);
    parts.add(new FilePart(name, file));
    sizes.append('\n').append(length).append(' ').append(file.getFileName());
    size += length;
  }

  /** The transaction that this JSON describes, with the files taken. */
  Candidate.Read.Whole with(Bytes json) {
    Sha256 fingerprint = Sha256.of(Bytes.utf8(Sha256.of(json).hex() + sizes));
    return new Candidate.Read.Whole(TransactionForm.of(json, parts, size), fingerprint);
  }
}
