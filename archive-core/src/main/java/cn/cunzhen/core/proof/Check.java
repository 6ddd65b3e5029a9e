package cn.cunzhen.core.proof;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at while something was verified, and what came of it.
 *
 * @param time that is proved; null where the check proves none
 */
public record Check(Name name, Verdict verdict, @Nullable Instant time) {
  public Check(Name name, Verdict verdict) {
    this(name, verdict, null);
  }

  /**
   * Whether something that was asked for could not be looked at. That nobody outside has stamped is
   * no such thing: of a record from before there was an authority outside it stays so for ever.
   */
  public boolean isOpen() {
    return verdict == Verdict.UNKNOWN && name != Name.TIME_OUTSIDE;
  }

  /** What can be looked at. */
  public enum Name {
    FILE("the file is one that the record names", "此文件是档案所载的文件"),
    PACKAGE("the package is whole and in its one form", "档案包完整且格式唯一"),
    DIGESTS("every file has the digests that the record names", "各文件与记录中的摘要一致"),
    SEAL("the P-256 seal holds over record.json", "P-256 签章有效"),
    SEAL_GM("the SM2 seal holds over record.json", "SM2 签章有效"),
    SEAL_PQ("the ML-DSA seal holds over record.json", "ML-DSA 签章有效"),
    LEAF("the ledger's entry names this record and this digest", "账本条目与档案及其摘要一致"),
    INCLUSION("the entry stands in the tree of the checkpoint", "条目包含于检查点的树中"),
    HELD("the checkpoint is the one that you hold", "检查点与您持有的一致"),
    CHECKPOINT("the checkpoint is signed with the ledger's key", "检查点由账本密钥签名"),
    WITNESSES("enough witnesses cosigned the checkpoint", "见证方已按策略会签检查点"),
    TIME("a time stamp covers the checkpoint", "检查点有时间戳"),
    TIME_OUTSIDE("an authority outside has stamped it too", "外部时间戳机构也盖了时间戳"),
    EVIDENCE("an evidence record covers the proof", "证据记录覆盖本证明"),
    ALGORITHMS("all it rests on was renewed while it had its worth", "所依据的算法均在失效前续期"),
    COPY("the file has one signature, over all of it", "文件仅有一个签名，且覆盖全文"),
    REPORT(
        "the file is a probative-value report with one signature, over all of it",
        "文件为证据效力报告，仅有一个签名，且覆盖全文"),
    COPY_SEAL("the signature holds over the file", "签名有效，文件未被改动"),
    COPY_SIGNER("the signature is the archive's", "签名者为本档案系统"),
    COPY_TIME("a time stamp covers the signature", "签名有时间戳");

    private final String english;
    private final String chinese;

    Name(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    /** Its stable name. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String english() {
      return english;
    }

    public String chinese() {
      return chinese;
    }
  }

  /** What came of it. */
  public enum Verdict {
    HOLDS,
    FAILS,
    /** What it would take is not there: a key, a time stamp. */
    UNKNOWN;

    public static Verdict of(boolean holds) {
      return holds ? HOLDS : FAILS;
    }
  }
}
