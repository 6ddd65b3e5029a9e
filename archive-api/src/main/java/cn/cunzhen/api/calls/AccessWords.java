package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.record.Retention;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Accesses as people read about them. */
public final class AccessWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Retention.ZONE);

  private AccessWords() {}

  /** Who did what, when and what for. */
  public static String sentence(Access access, PlaceNames places) {
    Language language = places.language();
    String who =
        access.agency() == null
            ? access.account()
            : places.agency(access.agency()) + " " + access.account();
    String why = access.purpose() == null ? "" : access.purpose();
    return switch (language) {
      case CHINESE ->
          "%s，%s %s%s"
              .formatted(
                  MINUTE.format(access.at()), who, deed(access, language), reason("，目的：", why));
      case ENGLISH ->
          "%s: %s %s%s"
              .formatted(
                  MINUTE.format(access.at()), who, deed(access, language), reason(", for: ", why));
    };
  }

  /** What somebody did, in words. */
  public static String deed(Access access, Language language) {
    return switch (language) {
      case CHINESE -> chinese(access);
      case ENGLISH -> english(access);
    };
  }

  private static String reason(String words, String why) {
    return why.isEmpty() ? "" : words + why;
  }

  private static String chinese(Access access) {
    return switch (access.action()) {
      case SEARCH -> "搜索过";
      case METADATA -> "查看了档案信息";
      case FILE -> "打开了第 " + access.file() + " 个文件";
      case PAGE -> "看了第 " + access.file() + " 个文件的页面";
      case COPY -> "取得了第 " + access.file() + " 个文件的核证副本";
      case PACKAGE -> "下载了档案包";
      case PROOF -> "取得了证明";
      case VERIFICATION -> "核验了档案";
      case REPORT -> "取得了证据效力报告";
      case ACCESSES -> "查看了查阅记录";
      case ACCESS_PROOF -> "取得了查阅名单的完整性证明";
      case GRANT_ASKED -> "申请查阅";
      case GRANT_GIVEN -> "批准他人查阅";
      case GRANT_REFUSED -> "未批准他人查阅";
      case GRANT_ENDED -> "收回了查阅授权";
      case RELEASE -> "放行了他人的查阅上限";
      case OBJECTION -> "对一次查阅提出了异议";
      case ANSWER -> "答复了对查阅的异议";
      case GUARDIANSHIP -> "办理了监护关系登记";
    };
  }

  private static String english(Access access) {
    return switch (access.action()) {
      case SEARCH -> "searched";
      case METADATA -> "looked at what it is about";
      case FILE -> "opened file " + access.file();
      case PAGE -> "looked at pages of file " + access.file();
      case COPY -> "took a certified copy of file " + access.file();
      case PACKAGE -> "took the package";
      case PROOF -> "took the proof";
      case VERIFICATION -> "verified it";
      case REPORT -> "took a probative-value report";
      case ACCESSES -> "looked at who has read it";
      case ACCESS_PROOF -> "took the proof that the list of readers is complete";
      case GRANT_ASKED -> "asked to read it";
      case GRANT_GIVEN -> "let somebody read it";
      case GRANT_REFUSED -> "did not let somebody read it";
      case GRANT_ENDED -> "took back that it may be read";
      case RELEASE -> "let somebody read on beyond a limit";
      case OBJECTION -> "objected to a reading";
      case ANSWER -> "answered an objection to a reading";
      case GUARDIANSHIP -> "saw to who stands for whom";
    };
  }
}
