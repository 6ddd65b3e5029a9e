package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.FileInspection.Finding;
import java.util.Set;

/**
 * The four-nature checks (四性检测, DA/T 70-2018, archiving stage) that are made at intake.
 *
 * <p>Their content is what systems of this field check; their numbering is unconfirmed, and no
 * conformance is claimed, so a check has a name too. 1 is authenticity, 2 integrity, 3 usability, 4
 * security; 2-7 stands for 2-7 to 2-9.
 *
 * <p>Not made here, since there is no package yet: the archive number and duplicates (1-7, 1-8, by
 * the commit to the ledger), the structure and readability of the package (1-11 to 1-14, 2-6, 2-10,
 * 2-11, 3-1, 3-2, 4-3, on the finished package).
 */
enum Check {
  FIXITY(
      "1-1",
      "固化信息有效：摘要、签名",
      Set.of(FaultCode.DIGEST_DISAGREES, FaultCode.SIGNATURE_BROKEN),
      Set.of(Finding.BROKEN_SIGNATURE)),
  LENGTH("1-2", "元数据长度合规"),
  TYPE("1-3", "元数据类型、格式合规"),
  RANGE("1-4", "元数据值域合规"),
  PLAUSIBILITY("1-5", "元数据值合理"),
  CHARACTERS("1-6", "元数据不含异常字符"),
  PROPERTIES(
      "1-10", "文件属性一致：名称、大小、格式", Set.of(FaultCode.SIZE_DISAGREES), Set.of(Finding.NAME_DISAGREES)),
  PIECES(
      "2-1",
      "件数与清单一致",
      Set.of(FaultCode.FILE_NOT_RECEIVED, FaultCode.FILE_NOT_LISTED, FaultCode.FILE_RECEIVED_TWICE),
      Set.of()),
  BYTES("2-2", "字节数与清单一致", Set.of(FaultCode.SIZE_DISAGREES), Set.of()),
  METADATA("2-3", "元数据齐全"),
  REQUIRED_FIELDS("2-4", "必填项已填"),
  PROCESS("2-5", "过程信息完整"),
  MATERIALS("2-7", "内容和附件与材料清单相符"),
  FORMAT("3-3", "内容格式在允许之列", Set.of(FaultCode.FORMAT_NOT_ALLOWED), Set.of()),
  OPENS("3-4", "内容可打开、不为空", Set.of(FaultCode.FILE_EMPTY), Set.of(Finding.EMPTY, Finding.DAMAGED)),
  NO_ENCRYPTION("3-8", "未加密", Set.of(FaultCode.FILE_ENCRYPTED), Set.of(Finding.ENCRYPTED)),
  SCANNER("4-1", "已安装恶意代码检测工具"),
  NO_MALWARE("4-2", "不含恶意代码", Set.of(FaultCode.FILE_MALWARE), Set.of()),
  SAFE_PROCESS(
      "4-7",
      "归档过程安全：压缩炸弹、超大图像、活动内容、程序",
      Set.of(
          FaultCode.FILE_ARCHIVE_BOMB,
          FaultCode.FILE_EXECUTABLE,
          FaultCode.FILE_TOO_LARGE,
          FaultCode.FILES_TOO_LARGE),
      Set.of(Finding.OVERSIZE_IMAGE, Finding.ACTIVE_CONTENT));

  private final String number;
  private final String zh;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<FaultCode> fails;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Finding> notes;

  Check(String number, String zh) {
    this(number, zh, Set.of(), Set.of());
  }

  /**
   * @param fails the faults that make it fail
   * @param notes the findings that it records
   */
  Check(String number, String zh, Set<FaultCode> fails, Set<Finding> notes) {
    this.number = number;
    this.zh = zh;
    this.fails = fails;
    this.notes = notes;
  }

  String number() {
    return number;
  }

  String zh() {
    return zh;
  }

  boolean fails(FaultCode code) {
    return fails.contains(code);
  }

  boolean notes(Finding finding) {
    return notes.contains(finding);
  }
}
