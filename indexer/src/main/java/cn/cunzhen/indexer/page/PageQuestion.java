package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.child.Strings;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a drawing process is asked.
 *
 * @param path where the file lies
 * @param page counts from 1; 0 where the question is about no single one
 * @param width of the picture, in pixels; 0 where none is wanted
 */
record PageQuestion(Kind kind, String path, String mediaType, String name, int page, int width) {
  private static final int LONGEST = 1 << 12;

  /** What is wanted. */
  enum Kind {
    LIST,
    PICTURE,
    WORDS
  }

  Bytes format() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Strings.write(out, kind.name());
      Strings.write(out, path);
      Strings.write(out, mediaType);
      Strings.write(out, name);
      out.writeInt(page);
      out.writeInt(width);
    } catch (IOException e) {
      throw new IllegalStateException("memory never fails so", e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  static PageQuestion parse(Bytes question) throws IOException {
    try (DataInputStream in = new DataInputStream(question.stream())) {
      return new PageQuestion(
          Kind.valueOf(Strings.read(in, LONGEST)),
          Strings.read(in, LONGEST),
          Strings.read(in, LONGEST),
          Strings.read(in, LONGEST),
          in.readInt(),
          in.readInt());
    } catch (IllegalArgumentException e) {
      throw new NonsenseException();
    }
  }
}
