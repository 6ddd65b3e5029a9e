package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.nio.file.Path;

/** A package that is complete and not yet put: it lives as long as the writer that made it. */
public final class SealedPackage {
  private final Path file;
  private final PackageForm form;
  private final Sha256 digest;

  SealedPackage(Path file, PackageForm form) {
    this.file = file;
    this.form = form;
    this.digest = RecordJson.digest(form.recordJson());
  }

  public ArchivalRecord record() {
    return form.record();
  }

  public Bytes recordJson() {
    return form.recordJson();
  }

  /** The record's digest. */
  public Sha256 digest() {
    return digest;
  }

  public PackageKey key() {
    return PackageKey.of(record().id(), record().version(), digest);
  }

  long size() {
    return form.size();
  }

  /** What a store gives that has just taken it. */
  StoredPackage stored(PackageBytes bytes) {
    return new StoredPackage(bytes, form);
  }

  /** The package for a {@link PackageVerifier}. */
  public PackageBytes bytes() throws IOException {
    return PackageBytes.of(file);
  }

  /** The package for a store, under {@link #key()}. */
  public Content content() throws IOException {
    return Content.handOver(file);
  }
}
