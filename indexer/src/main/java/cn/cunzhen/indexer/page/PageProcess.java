package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.ChildSide;
import cn.cunzhen.indexer.child.Trouble;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.storage.Bytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** The process in which pages are drawn, and which any file may take down with it. */
final class PageProcess {
  /** Which way of drawing this is; another number where pages come out differently. */
  static final int FORM = 1;

  /** Somebody waits for a page; still, those who archive go first. */
  private static final int POLITE = 3;

  private final OpenFiles files = new OpenFiles();

  private PageProcess() {}

  static ChildProgram program() {
    return new ChildProgram(
        PageProcess.class.getName(),
        List.of(),
        List.of("-Dsun.java2d.uiScale=1", "--enable-native-access=ALL-UNNAMED"),
        POLITE);
  }

  /** Serves the parent. */
  public static void main(String[] arguments) throws IOException {
    ChildSide.serve(() -> {
      WarmUp.run();
      PageProcess process = new PageProcess();
      return (question, file) -> {
        Shown<Bytes> answer = process.answer(PageQuestion.parse(question));
        return out -> PageAnswer.write(out, answer);
      };
    });
  }

  /** Answers, whatever is wrong with the file; what no code foresaw is damage. */
  private Shown<Bytes> answer(PageQuestion question) {
    try {
      return new Found<>(files.with(question, file -> answer(question, file)));
    } catch (HinderedException e) {
      return new Hidden<>(e.hindrance(), e.detail());
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      return new Hidden<>(Hindrance.DAMAGED, Trouble.of(e));
    }
  }

  static Bytes answer(PageQuestion question, PagedFile file) throws IOException, HinderedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    PageList list = file.list();
    switch (question.kind()) {
      case LIST -> list.write(out);
      case PICTURE -> draw(file, size(list, question.page()), question).write(out);
      case WORDS -> {
        PageSize _ = size(list, question.page());
        file.words(question.page()).write(out);
      }
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static PageSize size(PageList list, int page) throws HinderedException {
    if (page < 1 || page > list.sizes().size()) {
      throw new HinderedException(Hindrance.NO_SUCH_PAGE, list.sizes().size() + " pages");
    }
    return list.sizes().get(page - 1);
  }

  private static PagePicture draw(PagedFile file, PageSize size, PageQuestion question)
      throws IOException, HinderedException {
    double ratio = size.height() / size.width();
    double width =
        Math.min(question.width(), Math.sqrt(PagePicture.MOST_PIXELS / Math.max(ratio, 1e-9)));
    int columns = Math.max(1, (int) width);
    int rows =
        Math.max(1, (int) Math.min(Math.round(columns * ratio), PagePicture.MOST_PIXELS / columns));
    BufferedImage image = file.draw(question.page(), columns, rows);
    return Pictures.of(image);
  }
}
