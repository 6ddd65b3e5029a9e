package cn.cunzhen.storage.s3;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real S3 server for tests: Ceph on loopback, its data in memory, one for the whole JVM.
 *
 * <p>It starts when it is first asked for, which takes some 15 s, and ends with the JVM, however
 * that ends. Where {@code CUNZHEN_S3_ENDPOINT}, {@code CUNZHEN_S3_ACCESS_KEY} and {@code
 * CUNZHEN_S3_SECRET_KEY} are set, that server is used instead. Where Ceph is not installed the test
 * is skipped, or fails if {@code CI} is set.
 */
public final class S3Server {
  private static final List<String> PROGRAMS =
      List.of("radosgw", "radosgw-admin", "ceph-mon", "ceph-osd", "ceph", "monmaptool");
  private static final String INSTALL =
      "no S3 server to test against: install radosgw, ceph-mon, ceph-osd and ceph-common,"
          + " or name one in CUNZHEN_S3_ENDPOINT";

  private static @Nullable S3Server shared;

  private final URI endpoint;
  private final S3Credentials credentials;
  private final MinioClient client;

  private S3Server(URI endpoint, S3Credentials credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.client =
        MinioClient.builder()
            .endpoint(endpoint.toString())
            .region("us-east-1")
            .credentials(credentials.accessKey(), credentials.secretKey())
            .build();
  }

  /** The server of this JVM; skips the test, or fails it, where there can be none. */
  public static synchronized S3Server shared() {
    if (shared == null) {
      Map<String, String> environment = System.getenv();
      String named = environment.get("CUNZHEN_S3_ENDPOINT");
      shared = named != null ? named(URI.create(named), environment) : started();
    }
    return shared;
  }

  private static S3Server named(URI endpoint, Map<String, String> environment) {
    return new S3Server(
        endpoint,
        new S3Credentials(
            environment.getOrDefault("CUNZHEN_S3_ACCESS_KEY", ""),
            environment.getOrDefault("CUNZHEN_S3_SECRET_KEY", "")));
  }

  private static S3Server started() {
    if (!PROGRAMS.stream().allMatch(S3Server::isInstalled)) {
      return System.getenv("CI") == null ? abort(INSTALL) : fail(INSTALL);
    }
    try {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"), random("cunzhen-s3-"));
      return start(folder, freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled(String program) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The script stops the server and removes its folder when its input ends, as with this JVM. */
  private static S3Server start(Path folder, int port) throws IOException {
    S3Credentials credentials = new S3Credentials(random("access"), random("secret"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "-c",
                script(),
                "ceph-rgw.sh",
                "run",
                folder.toString(),
                String.valueOf(port))
            .redirectErrorStream(true);
    builder.environment().put("S3_ACCESS_KEY", credentials.accessKey());
    builder.environment().put("S3_SECRET_KEY", credentials.secretKey());
    awaitReady(builder.start());
    return new S3Server(URI.create("http://127.0.0.1:" + port), credentials);
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(S3Server.class.getResourceAsStream("ceph-rgw.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void awaitReady(Process server) throws IOException {
    BufferedReader out = server.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new IOException("the S3 server did not start: " + said);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String random(String prefix) {
    return prefix + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  }

  public URI endpoint() {
    return endpoint;
  }

  public S3Credentials credentials() {
    return credentials;
  }

  /** For what the store itself never does to a bucket. */
  public MinioClient client() {
    return client;
  }

  /** Settings of a store with one new, plain bucket for objects and heads. */
  public S3Settings plain() {
    String bucket = newBucket(false);
    return settings(bucket, bucket);
  }

  /** Settings of a store with a new bucket with object lock, and a plain one for heads. */
  public S3Settings locked() {
    return settings(newBucket(true), newBucket(false));
  }

  /** Makes an empty bucket and gives its name. */
  public String newBucket(boolean lock) {
    String name = random("test-");
    try {
      client.makeBucket(MakeBucketArgs.builder().bucket(name).objectLock(lock).build());
      return name;
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
  }

  public S3Settings settings(String bucket, String heads) {
    return S3Settings.parse(
        "s3://%s?endpoint=%s&heads=%s".formatted(bucket, endpoint, heads), credentials);
  }
}
