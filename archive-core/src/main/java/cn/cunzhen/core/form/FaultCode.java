package cn.cunzhen.core.form;

/**
 * What can be wrong with what was handed in. The words are stable: programs rely on them.
 *
 * <p>Each has a sentence in Chinese and in English that says what to do; {@code {0}} is what the
 * rule asks for.
 */
public enum FaultCode {
  // The text as a whole.
  MALFORMED_JSON(
      "不是有效的 JSON：请改正第 {0} 行第 {1} 列附近的内容。",
      "This is not valid JSON: correct it near line {0}, column {1}."),
  MALFORMED_YAML(
      "不是有效的 YAML：请改正第 {0} 行第 {1} 列附近的内容。",
      "This is not valid YAML: correct it near line {0}, column {1}."),
  NOT_UTF8(
      "第 {0} 行第 {1} 列附近不是 UTF-8 编码，请用 UTF-8 重新提交。",
      "This is not UTF-8 near line {0}, column {1}: send it in UTF-8."),
  BYTE_ORDER_MARK("文本前有字节顺序标记（BOM），请去掉。", "A byte order mark stands before the text: remove it."),
  DUPLICATE_FIELD(
      "第 {0} 行第 {1} 列附近有重复的字段，请只留一个。",
      "A field stands twice near line {0}, column {1}: leave one of them."),
  NUL_CHARACTER(
      "第 {0} 行第 {1} 列附近含有 NUL 字符，请删去。",
      "There is a NUL character near line {0}, column {1}: remove it."),
  HALF_CHARACTER(
      "第 {0} 行第 {1} 列附近有不成对的代理项，请写完整的字符。",
      "There is half of a character near line {0}, column {1}: write it whole."),
  NOT_A_SAFE_NUMBER(
      "第 {0} 行第 {1} 列附近的数字不是小于 2^53 的整数，请改正。",
      "The number near line {0}, column {1} is not a whole one below 2^53: correct it."),
  TOO_DEEP(
      "第 {0} 行第 {1} 列附近嵌套过深，或名称、内容过长，请改正。",
      "It nests too deep, or a name or text is too long, near line {0}, column {1}: correct it."),
  SOMETHING_FOLLOWS(
      "JSON 结束后还有内容，请删去第 {0} 行第 {1} 列起的部分。",
      "Something follows the JSON: remove what stands from line {0}, column {1} on."),
  SUBMISSION_TOO_LARGE(
      "办件数据过长，请控制在 {0} 字节以内。", "The transaction's data is too long: keep it within {0} bytes."),

  // Any field.
  MISSING("缺少必填项，请补上。", "This field is required: add it."),
  UNKNOWN_FIELD("没有这个字段，请删去或改正其名称。", "There is no such field: remove it or correct its name."),
  NOT_AN_OBJECT("此处应为对象，即 {…}。", "An object, {…}, belongs here."),
  NOT_A_LIST("此处应为数组，即 […]。", "A list, […], belongs here."),
  NOT_TEXT("此处应为加引号的文本。", "Text in quotes belongs here."),
  NOT_A_NUMBER("此处应为整数，范围 {0} 至 {1}。", "A whole number from {0} to {1} belongs here."),
  NOT_A_FLAG("此处应为 true 或 false。", "true or false belongs here."),
  NOT_A_WORD("应为下列之一：{0}。", "Use one of these: {0}."),
  BLANK("内容为空，请填写，或去掉该可选项。", "This is blank: fill it in, or leave an optional field out."),
  TOO_LONG("内容过长，请控制在 {0} 个字符以内。", "This is too long: keep it within {0} characters."),
  CONTROL_CHARACTER("含有控制字符，请删去。", "This holds control characters: remove them."),
  SURROUNDING_BLANK("首尾有空格，请删去。", "This starts or ends with a blank: remove it."),
  TOO_FEW("至少需要 {0} 项，请补上。", "At least {0} is needed here: add it."),
  TOO_MANY("项数过多，最多 {0} 项，请分开提交。", "There are too many: at most {0} are taken, so divide them."),

