package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.access.Role;

/** What the roles are called, and what each may see and do. */
enum RoleText {
  SOURCE(
      "业务系统",
      "提交本系统办结的办件。不能查找或查看档案。",
      "Business system",
      "Hands in the transactions of its own systems. Can't look for records or see them."),
  CLERK(
      "经办人员",
      "可以查找全部档案、办理归档、打印回执；说明查阅目的后可以查看文件。每次查阅都有记录，当事人可以看到。",
      "Clerk",
      "Finds every record, hands in, prints receipts, and opens files after saying what for. Every"
          + " reading is recorded, and its holder can see it."),
  CITIZEN(
      "参保人",
      "可以查看本人的档案和其中的文件，也可以看到谁因何查阅过。看不到他人的档案。",
      "Insured person",
      "Sees the records of their own with their files, and who has read them and why. Sees nobody"
          + " else's."),
  EMPLOYER(
      "用人单位",
      "可以查看本单位的档案和其中的文件，也可以看到谁因何查阅过。看不到其他单位和个人的档案。",
      "Employer",
      "Sees its own records with their files, and who has read them and why. Sees nobody else's."),
  ARCHIVIST(
      "档案管理员",
      "可以查找、查看和核验全部档案，下载档案包。每次查阅都有记录，当事人可以看到。",
      "Archivist",
      "Finds, opens and verifies every record, and takes sealed packages. Every reading is recorded,"
          + " and its holder can see it."),
  AUDITOR(
      "审计人员",
      "可以查找和核验全部档案，查看谁查阅过；没有调阅授权不能打开文件。",
      "Auditor",
      "Finds and verifies every record and sees who has read it. Opens no file without a warrant."),
  SUPERVISOR(
      "监督人员",
      "可以查找全部档案的办件信息，查看谁查阅过。不能打开文件。",
      "Supervisor",
      "Finds what every record is about and sees who has read it. Opens no file."),
  OPERATOR(
      "系统管理员",
      "可以查看系统运行状况。不能查找或查看档案。",
      "Operator",
      "Sees how the system is running. Can't look for records or see them.");

  private final String chineseName;
  private final String chinese;
  private final String englishName;
  private final String english;

  RoleText(String chineseName, String chinese, String englishName, String english) {
    this.chineseName = chineseName;
    this.chinese = chinese;
    this.englishName = englishName;
    this.english = english;
  }

  static RoleText of(Role role) {
    return switch (role) {
      case SOURCE -> SOURCE;
      case CLERK -> CLERK;
      case CITIZEN -> CITIZEN;
      case EMPLOYER -> EMPLOYER;
      case ARCHIVIST -> ARCHIVIST;
      case AUDITOR -> AUDITOR;
      case SUPERVISOR -> SUPERVISOR;
      case OPERATOR -> OPERATOR;
    };
  }

  String name(Language language) {
    return language.choose(chineseName, englishName);
  }

  /** One or two sentences. */
  String may(Language language) {
    return language.choose(chinese, english);
  }
}
