package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;

/** What those read whose records they are: words for somebody who has never seen an archive. */
public enum MyText {
  RECORDS("我的档案", "My records"),
  READERS("谁看过", "Readers"),
  ME("我的", "Me"),
  NAV("底部菜单", "Menu"),
  COUNT("共 %s 件", "Records: %s"),
  FOUND("找到 %s 件", "Found: %s"),
  NEAR("没有完全一样的，下面 %s 件比较接近。", "Nothing is exactly so. These come near it: %s."),
  NONE_YET("您还没有档案", "You have no records yet"),
  NONE_YET_MEANS(
      "您办完一件社保业务，它的档案就会出现在这里。如果您办过业务却看不到，请带身份证件到任一社保窗口询问。",
      "When something that you asked the social insurance for is completed, its record appears"
          + " here. If you miss one, ask at any window, with your identity card."),
  NOTHING_FOUND("没有找到", "Nothing found"),
  NOTHING_FOUND_MEANS(
      "请换个说法，或者少输几个字，再找一次。", "Try other words, or fewer of them, and search again."),
  SHOW_ALL("看全部档案", "Show all records"),
  SEARCH("在我的档案里找", "Search my records"),
  SEARCH_HINT("例如：养老、转移", "For example: pension"),
  SEARCH_MORE("更多查找条件", "More ways to search"),
  YEARS("哪一年", "Year"),
  KINDS("哪一类", "Kind"),
  ALL_YEARS("所有年份", "All years"),
  ALL_KINDS("所有种类", "All kinds"),
  EARLIER("更早的年份", "Earlier years"),
  YEAR("%s 年", "%s"),
  ARRIVING("刚刚存入", "Just arrived"),
  ARRIVING_MEANS("这份档案刚刚存入，稍后就能看到名称。", "This record has just arrived; its name follows soon."),
  WITH("涉及：%s", "Concerns %s"),
  AND_OTHERS("%s 等 %s 人", "%s and others, %s in all"),
  COMPLETED("%s办结", "completed %s"),

  KIND_MANAGEMENT("参保登记", "Registration"),
  KIND_CONTRIBUTIONS("缴费", "Contributions"),
  KIND_PENSION("养老", "Pension"),
  KIND_MEDICAL("看病", "Medical care"),
  KIND_UNEMPLOYMENT("失业", "Unemployment"),
  KIND_INJURY("工伤", "Work injury"),
  KIND_MATERNITY("生育", "Maternity"),
  KIND_STATISTICS("统计", "Statistics"),
  KIND_AUDIT("检查", "Inspection"),
  KIND_OTHER("其他", "Other"),

  GRANTED("已办成", "Granted"),
  REFUSED("未批准", "Refused"),
  WITHDRAWN("已撤回", "Withdrawn"),
  TERMINATED("中途终止", "Ended early");

  private final String chinese;
  private final String english;

  MyText(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  String in(Language language, Object... values) {
    String text = language.choose(chinese, english);
    return values.length == 0 ? text : text.formatted(values);
  }
}