  // A transaction.
  BAD_AGENCY(
      "经办机构代码应由字母、数字和 - . _ 组成，以字母或数字开头，最多 64 个字符。",
      "An agency's code has letters, digits and - . _ only, begins with a letter or digit, and has at"
          + " most 64 characters."),
  BAD_REGION("行政区划代码应为 6 位数字（GB/T 2260）。", "A region's code is the six digits of GB/T 2260."),
  BAD_TIME(
      "时间应写成 2026-11-21T09:12:00+08:00 的形式，须带时区。",
      "Write a time like 2026-11-21T09:12:00+08:00, with its offset."),
  TIME_IN_FUTURE("时间晚于当前时间，请核对。", "This time is in the future: check it."),
  TIME_TOO_EARLY("时间早于 1949-10-01，请核对。", "This time is before 1949-10-01: check it."),
  TIMES_REVERSED("办结时间早于受理时间，请核对。", "It was completed before it was accepted: check both times."),
  WINDOW_REQUIRED("经窗口办理的，须填写窗口号。", "A transaction at a window needs the window: add it."),
  UNKNOWN_ITEM("事项目录中没有此事项，请核对事项代码。", "The catalogue has no such item: check its code."),
  CONFIDENTIALITY_LOWERED(
      "此事项属敏感，不能降为普通。", "This item's records are sensitive and can't be made normal."),

  // A holder.
  BAD_RESIDENT_ID(
      "居民身份证号码应为 18 位：17 位数字加 1 位校验码。",
      "A resident id number has 17 digits and a check character."),
  RESIDENT_ID_BIRTH_DATE(
      "居民身份证号码中的出生日期不合理，请核对。", "The date of birth in the resident id number can't be: check it."),
  RESIDENT_ID_CHECK(
      "居民身份证号码的校验码不符，请核对号码。",
      "The resident id number's check character is wrong: check the number."),
  BAD_USCC(
      "统一社会信用代码应为 18 位（GB 32100）。", "A unified social credit code has 18 characters (GB 32100)."),
  USCC_CHECK(
      "统一社会信用代码的校验码不符，请核对代码。",
      "The unified social credit code's check character is wrong: check the code."),
  BAD_PASSPORT("护照号码应为 4 至 20 位字母或数字。", "A passport number has 4 to 20 letters and digits."),
  BAD_PERMIT(
      "证件号码应为 6 至 30 位字母、数字或 ( ) / -。",
      "A permit's number has 6 to 30 letters, digits and ( ) / - ."),
  NUMBER_TWICE("证件号码只填一处：idNumber 或 uscc。", "Give the number once: as idNumber or as uscc."),
  USCC_OF_PERSON(
      "uscc 只用于证件类型为 uscc 的持有人。", "The field uscc is only for a holder whose idType is uscc."),
  BAD_PAGES("页码应写成 2 或 2-3,7 的形式。", "Write pages like 2 or 2-3,7."),

  // Somebody who stands for another.
  OWN_GUARDIAN("代办人与被代办人是同一人，请核对证件号码。", "Nobody stands for himself: check both numbers."),
  UNTIL_TOO_LATE("截止日期最晚为 {0}，请改早。", "This is too late: write {0} or an earlier day."),
  UNTIL_PAST("截止日期已过，请核对。", "This day is over: check it."),
  OF_AGE("被代办人已年满十八周岁，不能按未成年子女登记。", "The person is of age and needs no parent to stand for it."),

  // A file of the list.
  NAME_TAKEN("与前面的文件重名，请为每个文件起不同的 name。", "An earlier file has this name: give each its own."),
  NAME_RESERVED(
      "transaction 是办件数据的名称，请换一个。", "That is the name of the data itself: choose another."),
  UNKNOWN_MATERIAL(
      "此事项没有这种材料，请核对材料代码。", "The item has no such material: check the material's code."),
  WRONG_PART("此材料属于：{0}，请改正。", "This material belongs to the part {0}: correct it."),
  MATERIAL_MISSING("缺少必交材料 {0}，请补上。", "The material {0} is required: add it."),
  MATERIAL_REPEATED(
      "此材料只能提交一份，请合并或删去。", "This material is taken once: merge the files or remove one."),
  BAD_SHA256("应为 64 位十六进制的 SHA-256 摘要。", "A SHA-256 digest in 64 hexadecimal digits belongs here."),
  BAD_MEDIA_TYPE("应为媒体类型，例如 application/pdf。", "A media type like application/pdf belongs here."),
  BAD_RECORD_ID("应为 26 位的档案标识。", "A record id of 26 characters belongs here."),
  BAD_PATH(
      "应为档案包内的路径，例如 data/application/001.pdf。",
      "A path in a package like data/application/001.pdf belongs here."),

