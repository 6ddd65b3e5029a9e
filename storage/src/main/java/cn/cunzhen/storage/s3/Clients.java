package cn.cunzhen.storage.s3;

import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Two clients over one pool of connections.
 *
 * <p>Neither repeats or redirects anything by itself, as the SDK's own client would even with a
 * conditional write: what may be repeated is decided in {@link Attempts} alone.
 *
 * @param whole for requests that end within a limit, answer and all
 * @param streaming for reading an object at whatever pace the reader has
 */
record Clients(MinioAsyncClient whole, MinioAsyncClient streaming, OkHttpClient http)
    implements AutoCloseable {
  private static final int AT_ONCE = 256;

  /** Shorter than what servers keep: a connection that they closed costs an unknown outcome. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  static Clients of(S3Settings settings) {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(AT_ONCE);
    dispatcher.setMaxRequestsPerHost(AT_ONCE);
    Patience patience = settings.patience();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(64, KEPT.toSeconds(), TimeUnit.SECONDS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .addNetworkInterceptor(Clients::sendAtOnce)
            .connectTimeout(patience.connect())
            .readTimeout(patience.idle())
            .writeTimeout(patience.idle())
            .build();
    OkHttpClient limited = http.newBuilder().callTimeout(patience.total()).build();
    return new Clients(client(settings, limited), client(settings, http), http);
  }

  /** Without this the end of a small body waits 40 ms for the acknowledgement of its beginning. */
  private static Response sendAtOnce(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null) {
      connection.socket().setTcpNoDelay(true);
    }
    return chain.proceed(chain.request());
  }

  private static MinioAsyncClient client(S3Settings settings, OkHttpClient http) {
    return MinioAsyncClient.builder()
        .endpoint(settings.endpoint().toString())
        .region(settings.region())
        .credentials(settings.credentials().accessKey(), settings.credentials().secretKey())
        .httpClient(http)
        .build();
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
