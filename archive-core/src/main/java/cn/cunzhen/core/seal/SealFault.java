package cn.cunzhen.core.seal;

import java.util.Locale;

/** What can be wrong with a seal. */
public enum SealFault {
  MALFORMED("not a CMS signature", "不是 CMS 签名"),
  NOT_DER("not in the one encoding that DER allows", "不是唯一的 DER 编码"),
  NOT_DETACHED("holds a content of its own", "签名内含有正文"),
  REVOCATION_INSIDE("holds revocation data", "签名内含有吊销信息"),
  NOT_ONE_SIGNER("does not have exactly one signer", "签名者不是恰好一个"),
  ALGORITHM("made with other algorithms than its suite's", "所用算法与签名套件不符"),
  SIGNED_ATTRIBUTES("signed attributes are not those of CAdES-B-B", "签名属性不符合 CAdES-B-B"),
  UNSIGNED_ATTRIBUTES("holds unsigned attributes", "含有未签名属性"),
  NOT_CANONICAL("laid out otherwise than seals are", "结构与规定的签章格式不一致"),
  CONTENT("the content is not the one that was sealed", "内容与签章时不一致"),
  SIGNATURE("the signature does not verify", "签名验证不通过"),
  SIGNER_CERTIFICATE("the signer's certificate is missing", "缺少签名者证书"),
  ROOT_INSIDE("holds a root certificate", "签名内含有根证书"),
  SURPLUS_CERTIFICATE("holds a certificate that is not of its chain", "含有证书链以外的证书"),
  CHAIN("the chain does not lead to a trust anchor", "证书链不能追溯到信任锚"),
  CERTIFICATE_USE("a certificate of the chain is not made for this use", "证书链中有证书的用途不符"),
  VALIDITY("a certificate was not valid at signing time", "签名时证书不在有效期内");

  private final String english;
  private final String chinese;

  SealFault(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Its stable name. */
  public String code() {
    return "seal-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
