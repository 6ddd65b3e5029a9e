package cn.cunzhen.api.tls;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Frames of HTTP/2 to a server and back (RFC 9113), as they are: nothing here keeps the rules. */
final class Frames implements Closeable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  static final int ENHANCE_YOUR_CALM = 11;

  private static final int PATIENCE_MILLIS = 30_000;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /**
   * @param payload a character for each byte
   */
  record Frame(int type, int flags, int stream, String payload) {
    /** Why a stream, or the connection, was ended. */
    int error() {
      int at = type == GOAWAY ? 4 : 0;
      return (payload.charAt(at + 2) << 8) | payload.charAt(at + 3);
    }
  }

  Frames(int port, SSLContext believing) throws IOException {
    this.socket = (SSLSocket) believing.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    send(SETTINGS, 0, 0, new byte[0]);
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(frame)) {
      to.writeByte(payload.length >> 16);
      to.writeShort(payload.length);
      to.writeByte(type);
      to.writeByte(flags);
      to.writeInt(stream);
      to.write(payload);
    }
    out.write(frame.toByteArray());
    out.flush();
  }

  /** The header block of a call; more fields as names and values in turns. */
  static byte[] call(String method, String path, String... more) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    field(block, ":method", method);
    field(block, ":scheme", "https");
    field(block, ":authority", "localhost");
    field(block, ":path", path);
    for (int i = 0; i < more.length; i += 2) {
      field(block, more[i], more[i + 1]);
    }
    return block.toByteArray();
  }

  /** As a literal that is kept in no table (RFC 7541 §6.2.2). */
  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    for (String text : new String[] {name, value}) {
      int rest = text.length();
      if (rest < 0x7f) {
        block.write(rest);
      } else {
        block.write(0x7f);
        for (rest -= 0x7f; rest >= 0x80; rest >>= 7) {
          block.write((rest & 0x7f) | 0x80);
        }
        block.write(rest);
      }
      block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Opens a stream. */
  void call(int stream, int flags, byte[] block) throws IOException {
    send(HEADERS, flags | END_HEADERS, stream, block);
  }

  void reset(int stream) throws IOException {
    send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
  }

  /** The next frame that is asked for; what comes before is passed over. */
  Frame await(Predicate<Frame> wanted) throws IOException {
    Frame frame = next();
    while (!wanted.test(frame)) {
      frame = next();
    }
    return frame;
  }

  /** What a call is answered, after its headers. */
  String body(int stream) throws IOException {
    StringBuilder body = new StringBuilder();
    Frame frame;
    do {
      frame = await(each -> each.stream() == stream && each.type() == DATA);
      body.append(frame.payload());
    } while ((frame.flags() & END_STREAM) == 0);
    return body.toString();
  }

  /**
   * @throws EOFException where the server has closed the connection
   */
  private Frame next() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(length);
    return new Frame(type, flags, stream, new String(payload, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