  // What it says of records that are in the archive.
  OTHER_TRANSACTION(
      "这不是所修改档案的办件，请核对来源系统和办件号，或作为新办件提交。",
      "This is not the transaction whose record is amended: check its number and source system, or"
          + " submit it as a new one."),
  CITED_UNKNOWN(
      "档案库中没有所引用的档案，请核对其标识，或提交该材料本身。",
      "The archive has no such record: check its id, or submit the material itself."),
  CITED_PATH_UNKNOWN(
      "所引用的档案中没有此文件，请核对路径。", "The cited record has no file of this path: check the path."),
  CITED_DIGEST_DISAGREES(
      "所引用文件的摘要不符，请核对，或提交该材料本身。",
      "The cited file has another digest: check it, or submit the material itself."),
  CITED_DISPOSED(
      "所引用的档案已依法销毁，请重新提交该材料。",
      "A cited record was lawfully disposed of: submit the material itself."),

  // A file that came in.
  FILE_NOT_RECEIVED("没有收到此文件，请连同办件一起上传。", "This file did not come: send it with the transaction."),
  FILE_NOT_LISTED(
      "收到了清单中没有的文件，请列入 files 或不要上传。", "A file came that is not listed: list it or leave it out."),
  FILE_RECEIVED_TWICE("同一文件上传了两次，请只传一次。", "This file came twice: send it once."),
  FILE_TOO_LARGE("文件过大，请控制在 {0} 字节以内。", "This file is too large: keep it within {0} bytes."),
  FILES_TOO_LARGE(
      "文件总量过大，请控制在 {0} 字节以内。", "The files together are too large: keep them within {0} bytes."),
  SIZE_DISAGREES("收到的字节数与声明的不符，请重新上传。", "Its size is not the declared one: send it again."),
  DIGEST_DISAGREES(
      "收到的内容与声明的摘要不符，请重新上传。", "Its content has not the declared digest: send it again."),
  FILE_EMPTY("文件为空，请换成有内容的文件。", "This file is empty: send one with content."),
  FILE_ENCRYPTED("文件已加密，请解除加密后提交。", "This file is encrypted: send it without encryption."),
  FILE_MALWARE("文件含有恶意代码，不予接收，请清除后重新制作。", "This file holds malware and is refused: make it anew."),
  FILE_ARCHIVE_BOMB(
      "文件解压后异常庞大，不予接收，请换成正常文件。",
      "This file unpacks beyond all measure and is refused: replace it."),
  FILE_EXECUTABLE(
      "文件是可执行程序，不予接收，请换成文档。", "This file is a program and is refused: send a document."),
  FORMAT_NOT_ALLOWED(
      "文件格式不在允许之列：{0}，请转换后提交。", "Its format is not allowed: convert it to one of {0}."),
  SIGNATURE_BROKEN(
      "文件上的签名或签章无效，请换成有效的文件。", "A signature in it is broken: send a file that verifies."),

  // A question.
  BAD_CURSOR(
      "翻页标记无效，请原样使用上一页答复中的 next，且不改动排序。",
      "Use the value of next from the answer before, as it is, with the same order."),
  BAD_DAY(
      "应为日期，例如 2026-11-21，或带时区的时间。", "Write a date like 2026-11-21, or a time with its offset."),

  // A catalogue.
  BAD_CODE("代码的写法不对，应如 {0}。", "This is not a code of the form {0}."),
  UNKNOWN_REGION(
      "本文件的 regions 中没有此行政区划，请补上或改正。",
      "The regions of this file have no such code: add it or correct this one."),
  CODE_TAKEN("前面已有此代码，请改正。", "An earlier one has this code: give each its own."),
  BAD_PROCESSING_TIME(
      "办理时限应为 seconds、same-day 或如 20 days。", "Write seconds, same-day, or days like 20 days.");

  private final String zh;
  private final String en;

  FaultCode(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Its name in an answer, for instance {@code unknown-field}. */
  public String word() {
    return Words.of(this);
  }

  String zh() {
    return zh;
  }

  String en() {
    return en;
  }
}
