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
  PART(
      "此表涉及多人（另有 %s 方），您只能看到与您有关的部分。需要其他内容，请带身份证件到任一窗口询问。",
      "This form concerns others too (%s of them), and you see your own part of it alone. If you"
          + " need more, ask at any window, with your identity card."),
  PART_NO_FORM(
      "哪一份文件上有您，这里无法确定，所以不显示文件。请带身份证件到任一窗口，可以查到您所在的页。",
      "On which file you stand can't be told here, so none is shown. Ask at any window, with your"
          + " identity card."),
  PART_LOOK("看我所在的页", "My pages"),
  PART_SHORT("此表涉及多人（另有 %s 方）", "A form that concerns others too (%s of them)"),
  PART_PAGES("此表涉及多人，下面只是您所在的页。", "This form concerns others too; these are your pages alone."),
  PART_COPY("开具我所在页的核证副本", "Make a certified copy of my pages"),
  PART_COPY_WHY(
      "您所在的页做成一份 PDF，带电子签章和二维码，可以交给单位、银行或法院。对方扫一扫就能核验。",
      "Your pages as a PDF with an electronic seal and a QR code, to hand to an employer, a bank or"
          + " a court. They can verify it for themselves."),
  PART_READERS(
      "其他当事人的查阅，以及查阅的目的，可能涉及他人，不在这里显示。",
      "What others whom it concerns have read, and what people read it for, is not shown: it may"
          + " name others."),
  AND_OTHERS("%s 等 %s 人", "%s and others, %s in all"),
  COMPLETED("%s办结", "completed %s"),

  KIND_MANAGEMENT("参保登记", "Registration"),
  KIND_CONTRIBUTIONS("缴费", "Contributions"),
  KIND_PENSION("养老", "Pension"),
  KIND_MEDICAL("医疗", "Medical care"),
  KIND_UNEMPLOYMENT("失业", "Unemployment"),
  KIND_INJURY("工伤", "Work injury"),
  KIND_MATERNITY("生育", "Maternity"),
  KIND_STATISTICS("统计", "Statistics"),
  KIND_AUDIT("检查", "Inspection"),
  KIND_OTHER("其他", "Other"),

  GRANTED("已办成", "Granted"),
  REFUSED("未批准", "Refused"),
  WITHDRAWN("已撤回", "Withdrawn"),
  TERMINATED("中途终止", "Ended early"),
  GRANTED_MEANS("这件事已经办成。", "What was asked for was granted."),
  REFUSED_MEANS(
      "这件事没有获得批准，原因写在办理结果里。如有疑问，请向经办机构询问。",
      "This was refused; the result says why. If in doubt, ask the agency."),
  WITHDRAWN_MEANS("申请已经撤回，没有继续办理。", "The request was withdrawn, and went no further."),
  TERMINATED_MEANS(
      "办理中途终止，没有作出结果。如有疑问，请向经办机构询问。",
      "This ended before anything was decided. If in doubt, ask the agency."),

  SENTENCE("%s在%s提出，%s办结。", "Asked for on %s at %s; completed on %s."),
  BY("（%s）", " (%s)"),
  AMENDED(
      "这份档案更正过，现在看到的是第 %s 版。", "This record has been corrected: you are looking at version %s."),
  FILES("文件（%s 个）", "Files (%s)"),
  RESULT_PAPERS("办理结果", "The result"),
  APPLICATION_PAPERS("申请时交的材料", "Handed in with the request"),
  PROCESS_PAPERS("办理过程中的文件", "Made on the way"),
  COPY("核证副本", "Certified copy"),
  COPY_WHY(
      "全部文件做成一份 PDF，带电子签章和二维码，可以交给单位、银行或法院。对方扫一扫就能核验。",
      "All files as one PDF with an electronic seal and a QR code, to hand to an employer, a bank"
          + " or a court. They can verify it for themselves."),
  COPY_ALL("开具全部文件的核证副本", "Make a certified copy of everything"),
  COPY_WAIT("制作要几秒到一分钟，请稍等。", "This takes a few seconds, at most a minute or so."),
  COPY_SOME("只要其中几个文件或几页", "Only some files or pages"),
  STORY("办理经过", "What happened"),
  STEP_RECEIVED("收到申请", "The request came in"),
  STEP_ACCEPTED("受理：开始办理", "It was accepted, and work on it began"),
  STEP_REVIEWED("工作人员审核", "It was reviewed"),
  STEP_COMPLETED("办结，结果：%s", "It was completed: %s"),
  STEP_CORRECTED("要求补充或改正材料", "More or other documents were asked for"),
  STEP_SUSPENDED("暂停办理", "It was put on hold"),
  STEP_SEALED("盖上电子签章，存入档案", "It was sealed, and entered in the archive"),
  SEAL("有没有被改动过", "Has anything been changed?"),
  SEALED(
      "这份档案在%s盖了电子签章，此后改动一个字都能查出来。按下面的按钮，马上查。",
      "This record was sealed on %s; whoever changes a letter since is found out. Press to check"
          + " now."),
  EACH_CHECK("逐项看", "Each check"),
  NO_OTHERS("除了您，还没有人看过。", "Nobody but you has."),
  ALL_READERS("全部查阅记录", "Everyone who has read my records"),
  READER_AT("%2$s 的%1$s", "%1$s, %2$s,"),
  READ("%s %s。", "%s %s."),
  READ_FOR("%s %s，目的：%s。", "%s %s, for: %s."),
  FACTS("档号、证明和技术信息", "Numbers, proofs and technical facts");

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
