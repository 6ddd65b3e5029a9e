package cn.cunzhen.indexer.child;

import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How parent and child keep step, in big-endian integers.
 *
 * <p>The child greets once it can work. Then, again and again: the parent sends a question and the
 * content in pieces, an empty piece last, or a length of −1 where it gives up; the child answers,
 * unless the parent gave up. Neither believes a length that is not allowed.
 */
final class Wire {
  private static final int GREETING = 0x435a5401;
  private static final int REQUEST = 0x435a5402;
  private static final int ANSWER = 0x435a5403;
  private static final int GIVEN_UP = -1;
  private static final int PIECE = 1 << 16;

  private Wire() {}

  static void greet(DataOutputStream out) throws IOException {
    out.writeInt(GREETING);
    out.flush();
  }

  static void expectGreeting(DataInputStream in) throws IOException {
    expect(GREETING, in.readInt());
  }

  static void begin(DataOutputStream out, Bytes question) throws IOException {
    out.writeInt(REQUEST);
    out.writeInt(question.size());
    out.write(question.toArray());
  }

  static void piece(DataOutputStream out, byte[] bytes, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  static void end(DataOutputStream out) throws IOException {
    out.writeInt(0);
    out.flush();
  }

  static void giveUp(DataOutputStream out) throws IOException {
    out.writeInt(GIVEN_UP);
    out.flush();
  }

  static Bytes expectQuestion(DataInputStream in) throws IOException {
    expect(REQUEST, in.readInt());
    int length = in.readInt();
    expect(length, Math.clamp(length, 0, Request.LONGEST_QUESTION));
    return Bytes.of(in.readNBytes(length));
  }

  /** Takes the pieces of one content; false where the parent gave up. */
  static boolean receive(DataInputStream in, Sink to) throws IOException {
    byte[] bytes = new byte[PIECE];
    for (int length = in.readInt(); length != 0; length = in.readInt()) {
      if (length == GIVEN_UP) {
        return false;
      }
      expect(length, Math.clamp(length, 1, PIECE));
      in.readFully(bytes, 0, length);
      to.take(bytes, length);
    }
    return true;
  }

  /** Where a content's pieces go. */
  @FunctionalInterface
  interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  static void answer(DataOutputStream out, ChildSide.Reply reply) throws IOException {
    out.writeInt(ANSWER);
    reply.writeTo(out);
    out.flush();
  }

  static <T> T expectAnswer(DataInputStream in, AnswerReader<T> reader) throws IOException {
    expect(ANSWER, in.readInt());
    return reader.read(in);
  }

  private static void expect(int expected, int found) throws IOException {
    if (found != expected) {
      throw new NonsenseException();
    }
  }
}
