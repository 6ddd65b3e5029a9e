package cn.cunzhen.indexer.text;

import cn.cunzhen.core.form.Words;
import java.util.Comparator;
import java.util.List;

/** What came of reading a file's text. */
public sealed interface Extraction {
  /**
   * Text was found.
   *
   * @param pages in the order of the file; a page without characters is left out
   * @param truncated whether the file holds more than this: a limit was reached, or the rest could
   *     not be read
   * @param mediaType what the reader took the file for
   */
  record Text(List<Page> pages, boolean truncated, String mediaType) implements Extraction {
    public Text {
      pages = List.copyOf(pages);
    }
  }

  /**
   * There is no text, for a reason.
   *
   * @param detail technical, in English, and without a word of the file's content
   */
  record NoText(Reason reason, String detail) implements Extraction {}

  /**
   * The text of one page, slide or sheet.
   *
   * @param number counts from 1; a file without pages is page 1
   */
  record Page(int number, String text) {
    /** The number of what stands on no page in particular, such as a file within a file. */
    public static final int NOWHERE = 0;

    /** By their numbers; what stands on none comes last. */
    static final Comparator<Page> IN_ORDER =
        Comparator.comparingInt(
            page -> page.number() == NOWHERE ? Integer.MAX_VALUE : page.number());
  }

  /** Why there is no text. */
  enum Reason {
    /** No bytes, or a document without a character in it. */
    EMPTY("没有文字", "it has no text"),
    /** It needs a password. */
    ENCRYPTED("已加密，需要密码", "it is encrypted and needs a password"),
    /** It is not whole, or breaks the rules of its format. */
    DAMAGED("已损坏，无法读取", "it is damaged"),
    /** Its format holds no text that can be read. */
    UNSUPPORTED("不支持此格式的文字", "text of this format can't be read"),
    /** It is a picture of text, and recognition is not installed. */
    UNRECOGNISED("是图像，未安装文字识别", "it is a picture, and text recognition is not installed"),
    /** It has more bytes or pixels than are read. */
    TOO_LARGE("过大，未读取文字", "it is too large to be read"),
    /** Reading took longer than it may. */
    TIMED_OUT("读取超时", "reading it took too long"),
    /** Reading took more memory than it may. */
    OUT_OF_MEMORY("读取所需内存过多", "reading it took too much memory"),
    /** The reading process ended, or answered nonsense. */
    CRASHED("读取时出错", "reading it failed");

    private final String zh;
    private final String en;

    Reason(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** Its name in an answer, for instance {@code too-large}. */
    public String word() {
      return Words.of(this);
    }

    /** What the user is told, in Chinese. */
    public String zh() {
      return zh;
    }

    /** What the user is told, in English. */
    public String en() {
      return en;
    }
  }
}
