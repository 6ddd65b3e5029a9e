package cn.cunzhen.api.oidc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks a provider for JSON: no redirect is followed, no answer waited for longer than five seconds
 * to its last byte, none taken that is larger than a mebibyte.
 */
final class ProviderHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NEVER).build();

  /** An answer of whatever status. */
  record Answer(int status, ObjectNode body) {}

  /** The object that lies there. */
  ObjectNode get(URI at, Map<String, String> headers) throws ProviderException {
    Answer answer = send(at, HttpRequest.newBuilder(at).GET(), headers);
    if (answer.status() != 200) {
      throw new ProviderException(at + " answers with status " + answer.status());
    }
    return answer.body();
  }

  Answer post(URI at, Map<String, String> form, Map<String, String> headers)
      throws ProviderException {
    return send(
        at,
        HttpRequest.newBuilder(at)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))),
        headers);
  }

  /** As {@code application/x-www-form-urlencoded}. */
  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * An object; its member names are unambiguous.
   *
   * @throws ProviderException if the bytes are none
   */
  static ObjectNode object(byte[] json) throws ProviderException {
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return object;
      }
      throw new ProviderException("not a JSON object");
    } catch (JsonProcessingException e) {
      // What stands there may be a secret; it is not repeated.
      throw new ProviderException("not JSON");
    } catch (IOException e) {
      throw new ProviderException("not readable", e);
    }
  }

  private Answer send(URI at, HttpRequest.Builder request, Map<String, String> headers)
      throws ProviderException {
    request.header("Accept", "application/json");
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      HttpResponse<byte[]> got = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      // The page of a proxy whose provider is away is no JSON, and its status says enough.
      if (got.statusCode() >= 500) {
        throw new ProviderException(at + " answers with status " + got.statusCode());
      }
      return new Answer(got.statusCode(), object(got.body()));
    } catch (ExecutionException e) {
      throw new ProviderException(at + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ProviderException(at + ": no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(at + ": interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  /** A member's text; empty where it has none. */
  static String text(JsonNode object, String member) {
    return object.path(member).isTextual() ? object.path(member).textValue() : "";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
