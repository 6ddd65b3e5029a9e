package cn.cunzhen.storage.file;

/** The single steps in which a store changes its disk, between any two of which power may fail. */
public enum Step {
  CREATE,
  FILL,
  OVERWRITE,
  SYNC,
  LINK,
  TOUCH,
  RENAME,
  DELETE,
  MAKE_FOLDER,
  SYNC_FOLDER
}
