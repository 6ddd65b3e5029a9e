package cn.cunzhen.indexer.page;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** An open file, and how its pages look. */
interface PagedFile extends AutoCloseable {
  PageList list() throws IOException, HinderedException;

  /**
   * Draws a page.
   *
   * @param number from 1 to the count of pages
   * @param width in pixels
   * @param height in pixels, as the page's size asks for
   * @return opaque, and of that size
   */
  BufferedImage draw(int number, int width, int height) throws IOException, HinderedException;

  /** The words of a page. */
  PageWords words(int number) throws IOException, HinderedException;

  @Override
  void close() throws IOException;
}
