package cn.cunzhen.core.json;

/** Why a text is refused as JSON. The words quote nothing of the text: it may be personal. */
public enum JsonFault {
  ENCODING("not valid UTF-8", "不是有效的 UTF-8 编码"),
  BYTE_ORDER_MARK("a byte order mark stands before the text", "文本前有字节顺序标记"),
  SYNTAX("not JSON", "不符合 JSON 语法"),
  DUPLICATE_KEY("a key stands twice in one object", "同一对象中键重复"),
  NUL("a string holds the character NUL", "字符串含有 NUL 字符"),
  LONE_SURROGATE("a string holds half of a character", "字符串含有不成对的代理项"),
  NUMBER("a number is not an integer below 2^53", "数字不是小于 2^53 的整数"),
  LIMIT("nested too deep, or a name or value too long", "嵌套过深，或名称、值过长"),
  TRAILING("something follows the value", "JSON 值之后还有内容"),
  NOT_CANONICAL("not in canonical form", "不是规范格式");

  private final String english;
  private final String chinese;

  JsonFault(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
