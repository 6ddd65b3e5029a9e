package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Puts marks on pages, a few at a time: that takes the node's own processor time, so no viewer gets
 * all that there is for it.
 */
final class Marking {
  private final Watermark watermark = new Watermark();
  private final Turns turns;

  Marking(Turns turns) {
    this.turns = turns;
  }

  /** So many at a time as there are processors, but two at least. */
  static int atOnce() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /** Gets ready for the first. */
  void prepare() {
    watermark.prepare();
  }

  /** The page with its viewer's mark, or {@link Hindrance#BUSY}. */
  Shown<MarkedPage> mark(String viewer, PagePicture picture, List<String> lines)
      throws IOException, InterruptedException {
    Optional<Turns.Turn> turn = turns.take(viewer);
    if (turn.isEmpty()) {
      return new Hidden<>(Hindrance.BUSY, "no turn for marking");
    }
    try (Turns.Turn _ = turn.get()) {
      return new Found<>(watermark.mark(picture, lines));
    }
  }
}
