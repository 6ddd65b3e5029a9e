package cn.cunzhen.api.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends bodies that come in byte by byte, only to hold the connection: the server's own limit counts
 * from one byte to the next.
 *
 * <p>Only the time counts in which the server waits for more, so nobody pays for a slow store.
 */
final class SlowBodies extends Handler.Wrapper {
  /** Whoever has been waited for so long in all must have sent something. */
  private static final long GRACE_NANOS = Duration.ofSeconds(15).toNanos();

  /** That is, so many bytes for each second. */
  private static final long SLOWEST = 50;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new Measured(request), response, callback);
  }

  /** One body; the server hands it from thread to thread, and never to two at once. */
  private static final class Measured extends Request.Wrapper {
    private long waited;
    private long bytes;

    Measured(Request request) {
      super(request);
    }

    @Override
    public void demand(Runnable more) {
      long since = System.nanoTime();
      super.demand(() -> {
        waited += System.nanoTime() - since;
        more.run();
      });
    }

    @Override
    public Content.Chunk read() {
      if (waited > GRACE_NANOS && bytes < SLOWEST * Duration.ofNanos(waited).toSeconds()) {
        return Content.Chunk.from(new TimeoutException("the body comes in too slowly"));
      }
      Content.Chunk chunk = super.read();
      bytes += chunk == null ? 0 : chunk.remaining();
      return chunk;
    }
  }
}
