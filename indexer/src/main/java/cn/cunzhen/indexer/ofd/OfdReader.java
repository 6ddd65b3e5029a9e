package cn.cunzhen.indexer.ofd;

import java.awt.geom.Rectangle2D;

/** Told of the characters of a page, in the order in which they are drawn. */
@FunctionalInterface
public interface OfdReader {
  /**
   * A character is drawn.
   *
   * @param place around it, in millimetres from the page's upper left corner
   */
  void read(int character, Rectangle2D place);
}
