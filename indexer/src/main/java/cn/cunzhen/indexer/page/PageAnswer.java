package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.child.Strings;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a drawing process answers: bytes of an agreed form, or why there are none. */
final class PageAnswer {
  private static final int LONGEST_DETAIL = 1 << 12;

  private PageAnswer() {}

  static void write(DataOutputStream out, Shown<Bytes> answer) throws IOException {
    switch (answer) {
      case Found<Bytes>(Bytes found) -> {
        out.writeBoolean(true);
        out.writeInt(found.size());
        out.write(found.toArray());
      }
      case Hidden<Bytes>(Hindrance hindrance, String detail) -> {
        out.writeBoolean(false);
        Strings.write(out, hindrance.name());
        Strings.write(out, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL / 4)));
      }
    }
  }

  static Shown<Bytes> read(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return new Hidden<>(
          hindrance(Strings.read(in, LONGEST_DETAIL)), Strings.read(in, LONGEST_DETAIL));
    }
    int length = in.readInt();
    if (length < 0 || length > PagePicture.MOST_BYTES) {
      throw new NonsenseException();
    }
    byte[] found = new byte[length];
    in.readFully(found);
    return new Found<>(Bytes.of(found));
  }

  private static Hindrance hindrance(String name) throws NonsenseException {
    try {
      return Hindrance.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new NonsenseException();
    }
  }
}
