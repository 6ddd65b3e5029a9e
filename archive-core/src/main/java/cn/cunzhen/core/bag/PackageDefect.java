package cn.cunzhen.core.bag;

import java.util.Locale;

/** What can be wrong with a package, apart from its seals. */
public enum PackageDefect {
  NOT_A_PACKAGE("no ZIP file, or something follows it", "不是 ZIP 文件，或其后还有内容"),
  DIRECTORY("the central directory is not as it is written", "中央目录与规定格式不一致"),
  ENTRY_MISSING("an entry is missing", "缺少条目"),
  ENTRY_SURPLUS("an entry is surplus", "有多余条目"),
  ENTRY_ORDER("the entries stand in another order", "条目顺序不符"),
  LENGTH("bytes are missing, or belong to no entry", "缺少字节，或有不属于任何条目的字节"),
  LOCAL_HEADER("a local header is not as it is written", "本地文件头与规定格式不一致"),
  RECORD("record.json is not canonical, or of another format", "record.json 不是规范格式"),
  RECORD_DIGEST("another record than the one that is asked for", "不是所要求的档案"),
  NAME("the package's folder is not named for its record", "包内文件夹名与档案不符"),
  CHECKS("checks.json is not the one that record.json names", "checks.json 与 record.json 所记摘要不符"),
  SEAL_MISSING("a seal is missing", "缺少签章"),
  SEAL_TIME("a seal's time is not that of record.json", "签章时间与 record.json 不符"),
  BAGIT("bagit.txt is not as it is written", "bagit.txt 与规定内容不一致"),
  BAG_INFO("bag-info.txt does not follow from record.json", "bag-info.txt 与 record.json 不符"),
  MANIFEST("the manifest does not follow from record.json", "清单与 record.json 不符"),
  TAG_MANIFEST("the tag manifest does not follow from the tag files", "标签清单与标签文件不符"),
  PAYLOAD_CRC("a file's check sum is another", "文件校验和不符"),
  PAYLOAD_SHA256("a file's SHA-256 is another", "文件 SHA-256 摘要不符"),
  PAYLOAD_SM3("a file's SM3 is another", "文件 SM3 摘要不符");

  private final String english;
  private final String chinese;

  PackageDefect(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Its stable name. */
  public String code() {
    return "package-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
