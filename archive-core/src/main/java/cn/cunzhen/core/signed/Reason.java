package cn.cunzhen.core.signed;

/**
 * Why a signature is not passed: the sub-indications of ETSI EN 319 102-1, and two of our own for
 * what is not verified here ({@link #NOT_SUPPORTED}, {@link #BOUND_REACHED}).
 */
public enum Reason {
  FORMAT_FAILURE(Indication.FAILED, false, "签名结构损坏", "the signature is not well-formed"),
  HASH_FAILURE(Indication.FAILED, false, "签名与内容不符", "the content is not the one that was signed"),
  SIG_CRYPTO_FAILURE(Indication.FAILED, false, "签名值验证不通过", "the signature does not verify"),
  CRYPTO_CONSTRAINTS_FAILURE(
      Indication.INDETERMINATE, true, "所用密码算法已不够安全", "its algorithms are too weak by now"),
  SIG_CONSTRAINTS_FAILURE(
      Indication.INDETERMINATE, true, "印章未授权该签名证书", "the seal is not made for the signer"),
  NO_CERTIFICATE_CHAIN_FOUND(Indication.INDETERMINATE, true, "未知签发机构", "unknown issuer"),
  CHAIN_CONSTRAINTS_FAILURE(
      Indication.INDETERMINATE, true, "证书用途不符", "a certificate is not made for this use"),
  OUT_OF_BOUNDS_NO_POE(
      Indication.INDETERMINATE,
      true,
      "证书不在有效期内，无法证明签名时间",
      "a certificate is out of date, and nothing proves when it was signed"),
  NO_SIGNING_CERTIFICATE_FOUND(
      Indication.INDETERMINATE, false, "缺少签名者证书", "the signer's certificate is missing"),
  SIGNED_DATA_NOT_FOUND(
      Indication.INDETERMINATE, false, "被签内容不在文件中", "what was signed is not in the file"),
  NOT_SUPPORTED(Indication.INDETERMINATE, false, "此类签名尚不支持验证", "this kind can't be verified here"),
  BOUND_REACHED(
      Indication.INDETERMINATE, false, "超出验证的时间或容量限制", "too large or too slow to be verified");

  private final Indication indication;
  private final boolean intact;
  private final String chinese;
  private final String english;

  Reason(Indication indication, boolean intact, String chinese, String english) {
    this.indication = indication;
    this.intact = intact;
    this.chinese = chinese;
    this.english = english;
  }

  public Indication indication() {
    return indication;
  }

  /** Whether the content is nevertheless known to be the one that was signed. */
  public boolean intact() {
    return intact;
  }

  public String chinese() {
    return chinese;
  }

  public String english() {
    return english;
  }
}
