package cn.cunzhen.indexer.page;

/** Why a page can't be shown. */
public enum Hindrance {
  /** The file needs a password. */
  ENCRYPTED,
  /** The file is not whole, or breaks the rules of its format. */
  DAMAGED,
  /** The file, or the page, is larger than what is drawn. */
  TOO_LARGE,
  /** Files of its kind have no pages that can be drawn. */
  UNSUPPORTED,
  /** Drawing took longer than it may. */
  TOO_SLOW,
  /** The file has fewer pages. */
  NO_SUCH_PAGE,
  /** The viewer waits for too many pages already. */
  BUSY
}
