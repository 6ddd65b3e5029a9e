package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Highlight.Field;
import cn.cunzhen.indexer.search.StoredText.Pages;
import cn.cunzhen.indexer.text.Extraction.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;

/** Finds where records say what was asked for. One serves one question. */
final class Highlighter {
  private static final int MOST = 6;

  /** So many characters of the files' text are looked through for one answer. */
  private static final int BUDGET = 2_000_000;

  private final Sought sought;
  private int budget = BUDGET;

  Highlighter(Sought sought) {
    this.sought = sought;
  }

  /**
   * The highlights of one record: what it is about, its titles and file names, then of each file
   * the first page that says any of it.
   */
  List<Highlight> of(Document document, Texts texts, Mask mask) throws IOException {
    if (sought.isEmpty()) {
      return List.of();
    }
    List<Highlight> all = new ArrayList<>();
    addNames(document, mask, all);
    if (budget > 0 && all.size() < MOST) {
      for (Pages file : texts.read()) {
        addText(file, mask, all);
      }
    }
    return all.subList(0, Math.min(MOST, all.size()));
  }

  /** Those in what a record says of itself alone. */
  List<Highlight> ofItself(Document document, Mask mask) {
    List<Highlight> all = new ArrayList<>();
    addItem(document, mask, all);
    return all;
  }

  private void addItem(Document document, Mask mask, List<Highlight> to) {
    String item = StoredDescription.itemName(document);
    add(Field.ITEM, null, null, Snippet.whole(item, sought, mask), to);
  }

  private void addNames(Document document, Mask mask, List<Highlight> to) {
    addItem(document, mask, to);
    List<String> titles = StoredDescription.titles(document);
    List<String> names = StoredDescription.fileNames(document);
    for (int i = 0; i < titles.size(); i++) {
      add(Field.TITLE, i + 1, null, Snippet.whole(titles.get(i), sought, mask), to);
      add(Field.FILE_NAME, i + 1, null, Snippet.whole(names.get(i), sought, mask), to);
    }
  }

  private void addText(Pages file, Mask mask, List<Highlight> to) {
    for (Page page : file.pages()) {
      budget -= page.text().length();
      if (budget < 0) {
        return;
      }
      Snippet snippet = Snippet.around(page.text(), sought, mask);
      if (snippet != null) {
        Integer number = page.number() == Page.NOWHERE ? null : page.number();
        add(Field.TEXT, file.file(), number, snippet, to);
        return;
      }
    }
  }

  private static void add(
      Field field,
      @Nullable Integer file,
      @Nullable Integer page,
      @Nullable Snippet snippet,
      List<Highlight> to) {
    if (snippet != null) {
      to.add(new Highlight(field, file, page, snippet.text(), snippet.marks()));
    }
  }

  /** Reads the text of a record's files. */
  interface Texts {
    List<Pages> read() throws IOException;
  }
}
