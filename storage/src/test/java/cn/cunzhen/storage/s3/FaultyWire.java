package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire to an HTTP server on which faults befall the requests that a test names.
 *
 * <p>It passes on one request for each connection, unchanged but for the wish to keep the
 * connection, and reads the answer to its end before it passes that on.
 */
final class FaultyWire implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern KEEP =
      Pattern.compile("\r\nconnection: *keep-alive", Pattern.CASE_INSENSITIVE);

  private final URI server;
  private final int port;
  private final Deque<Planned> planned = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private ServerSocket door;
  private int busy;

  private record Planned(Predicate<String> requests, Fault fault) {}

  private record Request(String head, Bytes body) {}

  FaultyWire(URI server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = door.getLocalPort();
    accept(door);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Plans faults, one after the other, for requests like {@code PUT /bucket/key?query}. */
  synchronized void plan(Predicate<String> requests, Fault... faults) {
    Arrays.stream(faults).map(fault -> new Planned(requests, fault)).forEach(planned::add);
  }

  /** Forgets all plans and all requests that it saw. */
  synchronized void heal() {
    planned.clear();
    requests.clear();
  }

  synchronized long seen(Predicate<String> wanted) {
    return requests.stream().filter(wanted).count();
  }

  /** Refuses every connection until {@link #listen}. */
  void refuse() throws IOException {
    door.close();
  }

  void listen() throws IOException {
    door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    accept(door);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept(ServerSocket at) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket client = at.accept();
              Thread.ofVirtual().start(() -> serve(client));
            }
          } catch (IOException closed) {
            return;
          }
        });
  }

  /** Returns once every request that it took is settled, those that come late too. */
  synchronized void awaitIdle() throws InterruptedException {
    while (busy > 0) {
      wait();
    }
  }

  private synchronized void busy(int change) {
    busy += change;
    notifyAll();
  }

  private synchronized Optional<Fault> next(String line) {
    requests.add(line);
    Optional<Planned> first = planned.stream().filter(plan -> plan.requests.test(line)).findFirst();
    first.ifPresent(planned::remove);
    return first.map(Planned::fault);
  }

  private void serve(Socket client) {
    busy(1);
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      Optional<Fault> fault = next(head.substring(0, head.indexOf(" HTTP/1.1\r\n")));
      if (fault.equals(Optional.of(Fault.CUT_BEFORE_READING))) {
        return;
      }
      Request request = new Request(head, Bytes.of(in.readNBytes(length(head))));
      byte[] answer = fault.isPresent() ? befall(fault.get(), request, client) : forward(request);
      client.getOutputStream().write(answer);
    } catch (IOException gone) {
      return;
    } finally {
      busy(-1);
    }
  }

  /** What the client is answered. */
  private byte[] befall(Fault fault, Request request, Socket client) throws IOException {
    if (fault == Fault.CARRIED_OUT_TOO_LATE) {
      awaitLeaving(client);
    }
    byte[] answer = fault.isCarriedOut() ? forward(request) : new byte[0];
    return switch (fault) {
      case CUT_BEFORE_READING, CUT_BEFORE_FORWARDING, CUT_BEFORE_ANSWERING, CARRIED_OUT_TOO_LATE ->
          new byte[0];
      case ANSWERED_TOO_LATE -> {
        awaitLeaving(client);
        yield new byte[0];
      }
      case GARBAGE_AFTER -> "\0\1\2 this is not HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      case PAGE_AFTER -> answer("200 OK", "text/html", "<html><body>Hello</body></html>");
      case ERROR_AFTER -> error("500 Internal Server Error", "InternalError", "We are sorry");
      case BUSY_BEFORE -> error("503 Service Unavailable", "SlowDown", "Reduce your rate");
      case HALF_AN_ANSWER -> Arrays.copyOf(answer, answer.length / 2);
      case REFUSED_WITH_AN_ECHO -> error("403 Forbidden", "AccessDenied", request.head());
    };
  }

  private static byte[] error(String status, String code, String message) {
    return answer(
        status,
        "application/xml",
        "<Error><Code>%s</Code><Message><![CDATA[%s]]></Message></Error>".formatted(code, message));
  }

  private static byte[] answer(String status, String type, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, type, body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitLeaving(Socket client) throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private byte[] forward(Request request) throws IOException {
    try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = upstream.getOutputStream();
      String head = KEEP.matcher(request.head()).replaceFirst("\r\nConnection: close");
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      request.body().stream().transferTo(out);
      out.flush();
      return upstream.getInputStream().readAllBytes();
    }
  }

  private static int length(String head) {
    Matcher matcher = LENGTH.matcher(head);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
