package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;

/** What the pages for auditors say. */
public enum AuditText {
  ROOM("审计", "Audit"),
  INTRO(
      "不看档案内容，也能查明档案是否完整、是否被改动：账本、时间戳、见证、抽查与全面审计都在这里。",
      "Whether the archive is whole and unchanged, without seeing what records say: ledger, time"
          + " stamps, witnesses, samples and whole audits."),
  LEDGER("账本", "Ledger"),
  SIZE("条目数", "Entries"),
  ROOT("根（SHA-256）", "Root (SHA-256)"),
  STAMPED_TO("时间戳已覆盖", "Stamped as far as"),
  COSIGNED_TO("见证已签署", "Cosigned as far as"),
  OF_ENTRIES("前 %s 条", "the first %s entries"),
  NONE_YET("尚无", "none yet"),
  CHECKPOINT_FILE("最新检查点", "The newest checkpoint"),
  GROWTH("账本的增长", "How the ledger has grown"),
  GROWTH_SAYS("依据时间戳：%s 时 %s 条，%s 时 %s 条。", "By its time stamps: %s, %s entries; %s, %s entries."),
  GROWTH_NONE("尚无时间戳，无法画出增长。", "There are no time stamps yet to draw it from."),
  AS_TABLE("列成表格", "As a table"),
  TIME("时间", "Time"),
  STAMPS("时间戳", "Time stamps"),
  AUTHORITY("授时机构", "Authority"),
  HOLDS("有效", "holds"),
  FAILS("无效：%s", "does not hold: %s"),
  WITNESSES("见证方", "Witnesses"),
  WITNESSES_NONE("没有配置见证方。", "No witnesses are configured."),
  WITNESS_SIGNED("于 %s 签署了前 %s 条", "signed the first %2$s entries at %1$s"),
  WITNESS_SILENT("最近的检查点中没有其签名", "has signed none of the newest checkpoints"),
  CONSISTENCY("一致性", "Consistency"),
  CONSISTENCY_HINT(
      "证明较早的账本是较新账本的开头：其间没有条目被改动、删除或插入。",
      "Proves that an older ledger is the beginning of a newer one: no entry in between was changed,"
          + " taken out or slipped in."),
  FROM("较早的条目数", "Entries of the older"),
  TO("较新的条目数", "Entries of the newer"),
  PROVE("证明", "Prove"),
  PROVED("已证明：%s 条的账本是 %s 条的账本的开头。", "Proved: the ledger of %s entries begins the ledger of %s."),
  NOT_PROVED(
      "无法证明：账本已损坏。请立即告知档案管理员。", "Not proved: the ledger is damaged. Tell the archivist at once."),
  BAD_SIZES("请填写 0 到 %s 之间的两个数，较早的在前。", "Two numbers from 0 to %s, the older first."),
  PROOF_FILE("证明（JSON）", "The proof (JSON)"),
  EVIDENCE("证据记录", "Evidence records"),
  EVIDENCE_NONE(
      "尚未续期。在此之前，时间戳与包含证明就是证据。",
      "Nothing was renewed yet. Until then time stamp and inclusion proof are the evidence."),
  EVIDENCE_ENTRIES("覆盖 %s 条", "covers %s entries"),
  EVIDENCE_UNTIL(
      "所依据的证书最早于 %s 到期，届时之前应续期。", "The first certificate behind it ends on %s: renew before that."),
  GATHERED("签章的验证数据", "Validation data of seals"),
  GATHERED_NONE("尚未收集。", "None was gathered yet."),
  GATHERED_TO("覆盖 %s / %s 条，状态截至 %s", "%s of %s entries; status as of %s"),
  GATHERED_DUE(
      "应当收集：每月运行一次 ./archive renew --validation，证书到期后就无法再取得。",
      "Due: run ./archive renew --validation every month; once a certificate has ended, it can't be"
          + " had any more."),
  RENEWALS("到期的证书", "Certificates that end"),
  RENEWALS_NONE("一年之内没有证书到期。", "None ends within a year."),
  RENEWALS_SOME("一年之内到期：%s 张。请安排更换。", "%s end within a year. See to their renewal."),
  USE("用途", "Use"),
  SUBJECT("证书", "Certificate"),
  ENDS("到期", "Ends"),
  DUE("一年内到期", "within a year"),
  OVER("已到期", "has ended"),
  USE_SEAL("签章（P-256）", "Seals (P-256)"),
  USE_SEAL_GM("签章（SM2）", "Seals (SM2)"),
  USE_SEAL_PQ("签章（ML-DSA）", "Seals (ML-DSA)"),
  USE_STAMPS("时间戳", "Time stamps"),
  USE_ISSUER("签发", "Issuer"),
  USE_ROOT("根证书", "Root"),
  NEW("新的审计", "A new audit"),
  SAMPLE("抽查", "A sample"),
  SAMPLE_HINT(
      "先公开种子，再开始：抽到哪些条目由种子和账本大小唯一决定，任何人都能复算。",
      "State the seed in public first: it and the ledger's size alone decide which entries are drawn,"
          + " and anybody can recompute them."),
  SEED("种子", "Seed"),
  COUNT("条目数（1 至 10000）", "Entries (1 to 10,000)"),
  DRAW("开始抽查", "Draw and audit"),
  WHOLE("全面审计", "The whole archive"),
  WHOLE_HINT(
      "逐条读出账本，逐字节核验每个档案包。限速进行，不影响窗口；可随时暂停，重启后从原处继续。",
      "Reads every entry of the ledger and every byte of every package, at a limited rate that"
          + " leaves the windows alone. It can wait at any time, and goes on after a restart."),
  BEGIN("开始全面审计", "Audit all of it"),
  UNDER_WAY("正在进行的审计", "The audit under way"),
  ONE_AT_A_TIME("有审计正在进行，结束后才能开始新的。", "Another audit is under way. Wait for its end."),
  STARTED_BY("%s 于 %s 发起", "Started by %s at %s"),
  PROGRESS("进度", "Progress"),
  DONE_OF("已完成 %s / %s 条", "%s of %s entries done"),
  READ("已读取", "Read"),
  SPEED("速度", "Rate"),
  PER_SECOND("%s/秒", "%s a second"),
  LEFT("预计剩余", "Time left"),
  MINUTES("约 %s 分钟", "about %s min"),
  HOURS("约 %s 小时", "about %s h"),
  SOON("不到一分钟", "less than a minute"),
  UNKNOWN_TIME("尚不清楚", "not known yet"),
  FOUND("发现的问题", "Defects found"),
  TROUBLE("暂时无法继续，稍后自动重试：%s", "It can't go on just now, and tries again by itself: %s"),
  PAUSE("暂停", "Pause"),
  RESUME("继续", "Resume"),
  STOP("结束审计", "End the audit"),
  RATE("限速", "Limits"),
  RATE_BYTES("每秒 MB（0 为不限）", "MB a second (0: no limit)"),
  RATE_ENTRIES("每秒条目（0 为不限）", "Entries a second (0: no limit)"),
  RATE_SET("设定", "Set"),
  RUNNING("正在进行", "Running"),
  PAUSED("已暂停", "Paused"),
  SEALING("正在签章", "Being sealed"),
  ENDED("已结束", "Ended"),
  COMPLETE("已完成", "complete"),
  STOPPED("中途结束", "stopped"),
  TOO_MANY("问题过多，已结束", "ended: too many defects"),
  REPORTS("审计报告", "Reports"),
  REPORTS_NONE("尚无报告。", "No reports yet."),
  REPORT("审计报告 %s", "Report of audit %s"),
  REPORT_FILE("下载报告和签章（ZIP）", "The report with its seals (ZIP)"),
  CLEAN("没有发现问题", "no defects"),
  DEFECTS("问题 %s 个", "%s defects"),
  WHOLE_VERSIONS("完好的档案版本", "Versions of records that are whole"),
  IN_FLIGHT("正在归档、尚无条目的包", "Young packages without an entry"),
  DRAWN("抽到的条目", "Entries drawn"),
  BEGAN("开始", "From"),
  UNTIL("结束", "Until"),
  MEANS("含义", "What it means"),
  NEXT("怎么办", "What to do"),
  MORE_DEFECTS("还有 %s 个，见报告。", "And %s more, in the report."),
  BAD_ORDER(
      "请填写种子（1 至 200 字）和条目数（1 至 10000）。",
      "State a seed (1 to 200 characters) and a count (1 to 10,000)."),
  BAD_RATE("每秒字节数须为 0，或不少于 0.0625 MB。", "Bytes: 0, or at least 0.0625 MB a second.");

  private final String chinese;
  private final String english;

  AuditText(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  String in(Language language, Object... values) {
    String text = language.choose(chinese, english);
    return values.length == 0 ? text : text.formatted(values);
  }
}
