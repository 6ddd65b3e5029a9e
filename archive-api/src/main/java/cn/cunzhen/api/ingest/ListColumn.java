package cn.cunzhen.api.ingest;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a column of a list may be: the name that the submission's JSON has for it, or a Chinese one.
 */
enum ListColumn {
  SOURCE_SYSTEM("sourceSystem", "来源系统", Kind.TRANSACTION),
  TRANSACTION("transactionId", "办件编号", Kind.TRANSACTION),
  ITEM("item", "事项编码", Kind.TRANSACTION),
  HOLDER("holderName", "姓名", Kind.HOLDER),
  ID_TYPE("idType", "证件类型", Kind.HOLDER),
  ID_NUMBER("idNumber", "证件号码", Kind.HOLDER),
  AGENCY("agency", "经办机构", Kind.TRANSACTION),
  REGION("region", "行政区划", Kind.TRANSACTION),
  WINDOW("window", "窗口", Kind.TRANSACTION),
  CHANNEL("channel", "渠道", Kind.TRANSACTION),
  HANDLER("handler", "经办人", Kind.TRANSACTION),
  ACCEPTED("acceptedAt", "受理时间", Kind.TIME),
  COMPLETED("completedAt", "办结时间", Kind.TIME),
  OUTCOME("outcome", "办理结果", Kind.TRANSACTION),
  MATERIAL("material", "材料编码", Kind.FILE),
  PART("part", "环节", Kind.FILE),
  TITLE("title", "题名", Kind.FILE),
  FILE("file", "文件", Kind.FILE),
  REMARK("remark", "备注", Kind.REMARK);

  /** What a column tells about. */
  enum Kind {
    TRANSACTION,
    TIME,
    HOLDER,
    FILE,
    REMARK
  }

  private final String word;
  private final String chinese;
  private final Kind kind;

  ListColumn(String word, String chinese, Kind kind) {
    this.word = word;
    this.chinese = chinese;
    this.kind = kind;
  }

  /** The column that a heading names, in whatever case. */
  static Optional<ListColumn> of(String heading) {
    return Arrays.stream(values())
        .filter(each -> each.chinese.equals(heading) || each.word.equalsIgnoreCase(heading))
        .findFirst();
  }

  /** The name that the submission's JSON has for it. */
  String word() {
    return word;
  }

  /** Both names, as messages call the column. */
  String heading() {
    return chinese + " (" + word + ")";
  }

  Kind kind() {
    return kind;
  }

  /** Whether the rows of one transaction must agree on it. */
  boolean isCommon() {
    return kind == Kind.TRANSACTION || kind == Kind.TIME || kind == Kind.HOLDER;
  }

  /** Whether no list may be without it: no archive takes a transaction that lacks it. */
  boolean isNeeded() {
    return switch (this) {
      case SOURCE_SYSTEM,
          TRANSACTION,
          ITEM,
          HOLDER,
          ID_TYPE,
          ID_NUMBER,
          AGENCY,
          REGION,
          CHANNEL,
          ACCEPTED,
          COMPLETED,
          OUTCOME,
          MATERIAL,
          PART,
          FILE ->
          true;
      case WINDOW, HANDLER, TITLE, REMARK -> false;
    };
  }

  /** What the submission's JSON says for a value of the list; a word that is not known stays. */
  String translate(String value) {
    return switch (this) {
      case ID_TYPE ->
          switch (value) {
            case "身份证", "居民身份证" -> "resident-id";
            case "护照" -> "passport";
            case "通行证" -> "permit";
            case "统一社会信用代码" -> "uscc";
            default -> value;
          };
      case CHANNEL ->
          switch (value) {
            case "窗口" -> "window";
            case "网办" -> "web";
            case "移动端" -> "app";
            case "批量" -> "batch";
            default -> value;
          };
      case OUTCOME ->
          switch (value) {
            case "准予" -> "granted";
            case "不予" -> "refused";
            case "撤回" -> "withdrawn";
            case "终止" -> "terminated";
            default -> value;
          };
      case PART ->
          switch (value) {
            case "申请" -> "application";
            case "过程" -> "process";
            case "结果" -> "result";
            default -> value;
          };
      case SOURCE_SYSTEM,
          TRANSACTION,
          ITEM,
          HOLDER,
          ID_NUMBER,
          AGENCY,
          REGION,
          WINDOW,
          HANDLER,
          ACCEPTED,
          COMPLETED,
          MATERIAL,
          TITLE,
          FILE,
          REMARK ->
          value;
    };
  }
}
