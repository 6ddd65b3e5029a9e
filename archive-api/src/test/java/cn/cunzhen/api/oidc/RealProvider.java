package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider of others, run by Node.js on loopback; one for all tests. What it needs is
 * installed beneath {@code target}.
 */
public final class RealProvider {
  /** Whom access tokens for this archive are for. */
  public static final String AUDIENCE = "https://archive.example/api";

  public static final String SECRET = "a secret: 100% / odd & signs";

  private static final Path SOURCES = Path.of("src/test/oidc");
  private static final Path FOLDER = Path.of("target/oidc");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static @Nullable RealProvider running;

  private final URI issuer;
  private final HttpClient http = HttpClient.newHttpClient();

  private RealProvider(URI issuer) {
    this.issuer = issuer;
  }

  /** The one that runs; it ends with this process. */
  public static synchronized RealProvider get() throws IOException, InterruptedException {
    if (running == null) {
      assumeTrue(succeeds("node", "--version"), "Node.js is absent");
      assumeTrue(isInstalled() || install(), "npm is absent, or could not install the provider");
      running = new RealProvider(start());
    }
    return running;
  }

  private static boolean isInstalled() throws IOException {
    Path lock = FOLDER.resolve("package-lock.json");
    return Files.exists(FOLDER.resolve("node_modules/oidc-provider"))
        && Files.exists(lock)
        && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
  }

