package cn.cunzhen.api.copy;

import cn.cunzhen.api.http.Language;

/** What stands on a certified copy in words. */
public enum CopyText {
  ISSUER("存真 · 电子档案", "Cunzhen · electronic archive"),
  TITLE("核证副本", "Certified copy"),
  NUMBER("档案号", "Archive number"),
  ITEM("事项", "Item"),
  AGENCY("经办机构", "Agency"),
  COMPLETED("办结时间", "Completed"),
  VERSION("版本", "Version"),
  POSITION("账本位置", "Ledger position"),
  SEALED("封存时间", "Sealed at"),
  DIGEST("档案摘要", "Record digest"),
  ISSUED("出具时间", "Issued"),
  ARCHIVE("出具系统", "Issued by"),
  PAGES("页数", "Pages"),
  PAGES_COUNT("封面之后共 %d 页", "%d after the cover"),
  CODE("核验码", "Code"),
  ADDRESS("核验网址", "Address"),
  FILES("本副本所含的文件和页", "Files and pages of this copy"),
  ROW("序号", "No."),
  NAME("文件名", "File"),
  CHOSEN("页", "Pages"),
  FILE_DIGEST("原文件 SHA-256", "SHA-256 of the file"),
  CHOSEN_OF("%s（共 %d 页）", "%s of %d"),
  NOT_DRAWN("未绘制", "not drawn"),
  CERTIFIES(
      "兹证明：其后各页由本系统从上列电子档案所存的原文件绘制，未作增删。所列 SHA-256 是整个原文件的摘要。页面经过缩放，并加有水印和页脚；标为“未绘制”的文件不含在内。",
      "This certifies that the pages that follow were drawn by this archive from the files named"
          + " above as that version of the record keeps them, with nothing left out of a page or"
          + " added to its content. Each SHA-256 is that of a whole original file. Pages are scaled,"
          + " and carry a watermark and a footer. Files marked as not drawn are not part of it."),
  SIGNED(
      "本文件带有电子签名（PAdES）和时间戳，改动任何一处都会使签名失效。打印件不含签名，应以电子文件为准。",
      "This file bears an electronic signature (PAdES) and a time stamp; any change breaks it. A"
          + " print has no signature: the electronic file is what counts."),
  HOW(
      "核验方法：扫描二维码或打开核验网址，可知档案是否现行、已有新版本或已销毁；核验文件本身，可用命令 archive verify，或任何支持 PAdES 的软件（以本系统公布的证书为信任锚）。",
      "To verify: the QR code or the address says whether the record is current, superseded or"
          + " disposed of. The file itself is verified by the command archive verify, or by any"
          + " software for PAdES that trusts the certificate which this archive publishes."),
  FOOTER("文件 %d 第 %d 页", "File %d, page %d");

  private final String chinese;
  private final String english;

  CopyText(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  String in(Language language, Object... values) {
    String text = language.choose(chinese, english);
    return values.length == 0 ? text : text.formatted(values);
  }
}
