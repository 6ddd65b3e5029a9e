package cn.cunzhen.core.bag;

/** The bytes are not those of a package's ZIP file. */
final class MalformedZipException extends Exception {
  private static final long serialVersionUID = 1;

  private final PackageDefect defect;

  MalformedZipException(PackageDefect defect) {
    super(defect.english());
    this.defect = defect;
  }

  PackageDefect defect() {
    return defect;
  }
}
