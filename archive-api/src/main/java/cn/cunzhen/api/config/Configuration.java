package cn.cunzhen.api.config;

import cn.cunzhen.api.http.Pace;
import cn.cunzhen.api.http.Proxies;
import cn.cunzhen.api.oidc.ClaimMap;
import cn.cunzhen.api.oidc.ClientProof;
import cn.cunzhen.api.oidc.OpenIdSettings;
import cn.cunzhen.api.tls.TlsFiles;
import cn.cunzhen.core.access.ReadingLimit;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.intake.Limits;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.indexer.page.PageLimits;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a node is told before it starts.
 *
 * <p>Its text form shows no secret.
 *
 * @param tls null where the server speaks plain HTTP
 * @param store empty for the folder store beneath {@code data}
 * @param keysPasswordFile null where the archive makes a password of its own
 * @param catalogue null for the built-in sample
 * @param places null for the built-in ones
 * @param validationHosts hosts on private addresses that may be asked about certificates
 * @param witnessPolicy null where the ledger has no witnesses
 * @param signatureAnchors PEM file of the roots that are believed for signatures inside of files;
 *     null for none
 * @param openId null where nobody signs in elsewhere
 */
public record Configuration(
    String httpHost,
    int httpPort,
    @Nullable TlsFiles tls,
    Proxies proxies,
    Path data,
    String store,
    Credentials credentials,
    Path keys,
    @Nullable Path keysPasswordFile,
    String node,
    @Nullable Path catalogue,
    @Nullable Path places,
    List<SealSuite> suites,
    Limits limits,
    ReadingLimit readingLimit,
    Pace.Rate rate,
    int textProcesses,
    Duration textTime,
    Duration recognitionTime,
    PageLimits pages,
    Copies copies,
    TimeStamps stamps,
    Set<String> validationHosts,
    @Nullable Path witnessPolicy,
    Duration witnessTime,
    @Nullable Path signatureAnchors,
    Duration sessionTime,
    @Nullable OpenIdSettings openId) {
  public Configuration {
    validationHosts = Set.copyOf(validationHosts);
    suites = List.copyOf(suites);
  }

  /** Whether SM2 and SM3 are used beside the other algorithms. */
  public boolean sm() {
    return suites.contains(SealSuite.SM2);
  }

  /** RFC 8414 §2; without TLS only what never leaves this machine. */
  private static final Pattern ISSUER =
      Pattern.compile(
          "(https://[A-Za-z0-9.:\\[\\]-]{1,200}|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?)"
              + "(/[A-Za-z0-9._~/-]{0,200})?");

  private static final Pattern NODE = Pattern.compile("[a-z0-9]{1,20}");

  /** What opens an S3 store. */
  public record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "credentials";
    }
  }

  /**
   * What certified copies are like.
   *
   * @param address where people reach this archive, without a slash at its end; null for where it
   *     listens
   * @param pages how many one copy may have
   */
  public record Copies(@Nullable URI address, int pages) {}

  /**
   * Where time stamps come from.
   *
   * @param authority null for the archive's own
   * @param anchors PEM file of the roots that are believed besides the archive's; null for none
   */
  public record TimeStamps(@Nullable URI authority, @Nullable Path anchors, Duration every) {}

  /**
   * Reads the file, if there is one, lets the environment override it, and checks every value.
   *
   * @param file Java properties in UTF-8
   * @throws ConfigurationException with every fault
   */
  public static Configuration load(Optional<Path> file, Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    file.ifPresent(path -> read(path, values, faults));
    for (Setting setting : Setting.values()) {
      String given = environment.get(setting.variable());
      if (given != null && !given.isBlank()) {
        values.put(setting, given.strip());
      }
    }
    Configuration configuration = new Reading(values, faults).configuration();
    if (!faults.isEmpty() || configuration == null) {
      throw new ConfigurationException(faults);
    }
    return configuration;
  }

  private static void read(Path file, Map<Setting, String> values, List<String> faults) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(file + " can't be read: " + e);
      return;
    }
    for (String key : properties.stringPropertyNames()) {
      Optional<Setting> setting =
          List.of(Setting.values()).stream().filter(s -> s.key().equals(key)).findFirst();
      setting.ifPresentOrElse(
          s -> values.put(s, properties.getProperty(key).strip()),
          () -> faults.add(file + " has a key that nobody knows: " + key));
    }
  }

  /** Reads values and gathers what is wrong with them. */
  private record Reading(Map<Setting, String> values, List<String> faults) {
    @Nullable Configuration configuration() {
      Path data = Path.of(value(Setting.DATA)).toAbsolutePath().normalize();
      int port = whole(Setting.HTTP_PORT, 0, 65_535);
      String node = value(Setting.NODE);
      if (!NODE.matcher(node).matches()) {
        fault(Setting.NODE, "must be 1 to 20 of [a-z0-9]");
      }
      TlsFiles tls = tls();
      Proxies proxies = proxies();
      List<SealSuite> suites = suites();
      int processes = whole(Setting.TEXT_PROCESSES, 0, 64);
      Duration textTime = Duration.ofSeconds(whole(Setting.TEXT_SECONDS, 1, 3600));
      Duration recognitionTime = Duration.ofSeconds(whole(Setting.TEXT_PICTURE_SECONDS, 0, 36_000));
      Duration sessionTime = Duration.ofMinutes(whole(Setting.SESSION_MINUTES, 1, 100_000));
      PageLimits pages = pages();
      Copies copies = copies();
      Limits limits = limits();
      ReadingLimit readingLimit = readingLimit();
      Pace.Rate rate =
          new Pace.Rate(
              whole(Setting.LIMIT_CALLS_ACCOUNT, 1, 1_000_000),
              whole(Setting.LIMIT_CALLS_NETWORK, 1, 1_000_000));
      TimeStamps stamps = stamps();
      Set<String> validationHosts = validationHosts();
      Duration witnessTime = Duration.ofSeconds(whole(Setting.WITNESS_SECONDS, 1, 3600));
      OpenIdSettings openId = openId();
      if (!faults.isEmpty()) {
        return null;
      }
      return new Configuration(
          value(Setting.HTTP_HOST),
          port,
          tls,
          proxies,
          data,
          value(Setting.STORE),
          new Credentials(value(Setting.S3_ACCESS_KEY), value(Setting.S3_SECRET_KEY)),
          path(Setting.KEYS).orElse(data.resolve("keys.p12")),
          path(Setting.KEYS_PASSWORD_FILE).orElse(null),
          node,
          path(Setting.CATALOGUE).orElse(null),
          path(Setting.PLACES).orElse(null),
          suites,
          limits,
          readingLimit,
          rate,
          processes,
          textTime,
          recognitionTime,
          pages,
          copies,
          stamps,
          validationHosts,
          path(Setting.WITNESS_POLICY).orElse(null),
          witnessTime,
          path(Setting.SIGNATURE_ANCHORS).orElse(null),
          sessionTime,
          openId);
    }

    private @Nullable OpenIdSettings openId() {
      String issuer = value(Setting.OIDC_ISSUER);
      if (issuer.isEmpty()) {
        return null;
      }
      if (!ISSUER.matcher(issuer).matches()) {
        fault(
            Setting.OIDC_ISSUER,
            "must be an https URL without query (http only for a provider on this machine)");
      }
      String client = value(Setting.OIDC_CLIENT);
      if (client.isEmpty()) {
        fault(
            Setting.OIDC_CLIENT, "must be the archive's client id at " + Setting.OIDC_ISSUER.key());
      }
      String scope = value(Setting.OIDC_SCOPE);
      if (!List.of(scope.split(" ", -1)).contains("openid")) {
        fault(Setting.OIDC_SCOPE, "must contain openid");
      }
      String audience = value(Setting.OIDC_AUDIENCE);
      ClientProof proof = proof();
      ClaimMap claims = claims();
      int minutes = whole(Setting.OIDC_MINUTES, 1, 30);
      return claims == null || !faults.isEmpty()
          ? null
          : new OpenIdSettings(
              URI.create(issuer),
              client,
              proof,
              audience.isEmpty() ? client : audience,
              scope,
              claims,
              Duration.ofMinutes(minutes));
    }

    private ClientProof proof() {
      Optional<Path> secret = path(Setting.OIDC_CLIENT_SECRET_FILE);
      Optional<Path> key = path(Setting.OIDC_CLIENT_KEY_FILE);
      if (secret.isPresent() && key.isPresent()) {
        fault(
            Setting.OIDC_CLIENT_KEY_FILE,
            "must not be set beside " + Setting.OIDC_CLIENT_SECRET_FILE.key());
      } else if (secret.isPresent()) {
        String text = text(Setting.OIDC_CLIENT_SECRET_FILE, secret.get()).strip();
        if (text.isEmpty()) {
          fault(Setting.OIDC_CLIENT_SECRET_FILE, "must name a file with a secret in it");
        }
        return new ClientProof.Secret(text);
      } else if (key.isPresent()) {
        try {
          return ClientProof.Key.parse(text(Setting.OIDC_CLIENT_KEY_FILE, key.get()));
        } catch (IllegalArgumentException e) {
          fault(Setting.OIDC_CLIENT_KEY_FILE, "must name a file with a key: " + e.getMessage());
        }
      }
      return new ClientProof.None();
    }

    private @Nullable ClaimMap claims() {
      Optional<Path> file = path(Setting.OIDC_CLAIMS);
      if (file.isEmpty()) {
        fault(Setting.OIDC_CLAIMS, "must say who is who of " + Setting.OIDC_ISSUER.key());
        return null;
      }
      Faults wrong = new Faults();
      String yaml = text(Setting.OIDC_CLAIMS, file.get());
      ClaimMap claims = ClaimMap.read(yaml.getBytes(StandardCharsets.UTF_8), wrong);
      for (Fault each : wrong.list()) {
        faults.add(file.get() + " " + each.pointer() + ": " + each.en() + " " + each.zh());
      }
      return claims;
    }

    private String text(Setting setting, Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        fault(setting, "can't be read: " + e);
        return "";
      }
    }

    private @Nullable TlsFiles tls() {
      Optional<Path> certificate = path(Setting.HTTP_TLS_CERTIFICATE);
      Optional<Path> key = path(Setting.HTTP_TLS_KEY);
      if (certificate.isPresent() != key.isPresent()) {
        Setting missing = key.isPresent() ? Setting.HTTP_TLS_CERTIFICATE : Setting.HTTP_TLS_KEY;
        Setting given = key.isPresent() ? Setting.HTTP_TLS_KEY : Setting.HTTP_TLS_CERTIFICATE;
        fault(missing, "须与 %1$s 同时设置 must be set with %1$s".formatted(given.key()));
        return null;
      }
      return certificate.isEmpty() || key.isEmpty()
          ? null
          : new TlsFiles(certificate.get(), key.get());
    }

    private Proxies proxies() {
      try {
        return Proxies.parse(value(Setting.HTTP_PROXIES));
      } catch (IllegalArgumentException e) {
        fault(Setting.HTTP_PROXIES, "must be addresses or networks, such as 10.1.2.0/24");
        return Proxies.NONE;
      }
    }

    private List<SealSuite> suites() {
      List<SealSuite> suites = new ArrayList<>(List.of(SealSuite.P256));
      if (truth(Setting.SM)) {
        suites.add(SealSuite.SM2);
      }
      if (truth(Setting.POST_QUANTUM)) {
        suites.add(SealSuite.ML_DSA);
      }
      return suites;
    }

    private PageLimits pages() {
      PageLimits standard = PageLimits.standard();
      return new PageLimits(
          whole(Setting.PAGE_PROCESSES, 1, 64),
          standard.heapMegabytes(),
          standard.bytes(),
          Duration.ofSeconds(whole(Setting.PAGE_SECONDS, 1, 3600)),
          number(Setting.PAGE_CACHE_BYTES, 0, Long.MAX_VALUE),
          truth(Setting.PAGE_OFFICE));
    }

    private Copies copies() {
      String address = value(Setting.HTTP_ADDRESS);
      boolean fit =
          address.matches("https?://[A-Za-z0-9.:\\[\\]-]{1,200}(/[A-Za-z0-9/_-]*[A-Za-z0-9_-])?");
      if (!address.isEmpty() && !fit) {
        fault(Setting.HTTP_ADDRESS, "must be an http or https URL without a slash at its end");
      }
      return new Copies(
          address.isEmpty() || !fit ? null : URI.create(address),
          whole(Setting.COPY_PAGES, 1, 10_000));
    }

    private TimeStamps stamps() {
      String authority = value(Setting.STAMP_AUTHORITY);
      Path anchors = path(Setting.STAMP_ANCHORS).orElse(null);
      if (!authority.isEmpty() && !authority.matches("https?://[^\\s/]+(/\\S*)?")) {
        fault(Setting.STAMP_AUTHORITY, "must be an http or https URL");
      } else if (!authority.isEmpty() && anchors == null) {
        fault(Setting.STAMP_ANCHORS, "must name the roots of " + Setting.STAMP_AUTHORITY.key());
      }
      return new TimeStamps(
          authority.isEmpty() || !faults.isEmpty() ? null : URI.create(authority),
          anchors,
          Duration.ofSeconds(whole(Setting.STAMP_SECONDS, 1, 60)));
    }

    private Set<String> validationHosts() {
      Set<String> hosts = new LinkedHashSet<>();
      for (String host : value(Setting.VALIDATION_HOSTS).split(",", -1)) {
        if (!host.isBlank()) {
          hosts.add(host.strip().toLowerCase(Locale.ROOT));
        }
      }
      if (hosts.stream().anyMatch(host -> !host.matches("[a-z0-9.:\\[\\]-]{1,253}"))) {
        fault(Setting.VALIDATION_HOSTS, "must be names or addresses of hosts, without ports");
      }
      return hosts;
    }

    private ReadingLimit readingLimit() {
      int hour = whole(Setting.LIMIT_RECORDS_HOUR, 1, 10_000_000);
      int day = whole(Setting.LIMIT_RECORDS_DAY, 1, 100_000_000);
      if (day < hour) {
        fault(
            Setting.LIMIT_RECORDS_DAY, "must not be less than " + Setting.LIMIT_RECORDS_HOUR.key());
        return new ReadingLimit(hour, hour);
      }
      return new ReadingLimit(hour, day);
    }

    private Limits limits() {
      int files = whole(Setting.LIMIT_FILES, 1, 1_000_000);
      long each = number(Setting.LIMIT_FILE_BYTES, 1, Limits.LARGEST_FILE);
      long all = number(Setting.LIMIT_TOTAL_BYTES, 1, Long.MAX_VALUE);
      if (all < each) {
        fault(Setting.LIMIT_TOTAL_BYTES, "must not be less than " + Setting.LIMIT_FILE_BYTES.key());
        return Limits.DEFAULT;
      }
      return new Limits(
          Limits.DEFAULT.submissionBytes(), Limits.DEFAULT.holders(), files, each, all);
    }

    private String value(Setting setting) {
      return values.getOrDefault(setting, setting.preset());
    }

    private Optional<Path> path(Setting setting) {
      return Optional.of(value(setting)).filter(v -> !v.isEmpty()).map(Path::of);
    }

    private boolean truth(Setting setting) {
      String value = value(setting);
      if (!value.equals("true") && !value.equals("false")) {
        fault(setting, "must be true or false");
      }
      return value.equals("true");
    }

    private int whole(Setting setting, int least, int most) {
      return (int) number(setting, least, most);
    }

    private long number(Setting setting, long least, long most) {
      try {
        long value = Long.parseLong(value(setting));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, like a number that is out of bounds.
      }
      fault(setting, "must be a whole number from " + least + " to " + most);
      return least;
    }

    private void fault(Setting setting, String what) {
      faults.add(setting.key() + " (" + setting.variable() + ") " + what);
    }
  }
}
