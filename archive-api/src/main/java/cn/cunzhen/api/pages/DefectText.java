package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.audit.Defect;

/** What a kind of defect means, and what to do then. */
public enum DefectText {
  TREE(
      "账本损坏",
      "账本的条目与已签署的根不符，或有一部分读不出。账本是判断一切的依据。",
      "停止采信；保全存储现状；用异地副本恢复账本，并与见证方保存的检查点比对。",
      "Ledger damaged",
      "Its entries do not make the root that was signed, or some can't be read. Everything else is"
          + " judged by the ledger.",
      "Rely on nothing meanwhile; keep the store as it is; restore the ledger from the other copy,"
          + " and compare it with the checkpoints that witnesses keep."),
  STAMP(
      "时间戳不成立",
      "某个检查点的时间戳无效，或覆盖了账本中没有的条目：可能有条目被撤走。",
      "与异地副本和见证方的检查点比对账本大小；时间戳本身损坏的，从副本恢复。",
      "Time stamp does not hold",
      "A checkpoint's time stamp is wrong, or covers entries that the ledger does not have: some may"
          + " have been taken away.",
      "Compare the ledger's size with the other copy and with witnesses; where only the stamp is"
          + " damaged, restore it from the copy."),
  EVIDENCE(
      "证据延续受损",
      "延长证据效力的续期记录缺失、损坏或不可信。档案包本身不受影响。",
      "从异地副本恢复 evidence/ 下的对象；无法恢复的，尽快重新续期。",
      "Renewed evidence damaged",
      "What a renewal of the evidence consists of is missing, damaged or not to be believed. The"
          + " packages themselves are not harmed.",
      "Restore the objects under evidence/ from the other copy; where that is not possible, renew"
          + " again soon."),
  REVOCATION(
      "吊销列表不全",
      "本档案库自己的证书吊销列表缺失，或少于账本记载：已吊销的证书可能又显得有效。",
      "启动节点即可：它依据账本恢复吊销列表。再查明是谁改动了存储。",
      "List of revoked certificates falls short",
      "The archive's own list of revoked certificates is missing, or says less than what the ledger"
          + " names: a certificate that was revoked may look good again.",
      "Start a node: it restores the list by the ledger. Then find out who changed the store."),
  TIME(
      "时间异常",
      "某个条目的时间早于前一条，或在未来。",
      "核对当时各节点的时钟；以时间戳为准。",
      "Time out of order",
      "An entry's time is before the one that precedes it, or in the future.",
      "Look at the clocks of the nodes at that time; time stamps are what counts."),
  MISSING(
      "档案包缺失",
      "账本记载的档案包不在存储中，也没有销毁记录。",
      "立即从异地副本恢复，再抽查同一存储位置的其他档案包。",
      "Package missing",
      "The ledger names a package that is not in the store, and it was not disposed of.",
      "Restore it from the other copy at once, then audit its neighbours."),
  DAMAGED(
      "档案包损坏",
      "档案包与账本记载的摘要或签章不符：被改动或已损坏。",
      "不要采信该档案；从异地副本恢复并重新核验；查明是硬件故障还是人为改动。",
      "Package damaged",
      "A package is not what its digest and seals say: it was changed or damaged.",
      "Do not rely on the record; restore it from the other copy and verify it again; find out"
          + " whether a disk or a person did it."),
  UNREADABLE(
      "读不出",
      "存储多次读不出这一对象，而其他对象读得出。它是否完好，无从得知。",
      "检查存储的硬盘或节点；恢复后重新审计；恢复不了的，从异地副本恢复该对象。",
      "Can't be read",
      "The store failed to read it again and again, though it answers otherwise. Whether it is whole"
          + " is not known.",
      "Look at the store's disk or node, then audit again; where that does not help, restore the"
          + " object from the other copy."),
  PRESENT_AFTER_DISPOSAL(
      "已销毁而仍在",
      "档案已依法销毁，但档案包或其衍生文件仍在存储中。",
      "请档案管理员完成删除；确认没有存储锁定仍在生效。",
      "Still there after disposal",
      "The record was lawfully disposed of, but its package or what was made from it is still there.",
      "Have the archivist finish erasing it; see whether a lock of the store still holds it."),
  UNKNOWN(
      "来历不明的文件",
      "存储中有超过七天、账本没有记载的档案包或衍生文件。它不是档案。",
      "查明来源；确认无用后删除。位于 derived/ 之下的可以直接删除。",
      "Of unknown origin",
      "A package or what was made from one, older than seven days, is in no entry. It is no record.",
      "Find out where it comes from, then delete it; what lies under derived/ can be deleted as it"
          + " is."),
  REGISTER(
      "登记簿不符",
      "登记簿与账本不一致。登记簿可由账本重建，档案不受影响。",
      "停下该节点，删除其 register 文件夹，再启动。",
      "Register differs",
      "The register does not say what the ledger says. It can be made again; no record is harmed.",
      "Stop that node, delete its folder register, and start it."),
  INDEX(
      "索引不符",
      "检索索引或衍生文件与账本不一致或已损坏。可以重建，档案不受影响。",
      "停下该节点，删除其 index 文件夹，再启动；损坏的衍生文件直接删除。",
      "Index differs",
      "The index or a derivative does not agree with the ledger, or is damaged. It can be made"
          + " again; no record is harmed.",
      "Stop that node, delete its folder index, and start it; delete damaged derivatives.");

  private final String chineseName;
  private final String chinese;
  private final String chineseNext;
  private final String englishName;
  private final String english;
  private final String englishNext;

  DefectText(
      String chineseName,
      String chinese,
      String chineseNext,
      String englishName,
      String english,
      String englishNext) {
    this.chineseName = chineseName;
    this.chinese = chinese;
    this.chineseNext = chineseNext;
    this.englishName = englishName;
    this.english = english;
    this.englishNext = englishNext;
  }

  static DefectText of(Defect.Kind kind) {
    return switch (kind) {
      case TREE -> TREE;
      case STAMP -> STAMP;
      case EVIDENCE -> EVIDENCE;
      case REVOCATION -> REVOCATION;
      case TIME -> TIME;
      case MISSING -> MISSING;
      case DAMAGED -> DAMAGED;
      case UNREADABLE -> UNREADABLE;
      case PRESENT_AFTER_DISPOSAL -> PRESENT_AFTER_DISPOSAL;
      case UNKNOWN -> UNKNOWN;
      case REGISTER -> REGISTER;
      case INDEX -> INDEX;
    };
  }

  String name(Language language) {
    return language.choose(chineseName, englishName);
  }

  String means(Language language) {
    return language.choose(chinese, english);
  }

  String next(Language language) {
    return language.choose(chineseNext, englishNext);
  }
}
