package cn.cunzhen.indexer.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where something that was typed is looked for, and the words that say so before a colon. */
enum Scope {
  ANYWHERE,
  ITEM,
  HOLDER,
  NUMBER,
  AGENCY,
  REGION,
  COMPLETED,
  TITLE,
  TEXT;

  private static final Map<String, Scope> BY_WORD = new HashMap<>();

  static {
    name(ITEM, "item", "事项");
    name(HOLDER, "holder", "name", "姓名", "单位", "单位名称", "持有人");
    name(NUMBER, "number", "号码", "编号", "证件号", "证件号码", "身份证", "身份证号", "办件号", "档号");
    name(AGENCY, "agency", "机构", "经办机构");
    name(REGION, "region", "地区", "区划");
    name(COMPLETED, "date", "year", "completed", "日期", "年份", "年度", "办结");
    name(TITLE, "title", "标题", "材料", "文件名");
    name(TEXT, "text", "正文", "全文");
  }

  private static void name(Scope scope, String... words) {
    for (String word : words) {
      BY_WORD.put(word, scope);
    }
  }

  /** The scope that this word names, in whatever letters. */
  static Optional<Scope> named(String word) {
    return Optional.ofNullable(BY_WORD.get(Folded.ofName(word).toString()));
  }

  /** Whether this is something that the scope can be asked for. */
  boolean takes(String value) {
    return this == COMPLETED
        ? Days.ofYearOrDate(value).isPresent()
        : !Folded.ofName(value).isEmpty();
  }
}
