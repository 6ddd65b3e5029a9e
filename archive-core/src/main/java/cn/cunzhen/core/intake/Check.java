package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.FileInspection.Finding;
import java.util.Set;

/**
 * The four-nature checks (四性检测, DA/T 70-2018, archiving stage) that are made at intake.
 *
 * <p>Their content is what systems of this field check; their numbering is unconfirmed, and no
 * conformance is claimed. 2-7 stands for 2-7 to 2-9.
 *
 * <p>Not made here, since there is no package yet: the archive number and duplicates (1-7, 1-8, by
 * the commit to the ledger), the structure and readability of the package (1-11 to 1-14, 2-6, 2-10,
 * 2-11, 3-1, 3-2, 4-3, on the finished package).
 */
enum Check {
  FIXITY(
      "1-1",
      Nature.AUTHENTICITY,
      "固化信息有效：摘要、签名",
      "fixity information is valid: digests, signatures",
      Set.of(FaultCode.DIGEST_DISAGREES, FaultCode.SIGNATURE_BROKEN),
      Set.of(Finding.BROKEN_SIGNATURE)),
  LENGTH("1-2", Nature.AUTHENTICITY, "元数据长度合规", "metadata keeps its limits of length"),
  TYPE("1-3", Nature.AUTHENTICITY, "元数据类型、格式合规", "metadata has its types and formats"),
  RANGE("1-4", Nature.AUTHENTICITY, "元数据值域合规", "metadata keeps its ranges of values"),
  PLAUSIBILITY("1-5", Nature.AUTHENTICITY, "元数据值合理", "metadata is plausible"),
  CHARACTERS(
      "1-6", Nature.AUTHENTICITY, "元数据不含异常字符", "metadata holds no characters that can't be seen"),
  PROPERTIES(
      "1-10",
      Nature.AUTHENTICITY,
      "文件属性一致：名称、大小、格式",
      "file properties agree: name, size, format",
      Set.of(FaultCode.SIZE_DISAGREES),
      Set.of(Finding.NAME_DISAGREES)),
  PIECES(
      "2-1",
      Nature.INTEGRITY,
      "件数与清单一致",
      "the number of files agrees with the list",
      Set.of(FaultCode.FILE_NOT_RECEIVED, FaultCode.FILE_NOT_LISTED, FaultCode.FILE_RECEIVED_TWICE),
      Set.of()),
  BYTES(
      "2-2",
      Nature.INTEGRITY,
      "字节数与清单一致",
      "the number of bytes agrees with the list",
      Set.of(FaultCode.SIZE_DISAGREES),
      Set.of()),
  METADATA("2-3", Nature.INTEGRITY, "元数据齐全", "metadata is complete"),
  REQUIRED_FIELDS("2-4", Nature.INTEGRITY, "必填项已填", "required fields are filled in"),
  PROCESS("2-5", Nature.INTEGRITY, "过程信息完整", "process information is complete"),
  MATERIALS(
      "2-7", Nature.INTEGRITY, "内容和附件与材料清单相符", "content and attachments agree with the materials"),
  FORMAT(
      "3-3",
      Nature.USABILITY,
      "内容格式在允许之列",
      "content is in an allowed format",
      Set.of(FaultCode.FORMAT_NOT_ALLOWED),
      Set.of()),
  OPENS(
      "3-4",
      Nature.USABILITY,
      "内容可打开、不为空",
      "content opens and is not empty",
      Set.of(FaultCode.FILE_EMPTY),
      Set.of(Finding.EMPTY, Finding.DAMAGED)),
  NO_ENCRYPTION(
      "3-8",
      Nature.USABILITY,
      "未加密",
      "content is not encrypted",
      Set.of(FaultCode.FILE_ENCRYPTED),
      Set.of(Finding.ENCRYPTED)),
  SCANNER("4-1", Nature.SECURITY, "已安装恶意代码检测工具", "a malware scanner is in use"),
  NO_MALWARE(
      "4-2",
      Nature.SECURITY,
      "不含恶意代码",
      "content holds no malware",
      Set.of(FaultCode.FILE_MALWARE),
      Set.of()),
  SAFE_PROCESS(
      "4-7",
      Nature.SECURITY,
      "归档过程安全：压缩炸弹、超大图像、活动内容、程序",
      "the process is safe: archive bombs, oversize images, active content, programs",
      Set.of(
          FaultCode.FILE_ARCHIVE_BOMB,
          FaultCode.FILE_EXECUTABLE,
          FaultCode.FILE_TOO_LARGE,
          FaultCode.FILES_TOO_LARGE),
      Set.of(Finding.OVERSIZE_IMAGE, Finding.ACTIVE_CONTENT));

  /** 真实性, 完整性, 可用性, 安全性. */
  enum Nature {
    AUTHENTICITY,
    INTEGRITY,
    USABILITY,
    SECURITY
  }

  private final String number;
  private final Nature nature;
  private final String zh;
  private final String en;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<FaultCode> fails;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Finding> notes;

  Check(String number, Nature nature, String zh, String en) {
    this(number, nature, zh, en, Set.of(), Set.of());
  }

  /**
   * @param fails the faults that make it fail
   * @param notes the findings that it records
   */
  Check(
      String number,
      Nature nature,
      String zh,
      String en,
      Set<FaultCode> fails,
      Set<Finding> notes) {
    this.number = number;
    this.nature = nature;
    this.zh = zh;
    this.en = en;
    this.fails = fails;
    this.notes = notes;
  }

  String number() {
    return number;
  }

  Nature nature() {
    return nature;
  }

  String zh() {
    return zh;
  }

  String en() {
    return en;
  }

  boolean fails(FaultCode code) {
    return fails.contains(code);
  }

  boolean notes(Finding finding) {
    return notes.contains(finding);
  }
}
