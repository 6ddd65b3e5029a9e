package cn.cunzhen.storage.file;

import java.io.IOException;

/** How a step fails: of what, and whether it has happened nevertheless. */
public enum Failure {
  BROKEN_BEFORE,
  BROKEN_AFTER,
  NO_ROOM_BEFORE,
  /** Half the bytes are in the file, or the sync that is said to have failed has not. */
  NO_ROOM_AFTER;

  boolean isAfter() {
    return this == BROKEN_AFTER || this == NO_ROOM_AFTER;
  }

  boolean isForWantOfRoom() {
    return this == NO_ROOM_BEFORE || this == NO_ROOM_AFTER;
  }

  IOException exception(String where) {
    return isForWantOfRoom() ? new NoRoom(where) : new IOException("broken: " + where);
  }

  static final class NoRoom extends IOException {
    private static final long serialVersionUID = 1;

    private NoRoom(String where) {
      super("no room: " + where);
    }
  }
}
