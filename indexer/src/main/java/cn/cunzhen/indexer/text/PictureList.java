package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.Picture;
import java.util.ArrayList;
import java.util.List;

/** Pictures in a file that may show text, as far as there are not too many. */
final class PictureList {
  private static final int MOST = 500;

  private final List<Picture> pictures = new ArrayList<>();
  private boolean full;

  void add(Picture picture) {
    full |= pictures.size() == MOST;
    if (!full) {
      pictures.add(picture);
    }
  }

  /** How many more there may be. */
  int room() {
    return MOST - pictures.size();
  }

  /** Whether there are more than these. */
  boolean isFull() {
    return full;
  }

  List<Picture> all() {
    return List.copyOf(pictures);
  }
}
