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
  SEARCH_ALL("查找档案", "Find a record"),
  SEARCH_OWN("我的档案", "My records"),
  NEWEST("最近办结，共 %s 件", "Newest first, %s records"),
  FOUND("共找到 %s 件档案", "%s records found"),
  NOTHING_FOUND(
      "没有找到符合条件的档案。请检查输入，或减少关键词。", "No record matches. Check the spelling, or use fewer words."),
  NOTHING_THERE("还没有档案。", "No records yet."),
  MORE("显示更多", "Show more"),
  ARCHIVE_NUMBER("档号", "Archive number"),
  TRANSACTION("办件号", "Transaction"),
  ABOUT("办件信息", "About"),
  HOLDERS("当事人", "Holders"),
  AGENCY("经办机构", "Agency"),
  WINDOW("窗口", "Window"),
  CHANNEL("渠道", "Channel"),
  OUTCOME("办理结果", "Outcome"),
  ACCEPTED("受理时间", "Accepted"),
  COMPLETED("办结时间", "Completed"),
  RETENTION("保管期限", "Retention"),
  RETENTION_PERMANENT("永久", "Permanent"),
  RETENTION_YEARS("%s 年，至 %s", "%s years, until %s"),
  FILES("文件", "Files"),
  FILE_OPEN("查看", "Open"),
  FILE_FETCH("下载", "Download"),
  APPLICATION_PART("申报文件", "Application"),
  PROCESS_PART("过程文件", "Process"),
  RESULT_PART("结果文件", "Result"),
  PROCESS("办理过程", "Process"),
  SEAL("封存与核验", "Seal and verification"),
  SEALED_AT("签章封存", "Sealed"),
  POSITION("账本位置", "Ledger position"),
  DIGEST("档案摘要（SHA-256）", "Record digest (SHA-256)"),
  CHECK_NOW("立即核验", "Verify now"),
  CHECK_HOLDS("符合", "holds"),
  CHECK_FAILS("不符", "FAILS"),
  CHECK_UNKNOWN("无法判断", "not known"),
  ALL_HOLD("核验通过：档案自封存以来未被改动。", "Verified: nothing has changed since it was sealed."),
  REST_HOLDS(
      "核验通过：档案自封存以来未被改动。有 %s 项目前无法判断。",
      "Verified: nothing has changed since it was sealed. Not known as yet: %s."),
  SOME_FAIL(
      "核验未通过：%s 项不符。请勿采信，并立即告知档案管理员。",
      "NOT verified: %s checks fail. Do not rely on it, and tell the archivist at once."),
  PURPOSE("查阅目的", "Purpose"),
  PURPOSE_STATED("查阅目的：%s", "Purpose: %s"),
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
  NO_ANSWER("档案系统没有回应，请稍后再试。", "The archive does not answer. Try again in a little while."),
  NOT_HERE(
      "这里没有您要找的内容，或者您无权查看。", "What you are looking for is not here, or it is not for you to see."),
  ASK_OPERATOR(
      "请返回重试；如仍有问题，请联系系统管理员。", "Go back and try again; if it stays so, ask your operator."),
  LANGUAGE("English", "中文"),
  SKIP("跳到内容", "Skip to content"),
  ITEM("事项", "Item"),
  NUMBER("序号", "No."),
  FILE_NAME("文件名", "File name"),
  SIZE("大小", "Size"),
  FILE_DIGEST("SHA-256 摘要", "SHA-256"),
  DIGEST_SHORT("档案摘要", "Record digest"),
  RECEIPT("受理回执单", "Receipt"),
  RECEIPT_SHOW("打印回执", "Receipt to print"),
  RECEIPT_FILES("已归档文件 %s 个", "Files archived: %s"),
  RECEIPT_NOTE(
      "以上办件已完整归档、签章封存并记入账本。扫描二维码或凭档号、办件号可在任一窗口查到本档案。",
      "This transaction is archived whole, sealed and entered in the ledger. Any window finds it by"
          + " the code, the archive number or the transaction's number."),
  RECEIPT_BY("打印：%s，%s", "Printed by %s, %s"),
  RECEIPT_CODE("档案二维码", "QR code of the record"),
  PRINT("打印", "Print"),
  PRINT_PDF("下载 PDF", "Download as PDF"),
  TO_RECORD("查看档案", "To the record"),
  NAV("主菜单", "Main menu"),
  NAV_FIND("查找", "Find"),
  NAV_INTAKE("归档", "Hand in"),
  NAV_BATCH("批量归档", "Hand in many"),
  INTAKE("办结归档", "Hand in a completed transaction"),
  INTAKE_ITEM("事项（编码或名称）", "Item (code or name)"),
  INTAKE_ITEM_HINT("输入几个字即可选择", "Type a few letters and choose"),
  INTAKE_NO_ITEM("没有这个事项，请从列表中选择。", "There is no such item. Choose one from the list."),
  HOLDER_NAME("姓名或单位名称", "Name of the person or employer"),
  ID_TYPE("证件类型", "Kind of id"),
  ID_NUMBER("证件号码", "Id number"),
  ID_RESIDENT("居民身份证", "Resident id card"),
  ID_PASSPORT("护照", "Passport"),
  ID_PERMIT("通行证", "Travel permit"),
  ID_USCC("统一社会信用代码", "Unified social credit code"),
  SOURCE("来源系统", "Source system"),
  REGION("行政区划", "Region"),
  MATERIALS("材料清单", "Materials"),
  MATERIAL("材料", "Material"),
  MATERIAL_REQUIRED("必需", "required"),
  MATERIAL_REPEATABLE("可多份", "several allowed"),
  MATERIAL_HERE("已有", "here"),
  MATERIAL_LACKS("尚缺", "missing"),
  DROP("把文件拖到这里，或点击选择", "Drop files here, or press to choose"),
  DROP_NAMES("文件名中含材料名称的会自动对应", "Files named after a material find their place"),
  FILE_REMOVE("移除", "Remove"),
  HAND_IN("归档", "Hand in"),
  HANDING_IN("正在上传…", "Uploading…"),
  SEALING("正在校验和签章…", "Checking and sealing…"),
  INTAKE_FAULTS("未归档。请改正后再提交：", "Not archived. Put this right and hand in again:"),
  INTAKE_UNCLEAR(
      "结果不明。请再次提交同样的内容：已归档的不会重复。",
      "The outcome is not known. Hand in the same again: nothing is archived twice."),
  MORE_FIELDS("受理信息（已自动填写）", "Where and when (filled in)"),
  BATCH("批量归档", "Hand in many transactions"),
  BATCH_HOW(
      "选择一个文件夹：其中每个含 transaction.json 的子文件夹是一件办件。可反复选择同一文件夹，已归档的不会重复。",
      "Choose a folder: each folder in it with a transaction.json is a transaction. Choose it again"
          + " as often as you like: nothing is archived twice."),
  BATCH_CHOOSE("选择文件夹", "Choose a folder"),
  BATCH_DONE("已归档", "archived"),
  BATCH_KNOWN("此前已归档", "archived before"),
  BATCH_REFUSED("未通过", "refused"),
  BATCH_LEFT("待处理", "to do"),
  BATCH_STOP("停止", "Stop"),
  BATCH_REPORT("下载结果（CSV）", "Download the report (CSV)"),
  BATCH_NONE("所选文件夹中没有 transaction.json。", "No transaction.json in the folder chosen."),
  BATCH_LACKS("缺少文件：", "file not in the folder: "),
  BATCH_MALFORMED("transaction.json 无法读取", "transaction.json can't be read"),
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
