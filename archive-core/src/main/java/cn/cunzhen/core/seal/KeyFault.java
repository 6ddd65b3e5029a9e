package cn.cunzhen.core.seal;

import java.util.Locale;

/**
 * What is wrong with a key file.
 *
 * @param alias the key concerned; empty where it is the file
 */
public record KeyFault(String alias, Kind kind) {
  /** The kinds of faults. */
  public enum Kind {
    PASSWORD("the password does not open it", "口令不正确"),
    PASSWORD_FORM("the password is not one line of printable ASCII", "口令须为一行可打印 ASCII 字符"),
    UNREADABLE("not a PKCS#12 file that can be read", "不是可读取的 PKCS#12 文件"),
    MISSING("there is no such key", "缺少该密钥"),
    WRONG_KIND("the key is of another kind than it has to be", "密钥类型不符"),
    NO_CERTIFICATE("no certificate holds this key", "没有与该密钥对应的证书"),
    NO_CHAIN("its certificates do not lead to a root", "证书链不能追溯到根证书"),
    CERTIFICATE_USE("a certificate is not made for this use", "证书用途不符"),
    VALIDITY("a certificate is not valid now", "证书当前不在有效期内"),
    STAYS("the archive is known by it, and can have no other", "该密钥是档案库的身份标识，不能更换"),
    NO_ISSUER(
        "it was certified by an authority whose key is not in this file, and which alone can certify"
            + " another",
        "其证书由其他机构签发，本文件中没有该机构的密钥，请向该机构申请新证书"),
    ISSUER_ENDED("the root that certified it has ended", "签发其证书的根证书已到期");

    private final String english;
    private final String chinese;

    Kind(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    public String english() {
      return english;
    }

    public String chinese() {
      return chinese;
    }
  }

  /** Its stable name. */
  public String code() {
    return "key-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return (alias.isEmpty() ? "key file" : alias) + ": " + kind.english();
  }
}
