package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Answer.TextFound;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds what pictures show to what a file says, page by page. */
final class PictureTexts {
  private final TextFound file;
  private final Map<Integer, String> pages = new HashMap<>();
  private final List<NoText> troubles = new ArrayList<>();
  private boolean truncated;
  private int left;

  PictureTexts(TextFound file, int characters) {
    this.file = file;
    this.left = characters;
    switch (file.text()) {
      case Text text -> {
        truncated = text.truncated();
        text.pages().forEach(this::add);
      }
      case NoText none -> {
        if (none.reason() != Reason.UNRECOGNISED) {
          trouble(none);
        }
      }
    }
  }

  /** Takes what came of one picture. */
  void add(Extraction picture) {
    switch (picture) {
      case Text text -> {
        truncated |= text.truncated();
        text.pages().forEach(this::add);
      }
      case NoText none -> {
        if (none.reason() != Reason.EMPTY) {
          trouble(none);
        }
      }
    }
  }

  /** Says that there are more pictures than were read. */
  void leaveOut() {
    trouble(new NoText(Reason.TIMED_OUT, "no time for further pictures"));
  }

  private void trouble(NoText none) {
    truncated = true;
    troubles.add(none);
  }

  private void add(Page page) {
    if (page.text().length() > left) {
      truncated = true;
      return;
    }
    left -= page.text().length();
    pages.merge(page.number(), page.text(), (before, more) -> before + "\n" + more);
  }

  Extraction all() {
    if (!pages.isEmpty()) {
      List<Page> inOrder =
          pages.entrySet().stream()
              .map(page -> new Page(page.getKey(), page.getValue()))
              .sorted(Page.IN_ORDER)
              .toList();
      return new Text(inOrder, truncated, file.mediaType());
    }
    return troubles.isEmpty()
        ? new NoText(Reason.EMPTY, "no text was recognised")
        : troubles.getFirst();
  }
}
