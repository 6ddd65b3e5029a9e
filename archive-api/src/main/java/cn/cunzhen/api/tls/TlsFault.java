package cn.cunzhen.api.tls;

import java.nio.file.Path;

/**
 * Why the server can't speak TLS with what lies in a file, and what to do about it.
 *
 * @param file the file that has to change
 */
public record TlsFault(Path file, Kind kind) {
  /** The kinds of faults. */
  public enum Kind {
    ABSENT("没有这个文件，请核对 http.tls 各项设置的路径", "there is no such file; look at the paths of http.tls"),
    UNREADABLE(
        "无法读取，请让运行本系统的用户有权读取", "it can't be read; let the user that runs the archive read it"),
    OPEN_TO_OTHERS(
        "私钥可被其他用户读取或改写，请执行 chmod 600；若已泄露，请更换私钥和证书",
        "others can read or change the private key; run chmod 600 on it, and have another key"
            + " certified if it may have been read"),
    NO_CERTIFICATE(
        "其中没有可读取的 PEM 证书（-----BEGIN CERTIFICATE-----），请放入服务器证书及其各级签发者证书",
        "it has no certificate in PEM (-----BEGIN CERTIFICATE-----) that can be read; put the server's"
            + " there, and then its issuers'"),
    NO_KEY(
        "其中没有可读取的 PEM 私钥（-----BEGIN PRIVATE KEY-----）",
        "it has no private key in PEM (-----BEGIN PRIVATE KEY-----) that can be read"),
    ENCRYPTED_KEY(
        "私钥有口令，请用 openssl pkey -in 文件 -out 新文件 去掉口令，并只让其所有者读取",
        "the private key has a password; take it off (openssl pkey -in FILE -out NEW), and let only"
            + " its owner read it"),
    KEY_KIND(
        "私钥须为 P-256、P-384、P-521 椭圆曲线或 2048 位以上的 RSA，请换用此类私钥和证书",
        "a key must be on P-256, P-384 or P-521, or RSA of 2048 bits or more; have such a key"
            + " certified"),
    OTHER_KEY(
        "私钥与证书不配，请放入该证书的私钥；证书文件中服务器证书须排在最前",
        "the key is not that of the certificate; put the certificate's key there, and the server's"
            + " certificate before its issuers'"),
    CHAIN(
        "各证书须依次由下一个签发：先服务器证书，后各级签发者",
        "each certificate must be signed by the next: the server's first, then its issuers'"),
    ENDED("其中有证书已过期，请换发", "a certificate in it has ended; have it renewed"),
    NOT_YET(
        "其中有证书尚未生效，请核对本机时间或使用当前证书",
        "a certificate in it is not valid yet; look at this machine's clock, or use the one of today");

    private final String chinese;
    private final String english;

    Kind(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }
  }

  /** In both languages: nobody knows who reads what a start or a log says. */
  @Override
  public String toString() {
    return file + "：" + kind.chinese + "。" + file + ": " + kind.english;
  }
}
