package cn.cunzhen.indexer.text;

import org.xml.sax.SAXException;

/** No more text is wanted: what is collected is as much as may be, or took as long as it may. */
final class PagesFullException extends SAXException {
  private static final long serialVersionUID = 1L;

  PagesFullException() {
    super("enough");
  }
}
