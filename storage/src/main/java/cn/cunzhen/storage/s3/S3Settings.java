package cn.cunzhen.storage.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an S3 store is and how it is reached.
 *
 * @param endpoint scheme, host and port of the server
 * @param bucket holds the objects; it may be versioned and locked
 * @param heads holds the heads; it must be unversioned
 * @param create whether buckets that are missing are made
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String heads,
    boolean create,
    S3Credentials credentials,
    Patience patience) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern ENDPOINT =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");
  private static final Set<String> PARAMETERS = Set.of("endpoint", "region", "heads", "create");
  private static final String FORM =
      "s3://<bucket>?endpoint=<url>&region=<region>&heads=<bucket>&create=true";

  public S3Settings {
    require(ENDPOINT.matcher(endpoint.toString()).matches(), "endpoint is not http(s)://host:port");
    require(REGION.matcher(region).matches(), "region is not a region's name");
    require(BUCKET.matcher(bucket).matches(), "the bucket's name is not one");
    require(BUCKET.matcher(heads).matches(), "heads is not a bucket's name");
  }

  /**
   * Reads {@code s3://<bucket>?endpoint=<url>&region=<region>&heads=<bucket>&create=true}.
   *
   * <p>Only the endpoint is required; the region is us-east-1 and the heads' bucket the objects'
   * where nothing else is said. Values may be percent-encoded.
   *
   * @throws IllegalArgumentException for anything else; the message names the fault, never the text
   */
  public static S3Settings parse(String location, S3Credentials credentials) {
    require(location.startsWith("s3://"), "it does not start with s3://");
    String[] parts = location.substring("s3://".length()).split("\\?", 2);
    Map<String, String> given = parameters(parts.length == 2 ? parts[1] : "");
    String create = given.getOrDefault("create", "false");
    require(Set.of("true", "false").contains(create), "create is neither true nor false");
    require(given.containsKey("endpoint"), "endpoint is missing");
    return new S3Settings(
        URI.create(checked(given.getOrDefault("endpoint", ""))),
        given.getOrDefault("region", "us-east-1"),
        parts[0],
        given.getOrDefault("heads", parts[0]),
        create.equals("true"),
        credentials,
        Patience.USUAL);
  }

  /** The text that {@link #parse} reads; without credentials. */
  public String location() {
    return "s3://%s?endpoint=%s&region=%s&heads=%s%s"
        .formatted(bucket, endpoint, region, heads, create ? "&create=true" : "");
  }

  public S3Settings withPatience(Patience changed) {
    return new S3Settings(endpoint, region, bucket, heads, create, credentials, changed);
  }

  @Override
  public String toString() {
    return location();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      require(
          nameAndValue.length == 2 && PARAMETERS.contains(nameAndValue[0]),
          "it has a parameter that is not known");
      String value = URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8);
      require(parameters.put(nameAndValue[0], value) == null, nameAndValue[0] + " is there twice");
    }
    return parameters;
  }

  /** Looks at the endpoint before anything that would quote it does: it may hold a password. */
  private static String checked(String endpoint) {
    require(ENDPOINT.matcher(endpoint).matches(), "endpoint is not http(s)://host:port");
    return endpoint;
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException("not an S3 store: " + fault + "; it reads " + FORM);
    }
  }
}