  private static boolean install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    copy("package.json");
    copy("package-lock.json");
    boolean done = succeeds("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    if (!done) {
      Files.delete(FOLDER.resolve("package-lock.json")); // so that the next run tries again
    }
    return done;
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Files.createDirectories(FOLDER);
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("install.log").toFile())
              .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(3, TimeUnit.MINUTES);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  /** Its standard input stays open as long as this process lives. */
  private static URI start() throws IOException {
    copy("server.mjs");
    Process process =
        new ProcessBuilder("node", "server.mjs")
            .directory(FOLDER.toFile())
            .redirectError(FOLDER.resolve("provider.log").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String address = out.readLine();
    assertThat(address).as("what the provider said first").startsWith("http://localhost:");
    return URI.create(address);
  }

  public URI issuer() {
    return issuer;
  }

  /** What a node is told that believes this provider. */
  public Map<String, String> settings(Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Path claims = Files.writeString(folder.resolve("claims.yaml"), CLAIMS);
    Map<String, String> settings = new HashMap<>();
    settings.put("ARCHIVE_OIDC_ISSUER", issuer.toString());
    settings.put("ARCHIVE_OIDC_CLIENT", "archive");
    settings.put("ARCHIVE_OIDC_CLIENT_SECRET_FILE", secret.toString());
    settings.put("ARCHIVE_OIDC_AUDIENCE", AUDIENCE);
    settings.put("ARCHIVE_OIDC_CLAIMS", claims.toString());
    return settings;
  }

  /** Who is who of the provider's people and clients. */
  static final String CLAIMS =
      """
      roles:
        - {claim: roles, value: counter, role: clerk}
        - {claim: roles, value: person, role: citizen}
      account: preferred_username
      agency: org
      window: desk
      idNumber: id_number
      clients:
        - {client: teller, sourceSystems: [teller]}
      """;

  /** Lets people sign in to an archive that is reached at this address. */
  public void accept(String archive) throws IOException, InterruptedException {
    test("archive", JSON.createObjectNode().put("at", archive));
  }

  /** Lets all be as at first, but for its keys. */
  public void restore() throws IOException, InterruptedException {
    silent(false);
    test("people", JSON.createObjectNode());
  }

  public void silent(boolean on) throws IOException, InterruptedException {
    test("silent", JSON.createObjectNode().put("on", on));
  }

  /** Whether an ID token says all, or leaves most to UserInfo. */
  public void claimsInIdToken(boolean on) throws IOException, InterruptedException {
    test("claimsInIdToken", JSON.createObjectNode().put("on", on));
  }

  /** Claims other things of a person; null takes the person away. */
  void claims(String person, @Nullable String claims) throws IOException, InterruptedException {
    ObjectNode changed = JSON.createObjectNode();
    changed.set(person, JSON.readTree(claims == null ? "null" : claims));
    test("people", changed);
  }

  /** Puts other keys in the place of all. */
  public void rotate() throws IOException, InterruptedException {
    test("rotate", JSON.createObjectNode());
  }

  /** How often something was asked for: {@code keys} or {@code tokens}. */
  int asked(String what) throws IOException, InterruptedException {
    return test("asked", JSON.createObjectNode()).path(what).asInt();
  }

  /** The keys that it publishes, as JWKs. */
  JsonNode published() throws IOException, InterruptedException {
    return test("keys", JSON.createObjectNode()).path("published");
  }

  /** The private key of its clients that have one. */
  String clientKey() throws IOException, InterruptedException {
    return test("keys", JSON.createObjectNode()).path("client").toString();
  }

  /** Whatever claims, signed with a key of the provider. */
  String signed(String algorithm, ObjectNode header, ObjectNode claims)
      throws IOException, InterruptedException {
    ObjectNode asks = JSON.createObjectNode().put("alg", algorithm);
    asks.set("header", header);
    asks.set("claims", claims);
    return test("sign", asks).path("token").asText();
  }

  private JsonNode test(String what, ObjectNode asks) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(issuer.resolve("/test/" + what))
                .POST(BodyPublishers.ofString(asks.toString()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** The access token of a program that shows who it is with its key. */
  String programToken(String client, String audience) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("resource", audience);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put(
        "client_assertion",
        ClientProof.Key.parse(clientKey())
            .assertion(
                client,
                issuer.resolve("/token").toString(),
                UUID.randomUUID().toString(),
                Instant.now()));
    return tokens(form, Map.of()).path("access_token").asText();
  }

  /** The tokens of a person who has signed in, as another program than the archive gets them. */
  JsonNode personTokens(String person, String archive, String audience) throws Exception {
    SignInSecret secret = new SignInSecret(UUID.randomUUID().toString());
    String redirect = archive + "/signin/oidc/callback";
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", "archive");
    query.put("scope", "openid");
    query.put("redirect_uri", redirect);
    query.put("resource", audience);
    query.put("code_challenge", secret.challenge());
    query.put("code_challenge_method", "S256");
    URI at = URI.create(issuer + "/auth?" + ProviderHttp.encoded(query));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", String.valueOf(signIn(at, person).get("code")));
    form.put("redirect_uri", redirect);
    form.put("resource", audience);
    form.put("code_verifier", secret.verifier());
    return tokens(form, Map.of("Authorization", ClientProof.basic("archive", SECRET)));
  }

  private JsonNode tokens(Map<String, String> form, Map<String, String> headers)
      throws ProviderException {
    try (ProviderHttp asking = new ProviderHttp()) {
      ProviderHttp.Answer answer = asking.post(issuer.resolve("/token"), form, headers);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      return answer.body();
    }
  }

  /** Signs in as a browser would, without one, and gives what it is sent back with. */
  Map<String, String> signIn(URI authorization, String person) throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build()) {
      HttpResponse<String> answer =
          browser.send(HttpRequest.newBuilder(authorization).build(), BodyHandlers.ofString());
      while (true) {
        String location = answer.headers().firstValue("Location").orElse("");
        assertThat(location).as(answer.body()).isNotEmpty();
        URI to = issuer.resolve(location);
        if (to.getPath().startsWith("/signin/")) {
          return query(to);
        }
        HttpRequest.Builder next = HttpRequest.newBuilder(to);
        if (to.getPath().startsWith("/interaction/")) {
          next.header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("name=" + person));
        }
        answer = browser.send(next.build(), BodyHandlers.ofString());
      }
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String field : uri.getRawQuery().split("&", -1)) {
      int equals = field.indexOf('=');
      query.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }
}
