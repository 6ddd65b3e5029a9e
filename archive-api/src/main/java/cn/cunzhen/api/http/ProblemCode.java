package cn.cunzhen.api.http;

import java.util.Locale;

/**
 * Everything that a call can fail with: the last segment of a problem's {@code type} (RFC 9457),
 * its status, and what it means to a person.
 */
public enum ProblemCode {
  MALFORMED(400, "The request can't be read", "请求无法读取"),
  POSITION_AHEAD(400, "The ledger has no such position yet", "账本尚无此位置"),
  UNAUTHENTICATED(401, "Sign in first", "请先登录"),
  FORBIDDEN(403, "Your role may not do this", "您的角色无权执行此操作"),
  CODE_REQUIRED(403, "A code of your app is to be shown too (code)", "还需要动态验证码（code）"),
  PASSWORD_FIRST(
      403,
      "Somebody else has chosen this password; choose one of your own (newPassword)",
      "此密码由他人设定，请先改为自己的密码（newPassword）"),
  PURPOSE_REQUIRED(403, "State a purpose (Archive-Purpose)", "请说明查阅目的"),
  GRANT_REQUIRED(403, "A second person has to grant this first", "须先由他人授权"),
  WARRANT_REQUIRED(403, "This needs a warrant", "需要调阅授权"),
  CONCERNS_OTHERS(
      403,
      "This concerns others too, and you may see your own part of it alone; for more, ask at any"
          + " window",
      "此件涉及多人，您只能看到与您有关的部分；如需其他内容，请到任一窗口申请"),
  LIMIT_REACHED(
      403,
      "You have opened as many records as one person may; a supervisor can let you go on",
      "已达个人查阅件数上限，请主管放行"),
  NOT_FOUND(404, "There is no such thing here", "未找到"),
  NO_SUCH_PAGE(404, "The file has no such page", "该文件没有这一页"),
  METHOD_NOT_ALLOWED(405, "Not with this method", "不支持该方法"),
  TOO_SLOW(408, "It came in too slowly; send it again", "内容传输过慢或中断，请重新提交"),
  CONFLICT(409, "Another submission has this transaction number", "该办件号已有不同内容的归档"),
  GRANT_OVER(409, "It was answered, or its time is up", "已有答复或已过期"),
  ANSWERED(409, "It has been answered already", "已有答复"),
  AUDIT_UNDER_WAY(409, "Another audit is under way", "已有审计正在进行"),
  AUDIT_ENDED(409, "The audit has ended", "该审计已结束"),
  UNCOUNTED(409, "Nothing has been counted yet; ask again in an hour", "查阅尚未清点，请一小时后再试"),
  UNATTAINABLE(409, "The seal can't be given in this form", "无法以此形式出具签章"),
  DISPOSED(410, "The record was lawfully disposed of", "该档案已依法销毁"),
  STALE(412, "The record has a newer version", "档案已有更新版本"),
  PRECONDITION_MISSING(412, "Say which version you amend (If-Match)", "请用 If-Match 指明所修改的版本"),
  TOO_LARGE(413, "More than this archive takes", "超出允许的大小"),
  UNSUPPORTED_MEDIA_TYPE(415, "Not in this form", "不支持的内容类型"),
  RANGE_NOT_SATISFIABLE(416, "The file has no such range", "文件没有该区间"),
  INVALID(422, "The submission breaks rules", "提交内容不符合要求"),
  PASSWORD_UNFIT(422, "The new password does not fit", "新密码不符合要求"),
  PAGES_ENCRYPTED(422, "The file needs a password; its pages can't be shown", "文件已加密，无法显示页面"),
  PAGES_DAMAGED(422, "The file is damaged; its pages can't be shown", "文件已损坏，无法显示页面"),
  PAGES_TOO_LARGE(422, "The file or page is too large to be shown", "文件或页面过大，无法显示"),
  PAGES_TOO_SLOW(422, "Drawing the page took too long", "页面绘制超时，无法显示"),
  COPY_TOO_LONG(422, "More pages than a certified copy may have", "超过一份核证副本的页数上限"),
  NO_PAGES(422, "Files of this kind have no pages to show", "此类文件没有可显示的页面"),
  TOO_MANY_CALLS(429, "Too many calls; wait a little", "请求过于频繁，请稍候再试"),
  TOO_MANY(429, "Too many attempts; wait a little", "尝试过多，请稍后再试"),
  PAGES_BUSY(429, "Too much is being made just now; wait a little", "正在生成的内容过多，请稍后再试"),
  HEADERS_TOO_LARGE(431, "Address or headers are too long", "网址或请求头过长"),
  INTERNAL(500, "Something broke here; it is logged", "服务内部错误，已记录"),
  BEHIND(503, "Not yet; ask again", "尚未同步到该位置，请稍后重试"),
  UNDECIDED(503, "Outcome unknown; send the same again", "结果未知，请原样重新提交"),
  CLOSING(
      503, "The server is ending and kept nothing; send the same again", "服务正在停止，本次内容未保存，请原样重新提交"),
  UNSTAMPED(503, "No time-stamp authority answers; nothing was issued", "时间戳机构无应答，未出具文件"),
  UNRECORDED(503, "The access could not be recorded, so nothing is shown", "访问无法记录，暂不展示"),
  UNAVAILABLE(503, "The archive can't work just now", "档案系统暂不可用"),
  STORE_FULL(507, "The store is full; nothing was kept", "存储已满，内容未保存");

  private final int status;
  private final String english;
  private final String chinese;

  ProblemCode(int status, String english, String chinese) {
    this.status = status;
    this.english = english;
    this.chinese = chinese;
  }

  /** The last segment of the problem's type. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a file is there whose pages can't be shown, or not just now. */
  public boolean isAboutPages() {
    return switch (this) {
      case PAGES_ENCRYPTED, PAGES_DAMAGED, PAGES_TOO_LARGE, PAGES_TOO_SLOW, PAGES_BUSY, NO_PAGES ->
          true;
      default -> false;
    };
  }

  public int status() {
    return status;
  }

  public String title(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case CHINESE -> chinese;
    };
  }
}
