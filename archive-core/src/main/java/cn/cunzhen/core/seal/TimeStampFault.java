package cn.cunzhen.core.seal;

import java.util.Locale;

/** What can be wrong with a time stamp. */
public enum TimeStampFault {
  MALFORMED("can't be decoded", "时间戳无法解析"),
  IMPRINT("stamps something else", "时间戳所盖内容与此不符"),
  SIGNER_CERTIFICATE("the authority's certificate is missing", "缺少时间戳机构证书"),
  SIGNATURE("the signature does not verify", "时间戳签名验证不通过"),
  REFERENCE("names another certificate than its signer's", "时间戳所引用的证书不是签名者证书"),
  CHAIN("the chain does not lead to a trust anchor", "证书链不能追溯到信任锚"),
  CERTIFICATE_USE("the certificate is not made for time stamps alone", "证书不是时间戳专用证书"),
  VALIDITY("a certificate was not valid at that time", "时间戳签发时证书不在有效期内");

  private final String english;
  private final String chinese;

  TimeStampFault(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Its stable name. */
  public String code() {
    return "stamp-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
