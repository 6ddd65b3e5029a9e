package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A package whose metadata have been read and found to be in their one form.
 *
 * <p>Its seals and its payload have not been looked at: that is the {@link PackageVerifier}'s.
 */
public final class StoredPackage {
  private final PackageBytes source;
  private final PackageForm form;

  StoredPackage(PackageBytes source, PackageForm form) {
    this.source = source;
    this.form = form;
  }

  /**
   * Reads the metadata, mostly in one range.
   *
   * @throws DamagedPackageException if anything but the payload is not as it is written
   */
  public static StoredPackage read(PackageBytes source) throws IOException {
    PackageParser parser = new PackageParser(source);
    PackageForm form = parser.parse();
    if (form == null || !parser.findings().isEmpty()) {
      throw new DamagedPackageException(parser.findings());
    }
    return new StoredPackage(source, form);
  }

  /**
   * Reads the package of this record digest, as the ledger names it.
   *
   * @throws DamagedPackageException also if it is another one's
   */
  public static StoredPackage read(PackageBytes source, Sha256 digest) throws IOException {
    StoredPackage read = read(source);
    if (!read.digest().equals(digest)) {
      throw new DamagedPackageException(
          List.of(new PackageFinding.Defective(PackageDefect.RECORD_DIGEST, "")));
    }
    return read;
  }

  public ArchivalRecord record() {
    return form.record();
  }

  /** {@code metadata/record.json} as it stands there. */
  public Bytes recordJson() {
    return form.recordJson();
  }

  /** The record's digest. */
  public Sha256 digest() {
    return RecordJson.digest(form.recordJson());
  }

  /** {@code metadata/checks.json} as it stands there. */
  public Bytes checks() {
    return form.checks();
  }

  public List<Seal> seals() {
    return form.seals();
  }

  public PackageKey key() {
    return PackageKey.of(record().id(), record().version(), digest());
  }

  public long size() {
    return source.size();
  }

  /** How many bytes everything but the payload has. */
  int metadataSize() {
    return form.tail().size();
  }

  /** The package as it is stored. */
  public PackageBytes bytes() {
    return source;
  }

  /**
   * Opens a range of a file of the payload; the caller closes it.
   *
   * @param number its place in the record's list, from 1
   * @throws IllegalArgumentException if there is no such file or it has no such range
   */
  public InputStream open(int number, long offset, long length) throws IOException {
    if (number < 1 || number > form.payload().size()) {
      throw new IllegalArgumentException("no file " + number);
    }
    ZipRow row = form.payload().get(number - 1);
    if (offset < 0 || length < 0 || offset > row.size() || length > row.size() - offset) {
      throw new IllegalArgumentException("no such range in file " + number);
    }
    return source.open(row.contentOffset() + offset, length);
  }

  /** Opens a whole file of the payload; the caller closes it. */
  public InputStream open(int number) throws IOException {
    if (number < 1 || number > form.payload().size()) {
      throw new IllegalArgumentException("no file " + number);
    }
    return open(number, 0, form.payload().get(number - 1).size());
  }
}
