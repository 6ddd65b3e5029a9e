package cn.cunzhen.api.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Bytes to a node and back, as they are: no client that mends what is sent. */
final class Wire {
  private static final int PATIENCE_MILLIS = 30_000;

  private Wire() {}

  /** What came back: all of it, and the first answer in it taken apart. */
  record Answer(String raw, int status, List<String> headers, String body) {
    Answer {
      headers = List.copyOf(headers);
    }

    String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElse("");
    }

    /** How many answers the connection gave. */
    int answers() {
      return raw.split("(?m)^HTTP/1\\.1 ", -1).length - 1;
    }

    static Answer parse(byte[] bytes) {
      String raw = new String(bytes, StandardCharsets.ISO_8859_1);
      if (!raw.startsWith("HTTP/1.1 ")) {
        return new Answer(raw, 0, List.of(), "");
      }
      int end = raw.indexOf("\r\n\r\n");
      String head = end < 0 ? raw : raw.substring(0, end);
      byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(bytes, end + 4, bytes.length);
      List<String> lines = List.of(head.split("\r\n", -1));
      return new Answer(
          raw,
          Integer.parseInt(lines.getFirst().substring(9, 12)),
          lines.subList(1, lines.size()),
          new String(body, StandardCharsets.UTF_8));
    }
  }

  /** Sends bytes and reads until the node closes the connection. */
  static Answer send(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request);
        out.flush();
        socket.shutdownOutput();
      } catch (SocketException e) {
        // It may have been refused before its end; why is still to be read.
      }
      return read(socket);
    }
  }

  /** Reads until the node closes the connection. */
  static Answer read(Socket socket) throws IOException {
    return Answer.parse(all(socket.getInputStream()));
  }

  private static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      // A connection that was cut: what came before counts.
    }
    return all.toByteArray();
  }
}
