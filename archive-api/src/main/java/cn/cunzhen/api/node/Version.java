package cn.cunzhen.api.node;

/** Which build this is. */
final class Version {
  static final String NUMBER = number();

  private Version() {}

  private static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
