package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;

/** Every word that stands on a page. */
public enum Text {
  NAME("存真", "Cunzhen"),
  SUBTITLE("电子档案系统", "Electronic archive"),
  SIGN_IN("登录", "Sign in"),
  SIGN_OUT("退出", "Sign out"),
  USER("用户名", "User name"),
  PASSWORD("密码", "Password"),
  WRONG_PASSWORD("用户名或密码不正确，请重新输入。", "User name or password is wrong. Try again."),
  SEARCH("搜索", "Search"),
  SEARCH_LABEL("搜索档案", "Search the archive"),
  SEARCH_HINT(
      "姓名、证件号码、办件号、档号、事项、单位或文件中的文字",
      "Name, id number, transaction, archive number, item, employer, or words in the files"),
  FOUND("共找到 %s 件档案", "%s records found"),
  NOTHING_FOUND(
      "没有找到符合条件的档案。请检查输入，或减少关键词。", "No record matches. Check the spelling, or use fewer words."),
  MORE("下一页", "Next page"),
  TYPE_TO_SEARCH("请输入要查找的内容。", "Type what you are looking for."),
  ARCHIVE_NUMBER("档号", "Archive number"),
  TRANSACTION("办件号", "Transaction"),
  ABOUT("办件信息", "About"),
  HOLDERS("当事人", "Holders"),
  AGENCY("经办机构", "Agency"),
  REGION("行政区划", "Region"),
  WINDOW("窗口", "Window"),
  CHANNEL("渠道", "Channel"),
  HANDLER("经办人", "Handler"),
  OUTCOME("办理结果", "Outcome"),
  ACCEPTED("受理时间", "Accepted"),
  COMPLETED("办结时间", "Completed"),
  RETENTION("保管期限", "Retention"),
  RETENTION_PERMANENT("永久", "Permanent"),
  RETENTION_YEARS("%s 年，至 %s", "%s years, until %s"),
  FILES("文件", "Files"),
  FILE_OPEN("查看", "Open"),
  SIZE("大小", "Size"),
  MATERIAL("材料", "Material"),
  PROCESS("办理过程", "Process"),
  PROOF("真实性", "Authenticity"),
  SEALED_AT("封存时间", "Sealed"),
  POSITION("账本位置", "Ledger position"),
  DIGEST("档案摘要（SHA-256）", "Record digest (SHA-256)"),
  CHECK_NOW("立即核验", "Verify now"),
  CHECK_HOLDS("符合", "holds"),
  CHECK_FAILS("不符", "FAILS"),
  CHECK_UNKNOWN("无法判断", "not known"),
  PURPOSE("查阅目的", "Purpose"),
  PURPOSE_WHY(
      "查看文件前，请说明查阅目的。当事人可以看到谁因何查阅了档案。",
      "Before you open a file, say what for. The holder can see who read the record, and why."),
  PURPOSE_SET("确定", "Set"),
  PURPOSE_CASE("办理本人业务", "Serving the holder"),
  PURPOSE_CHECK("事后核查", "Later verification"),
  PURPOSE_COMPLAINT("处理投诉", "Handling a complaint"),
  READERS("谁看过这份档案", "Who has read this record"),
  READERS_NONE("还没有人查阅过。", "Nobody has yet."),
  BACK("返回搜索", "Back to search"),
  HOME("返回首页", "To the start"),
  SOMETHING_WRONG("出现问题", "Something is wrong"),
  LANGUAGE("English", "中文"),
  SKIP("跳到内容", "Skip to content"),
  WINDOW_CHANNEL("窗口", "Window"),
  WEB_CHANNEL("网上", "Web"),
  APP_CHANNEL("手机应用", "App"),
  BATCH_CHANNEL("批量", "Batch"),
  GRANTED("准予", "Granted"),
  REFUSED("不予", "Refused"),
  WITHDRAWN("撤回", "Withdrawn"),
  TERMINATED("终止", "Terminated");

  private final String chinese;
  private final String english;

  Text(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** The text in this language, its places filled in order. */
  public String in(Language language, Object... values) {
    String text =
        switch (language) {
          case CHINESE -> chinese;
          case ENGLISH -> english;
        };
    return values.length == 0 ? text : text.formatted(values);
  }
}
