package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import java.util.Locale;

/** What the page that verifies in the browser says in words of its own. */
enum VerifyText {
  TITLE("核验档案", "Verify a record"),
  INTRO(
      "放入一份证明（proof.json 或 proof.zip）、档案包（ZIP）或副本（PDF）；连同档案中的文件一起放入，还能看出文件是否就是归档时的那一份。",
      "Drop a proof (proof.json or proof.zip), a package (ZIP) or a certified copy (PDF). Drop files of the record too, and"
          + " you see whether they are the ones that were archived."),
  STAYS(
      "文件不会离开这台电脑：核验全部在浏览器中进行，本页无法发送任何内容。",
      "Files do not leave this machine: all is checked in the browser, and this page can send"
          + " nothing."),
  BUSY("正在核验…", "Checking…"),
  PROGRESS("正在核验：第 %s 个文件，共 %s 个…", "Checking file %s of %s…"),
  DONE("核验完成，共 %s 个文件。", "Done. Files: %s."),
  CLEAR("清空", "Clear"),
  SAVE("把本页存为一个 HTML 文件", "Save this page as one HTML file"),
  SAVE_HINT("断网也能用，多年以后也能用。", "It works without a network, and years from now."),
  TRUST("核验依据", "What it is checked against"),
  TRUST_WHY(
      "以下证书和账本公钥由本档案系统公布。最可信的是您自己早先保存的那一份：请从文件选择，或逐字核对指纹。",
      "This archive publishes these certificates and this key. What you kept yourself, since before"
          + " you had a reason to doubt, is what to trust: choose it from a file, or compare the"
          + " fingerprints."),
  FOR_SEALS("用于签章", "for seals"),
  FOR_STAMPS("用于时间戳", "for time stamps"),
  FOR_CHECKPOINTS("账本公钥，用于检查点", "the ledger's key, for checkpoints"),
  FROM_FILE("来自您的文件 %s", "from your file %s"),
  OWN_ANCHORS("改用自己保存的证书（ca.pem）", "Use certificates that you kept (ca.pem)"),
  OWN_STAMP_ANCHORS(
      "改用自己保存的时间戳机构证书（tsa-ca.pem）", "Use time-stamp certificates that you kept (tsa-ca.pem)"),
  OWN_KEY("改用自己保存的账本公钥（vkey）", "Use a ledger key that you kept (vkey)"),
  NOT_ANCHORS("%s 不是 PEM 证书，仍用原来的。", "%s holds no certificates in PEM. Nothing was changed."),
  NOT_KEY("%s 不是账本公钥，仍用原来的。", "%s is no verifier key. Nothing was changed."),
  NO_CRYPTO(
      "浏览器只在 https 或本机打开的文件中提供密码功能。请把本页存盘后打开。",
      "Browsers verify signatures only over https or in a file on your own disk. Save this page,"
          + " and open it from there."),
  UNDECIDED(
      "无法判断：有 %s 项必需的核验没有得到结果。",
      "It can't be said whether it holds: %s of the checks that it takes came to no verdict."),
  PROOF_HINT(
      "证明只涉及档案的记录。要知道某个文件是否属于它，请把文件也放进来。",
      "A proof is about the record. To know whether a file belongs to it, drop the file here too."),
  PACKAGE_HINT(
      "要知道账本是否载有此档案、何时盖过时间戳，请把它的证明也放进来。",
      "To know whether the ledger holds it, and since when, drop its proof here too."),
  FILE_OF(
      "是档案“%s”中的文件“%s”（%s），与归档时完全相同。",
      "It is a file of the record “%s”: “%s” (%s), just as it was archived."),
  FILE_OF_UNVERIFIED(
      "列有此文件的档案未通过核验，不能据此采信。",
      "The record that names this file is not verified, so nothing can be said of it."),
  FILE_OF_NONE(
      "与所放入的档案中的任何文件都不同。如果它应当是其中之一，就是内容被改动了。",
      "It is none of the files of the records dropped here. If it should be one, it has been"
          + " changed."),
  FILE_ALONE(
      "还没有可比对的档案。请放入它的证明或档案包。",
      "There is no verified record to compare it with. Drop its proof or its package too."),
  MALFORMED("内容不完整或格式不符", "damaged, or not in its format"),
  UNREADABLE("浏览器无法读取此文件。", "The browser can't read this file."),
  NOT_DER("不是 DER 编码，本页不能读取", "not in DER, which is all that this page reads"),
  TOO_LARGE(
      "超过 1 GB，浏览器无法计算其摘要，请用 archive verify 核验",
      "Larger than 1 GB, which browsers can't digest; use archive verify"),
  PROOF_JSON("这不是一份完整的证明。", "This is not a whole proof."),
  PROOF_FIELD("证明中的 %s 缺失或格式不符。", "In this proof, %s is missing or malformed."),
  PROOF_LARGE("超过 16 MB，不会是证明。", "Larger than 16 MB: no proof is."),
  PROOF_ZIP("这个 ZIP 中没有可以读取的 proof.json。", "No proof.json can be read in this ZIP."),
  LEAF_OTHER("条目所记的是另一份档案或另一个摘要", "the entry names another record or another digest"),
  INCLUSION_OTHER("由条目推算出的根与检查点不同", "the entry leads to another root than the checkpoint's"),
  CHECKPOINT_UNSIGNED("没有所信任公钥的有效签名", "not signed by the key that is trusted here"),
  NOT_STAMPED("尚未盖时间戳", "not stamped yet"),
  STAMP_EARLY("时间戳早于条目", "the stamp is earlier than the entry"),
  STAMPED_INSIDE(
      "只有本档案系统自己的时间戳，它证明先后，不向外人证明时刻",
      "only the archive's own authority stamped it, which proves the order to others and not the time"),
  STAMP_ELSEWHERE(
      "不知道是哪个时间戳机构：请选择它的证书",
      "nobody can say whose time stamp it is: choose the certificates of its authority"),
  NO_ED25519("此浏览器不支持 Ed25519，请换用较新的浏览器", "this browser knows no Ed25519; use a newer one"),
  NO_ALGORITHM("此浏览器不支持所用的签名算法", "signed in a way that this browser does not know"),
  NO_SM(
      "以 SM2、SM3 续期，浏览器无法核验；请用 archive verify 核验",
      "renewed by SM2 or SM3, which browsers do not know; use archive verify"),
  EVIDENCE_NOT_COVERED("证据记录所覆盖的是其他内容", "it covers something else"),
  EVIDENCE_ROOT("推算出的根与时间戳所盖不同", "it leads to another root than its time stamp's"),
  EVIDENCE_ORDER("早于所续期的时间戳", "it is earlier than the time stamp that it renews"),
  EVIDENCE_TOO_LATE("续期之前，原时间戳的证书已到期", "the certificates before had ended when it came"),
  EVIDENCE_DIGEST("同一链中换用了另一种摘要", "the digest changes within a chain"),
  COPY_HOLDS(
      "核验通过：这是本档案系统出具的副本，出具以来未被改动。档案目前是否仍为最新，请扫描副本上的二维码。",
      "Verified: the archive has certified this copy, and nothing in it has changed since. Whether"
          + " the record is still the latest, the code on the copy says."),
  REPORT_HOLDS(
      "核验通过：这是本档案系统出具的证据效力报告，出具以来未被改动。档案目前的情况，请重新出具报告。",
      "Verified: the archive has drawn up this probative-value report, and nothing in it has changed"
          + " since. How it stands with the record now, a new report says."),
  NOT_A_COPY(
      "不是本档案系统出具的副本：其签名不是一个，或未覆盖全文",
      "no certified copy: it has not just one signature over all of it"),
  NO_SM2("浏览器不支持 SM2，请用 archive verify 核验", "browsers know no SM2; use archive verify"),
  NO_ML_DSA("浏览器不支持 ML-DSA，请用 archive verify 核验", "browsers know no ML-DSA; use archive verify"),
  NO_SM3("已核对 SHA-256；浏览器不支持 SM3", "by SHA-256; browsers know no SM3"),
  RECORD("档案标识", "Record"),
  VERSION("第 %s 版", "version %s"),
  SEALED_BY("签章者", "Sealed by");

  private final String chinese;
  private final String english;

  VerifyText(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** What the script calls it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String in(Language language) {
    return language.choose(chinese, english);
  }
}
