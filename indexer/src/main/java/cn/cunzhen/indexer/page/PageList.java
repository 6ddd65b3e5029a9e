package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.NonsenseException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of a file.
 *
 * @param sizes of each, in order
 * @param words whether places of words can be asked for
 */
public record PageList(List<PageSize> sizes, boolean words) {
  /** What follows in a longer file is not shown. */
  static final int MOST = 10_000;

  public PageList {
    sizes = List.copyOf(sizes);
  }

  /** The same, but of places of words that can be asked for. */
  PageList withWords() {
    return new PageList(sizes, true);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeBoolean(words);
    out.writeInt(sizes.size());
    for (PageSize size : sizes) {
      out.writeDouble(size.width());
      out.writeDouble(size.height());
    }
  }

  static PageList read(DataInputStream in) throws IOException {
    boolean words = in.readBoolean();
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new NonsenseException();
    }
    List<PageSize> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sizes.add(size(in.readDouble(), in.readDouble()));
    }
    return new PageList(sizes, words);
  }

  private static PageSize size(double width, double height) throws NonsenseException {
    try {
      return new PageSize(width, height);
    } catch (IllegalArgumentException e) {
      throw new NonsenseException();
    }
  }
}
