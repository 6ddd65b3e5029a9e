package cn.cunzhen.storage;

/** The root of what can go wrong in a store. Messages name keys, never credentials or content. */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no such object. */
  public static final class Missing extends StorageException {
    private static final long serialVersionUID = 1;

    public Missing(ObjectKey key) {
      super("no object " + key);
    }
  }

  /** What is stored can't be what was put, however often it is read. */
  public static final class Damaged extends StorageException {
    private static final long serialVersionUID = 1;

    public Damaged(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The key holds another object than the one that was to be put. */
  public static final class Conflict extends StorageException {
    private static final long serialVersionUID = 1;

    public Conflict(ObjectKey key, String difference) {
      super("another object is stored under " + key + ": " + difference);
    }
  }

  /** A lock or a hold forbids the deletion. */
  public static final class Locked extends StorageException {
    private static final long serialVersionUID = 1;

    public Locked(ObjectKey key, String reason) {
      super("may not delete " + key + ": " + reason);
    }
  }

  /** The store has no room left. */
  public static final class Full extends StorageException {
    private static final long serialVersionUID = 1;

    public Full(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The request may or may not have been carried out, or may yet be. */
  public static final class Unknown extends StorageException {
    private static final long serialVersionUID = 1;

    public Unknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The store can't be used at all: it lacks what a promise rests on, or it has failed for good.
   */
  public static final class Unfit extends StorageException {
    private static final long serialVersionUID = 1;

    public Unfit(String message) {
      super(message);
    }

    public Unfit(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
