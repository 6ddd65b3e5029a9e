package cn.cunzhen.api.report;

import cn.cunzhen.api.http.Language;

/** What stands in a probative-value report in words. */
enum ReportText {
  ISSUER("存真 · 电子档案", "Cunzhen · electronic archive"),
  TITLE("电子档案证据效力报告", "Probative-value report"),
  ALL_HOLD("结论：本次共核验 %s 项，全部符合。", "Finding: all %s checks that were made now hold."),
  SOME_UNKNOWN(
      "结论：本次可核验的 %s 项全部符合，另有 %s 项无法判定，见“本次核验”。",
      "Finding: all %s checks that could be made now hold; %s can't be decided, see “Checks made"
          + " now”."),
  SOME_FAIL(
      "结论：本次核验有 %s 项不符。档案已受损，请勿采信。",
      "Finding: %s of the checks made now FAIL. The record is damaged; do not rely on it."),
  CURRENT("本版本是档案的最新版本。", "This version is the record's latest."),
  SUPERSEDED(
      "本版本之后已有更正或补充，不再是最新版本。",
      "This version has been amended since; it is not the record's latest."),
  DISPOSED(
      "档案已依法销毁，内容不再保存。账本中的条目和证明仍在，列于下文。",
      "The record was lawfully disposed of; its content is no longer kept. What the ledger holds"
          + " of it, and what proves that, follows."),
  UNREADABLE(
      "档案包缺失或受损，记录的内容无法读取。账本中的条目和证明仍在，列于下文。",
      "The package is missing or damaged: what the record says can't be read. What the ledger"
          + " holds of it, and what proves that, follows."),
  MASKED("证件号码按查阅者的权限作了遮盖。", "Id numbers are masked as the reader's rights require."),
  NUMBER("档案号", "Archive number"),
  RECORD("档案标识", "Record"),
  VERSION("版本", "Version"),
  DIGEST("档案摘要", "Record digest"),
  DRAWN("出具时间", "Drawn up"),
  DRAWN_AT("%s（本报告所列时间均为北京时间，UTC+8）", "%s (all times of this report are UTC+8)"),
  BY("出具系统", "Drawn up by"),
  SOFTWARE("%s，程序版本 %s", "%s, program version %s"),
  POSITION("账本位置", "Ledger position"),
  NATURES("四性概览", "The four natures"),
  NATURE("性质", "Nature"),
  AT_INTAKE("归档时检测", "Checks at intake"),
  NOW("本次核验", "Checks made now"),
  NOT_AGAIN("未重新检测", "not checked again"),
  NOT_KNOWN("已不可考", "no longer known"),
  AUTHENTICITY("真实性", "Authenticity"),
  INTEGRITY("完整性", "Integrity"),
  USABILITY("可用性", "Usability"),
  SECURITY("安全性", "Security"),
  SOURCE("来源", "Where it came from"),
  ITEM("事项", "Item"),
  TRANSACTION("办件号", "Transaction"),
  SYSTEM("来源系统", "Source system"),
  AGENCY("经办机构", "Agency"),
  REGION("地区", "Region"),
  CHANNEL("渠道", "Channel"),
  WINDOW("窗口", "Window"),
  HANDLER("经办人", "Handler"),
  ACCEPTED("受理时间", "Accepted"),
  COMPLETED("办结时间", "Completed"),
  OUTCOME("办理结果", "Outcome"),
  SEALED("封存时间", "Sealed"),
  RETENTION("保管期限", "Retention"),
  PERMANENT("永久", "permanent"),
  UNTIL("%s 年，至 %s", "%s years, until %s"),
  HOLDERS("当事人", "Holders"),
  NAME("名称", "Name"),
  ID_TYPE("证件类型", "Kind of number"),
  ID("证件号码", "Number"),
  ROLE("身份", "Role"),
  STEPS("办理过程", "Process"),
  TIME("时间", "Time"),
  STEP("环节", "Step"),
  ACTOR("办理人", "By"),
  REMARK("备注", "Remark"),
  FILES("文件", "Files"),
  ROW("序号", "No."),
  FILE("文件名", "File"),
  KIND("类型", "Type"),
  SIZE("字节数", "Bytes"),
  SHA256("SHA-256", "SHA-256"),
  INTAKE("归档时的检测", "Checks at intake"),
  INTAKE_WITH(
      "依据 %s，程序版本 %s，事项目录版本 %s，恶意代码检测工具：%s。",
      "By %s, program version %s, catalogue version %s, malware scanner: %s."),
  NO_SCANNER("无", "none"),
  CHECK("检测项", "Check"),
  INPUT("输入", "Input"),
  VERDICT("结论", "Verdict"),
  YES("是", "yes"),
  NO("否", "no"),
  IN_DIGESTS("所附摘要", "digests given"),
  IN_SIGNATURES("签名", "signatures"),
  IN_POINTERS("异常处", "places"),
  IN_TYPES("所附格式", "types given"),
  IN_LISTED("清单", "listed"),
  IN_RECEIVED("收到", "received"),
  IN_SIZES("所附大小", "sizes given"),
  IN_EXPECTED("应有环节", "expected"),
  IN_PRESENT("已有环节", "present"),
  IN_MATERIALS("材料", "materials"),
  IN_REQUIRED("必需", "required"),
  IN_CITED("引用", "cited"),
  IN_FILES("文件", "files"),
  IN_ALLOWED("允许", "allowed"),
  IN_EMPTY("允许空文件", "empty allowed"),
  IN_ENCRYPTED("允许加密", "encrypted allowed"),
  IN_SCANNER("检测工具", "scanner"),
  OF_FILES("%s（文件 %s）", "%s (files %s)"),
  PASSED("符合", "passed"),
  FAILED("不符", "failed"),
  FINDING("有发现", "finding"),
  NOT_APPLICABLE("不适用", "not applicable"),
  NOT_DETERMINED("未能判定", "not determined"),
  SIGNATURES("文件内的签名（归档当日的判定）", "Signatures within files, as judged at intake"),
  SIGNER("签名者", "Signer"),
  CLAIMED("所称时间", "Claimed time"),
  SIGNATURE_PASSED("有效", "valid"),
  SIGNATURE_FAILED("无效：%s", "broken: %s"),
  SIGNATURE_OPEN("未能判定：%s", "undecided: %s"),
  SEALS("封存签章（本次核验）", "Seals, as verified now"),
  SUITE("算法", "Algorithms"),
  CERTIFIED("证书有效至", "Certificate until"),
  HOLDS("符合", "holds"),
  FAILS("不符", "FAILS"),
  UNKNOWN("无法判定", "can't be decided"),
  EVENTS("账本条目", "Entries of the ledger"),
  INDEX("条目", "Entry"),
  TYPE("事件", "Event"),
  ARCHIVED("归档", "archived"),
  AMENDED("更正", "amended"),
  HELD("冻结", "held"),
  RELEASED("解冻", "released"),
  DISPOSED_OF("销毁", "disposed of"),
  TRANSFERRED("移交", "transferred"),
  RENEWED("续期", "renewed"),
  CHECKED("检查", "checked"),
  CONTINUED("承接", "continued"),
  CHAIN("证明链：条目 %s", "The chain of proofs: entry %s"),
  LEDGER("账本", "Ledger"),
  TREE("检查点", "Checkpoint"),
  TREE_OF(
      "条目总数 %s；包含证明由 %3$s 个散列值组成，从条目 %2$s 到根",
      "of a size of %s; the proof of inclusion leads from entry %s to the root (hashes: %s)"),
  ROOT("根", "Root"),
  STAMP("时间戳", "Time stamp"),
  STAMP_BY("%s，由 %s 签发，证书有效至 %s", "%s, by %s, certified until %s"),
  NO_STAMP("尚未加盖时间戳", "not stamped yet"),
  WITNESSES("见证方", "Witnesses"),
  NO_WITNESSES("无", "none"),
  RENEWALS("证据续期", "Renewals"),
  NO_RENEWALS("尚未续期", "not renewed yet"),
  RENEWAL("第 %s 链，%s，%s", "chain %s, %s, %s"),
  EVIDENCE("证据记录摘要", "Evidence record"),
  READERS("查阅记录（由近及远）", "Who has read it, the newest first"),
  READERS_NONE("本报告出具之前没有查阅。", "Nobody, before this report was drawn up."),
  READERS_HIDDEN(
      "未列出：查阅者的角色无权知悉，或档案已不可读。",
      "Not named: the reader's role may not know, or the record is no longer there to be read."),
  READERS_MORE(
      "更早的查阅未列出，仍保存在查阅账本中。", "Earlier readings are not listed; the ledger of accesses has them."),
  WHO("查阅者", "Who"),
  WHAT("行为", "What"),
  WHY("目的", "Purpose"),
  REFUSED("%s（被拒绝）", "%s (refused)"),
  BASIS("依据", "Basis"),
  PROVEN_TIME("%s；所证时间 %s", "%s; time proved: %s"),
  OF_ENTRY("%s（条目 %s）", "%s (entry %s)"),
  DAMAGE("档案包的缺陷", "What is wrong with the package"),
  WHERE("位置", "Where"),
  DEFECT("缺陷", "Defect"),
  MORE_ROWS("另有 %s 行，见附件 %s。", "%s more rows stand in the attachment %s."),
  NOTES("说明", "Notes"),
  NOTE_ATTACHED(
      "本报告的全部内容以规范 JSON（RFC 8785）附于本文件，名为 %s；签名同样覆盖该附件。",
      "All that this report says is attached as canonical JSON (RFC 8785) under the name %s, and"
          + " the signature covers that too."),
  NOTE_SIGNED(
      "本文件带有电子签名（PAdES）和时间戳，改动任何一处都会使签名失效；打印件不含签名。可用命令 archive verify，或任何支持 PAdES 的软件，以本系统公布的证书为信任锚核验。",
      "This file bears an electronic signature (PAdES) and a time stamp; any change breaks it, and"
          + " a print has none. Verify it by the command archive verify, or by any software for"
          + " PAdES that trusts the certificate which this archive publishes."),
  NOTE_ALONE(
      "本报告是本系统的陈述。不必相信本系统：下载该档案的证明（proof），以自己保存的证书和账本公钥自行核验。",
      "This report is the archive's own statement. Nobody need believe it: fetch the record's"
          + " proof, and verify it with certificates and a ledger key that you kept."),
  NOTE_LIMITS(
      "可用性和安全性只在归档时检测，本次未重新检测。只由本系统自己的时间戳机构证明的时间，证明的是次序；独立的时间须看外部时间戳机构和见证方。",
      "Usability and security were looked at when the record came in, and not again now. A time"
          + " that only the archive's own authority gave proves an order; an independent time takes"
          + " an authority outside, or witnesses."),
  NOTE_STANDARDS(
      "编排参照 DA/T 70-2018、DA/T 97-2023、GB/T 18894-2016、GB/T 39784-2021，不作符合性声明。",
      "Laid out with a view to DA/T 70-2018, DA/T 97-2023, GB/T 18894-2016 and GB/T 39784-2021; no"
          + " conformance is claimed."),
  BY_WINDOW("窗口", "window"),
  BY_WEB("网站", "web"),
  BY_APP("应用", "app"),
  BY_BATCH("批量", "batch"),
  GRANTED("准予", "granted"),
  NOT_GRANTED("不予", "refused"),
  WITHDRAWN("撤回", "withdrawn"),
  TERMINATED("终止", "terminated"),
  RESIDENT_ID("居民身份证", "resident id"),
  PASSPORT("护照", "passport"),
  PERMIT("通行证", "permit"),
  USCC("统一社会信用代码", "social credit code");

  private final String chinese;
  private final String english;

  ReportText(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  String in(Language language, Object... values) {
    String text = language.choose(chinese, english);
    return values.length == 0 ? text : text.formatted(values);
  }
}
