package cn.cunzhen.storage.s3;

/** An account at an S3 server; it never shows what it holds. */
public record S3Credentials(String accessKey, String secretKey) {
  public S3Credentials {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("an S3 account needs an access key and a secret key");
    }
  }

  @Override
  public String toString() {
    return "S3Credentials[hidden]";
  }
}
