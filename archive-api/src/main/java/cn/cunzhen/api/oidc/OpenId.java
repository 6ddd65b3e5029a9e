package cn.cunzhen.api.oidc;

import cn.cunzhen.api.account.Session;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.oidc.OpenIdSessions.Content;
import cn.cunzhen.api.oidc.OpenIdSessions.Kept;
import cn.cunzhen.api.oidc.OpenIdSessions.Secrets;
import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for those whom an OpenID provider vouches for: people who sign in there with a browser,
 * and programs that bring access tokens. Any thread may use it.
 *
 * <p>Nothing of it is needed for anything else: while the provider does not answer, built-in
 * accounts are used as ever.
 */
public final class OpenId implements AutoCloseable {
  /** How long a person may take to sign in at the provider. */
  public static final Duration ATTEMPT = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OpenId.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  /** What an address may hold that a browser is led to. */
  private static final int LONGEST_HINT = 4_000;

  private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Set<String> LOGOUT_TYPES = Set.of("logout+jwt", "jwt", "");

  private final OpenIdSettings settings;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration sessionTime;
  private final ProviderHttp http = new ProviderHttp();
  private final Provider provider;
  private final SignedTokens tokens;
  private final AccessTokens accessTokens;
  private final Grants grants;
  private final People people;
  private final OpenIdSessions sessions;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();

  /** States that were answered; elsewhere the provider takes no code twice. */
  private final Cache<String, Boolean> answered =
      Caffeine.newBuilder().maximumSize(MOST * 10L).expireAfterWrite(ATTEMPT).build();

  private final Cache<String, Boolean> said =
      Caffeine.newBuilder().maximumSize(100).expireAfterWrite(RETRY).build();

  private final AtomicBoolean looking = new AtomicBoolean();

  private OpenId(
      OpenIdSettings settings,
      Heads heads,
      SecureRandom random,
      Clock clock,
      Duration sessionTime) {
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.sessionTime = sessionTime;
    this.provider = new Provider(settings.issuer(), http, clock);
    this.tokens = new SignedTokens(provider, clock);
    this.accessTokens = new AccessTokens(tokens, settings.audience(), settings.claims(), clock);
    this.grants = new Grants(settings, provider, http, this::secret, clock);
    this.people = new People(settings, provider, http, tokens);
    this.sessions = new OpenIdSessions(heads, this::randomBytes, clock);
  }

  /** A session that was looked up a moment ago. */
  private record Known(Session session, Instant until) {}

  /**
   * Opens the door; whether the provider is there is only looked at, and said in the log.
   *
   * @param sessionTime after which every session ends
   */
  public static OpenId start(
      OpenIdSettings settings,
      Heads heads,
      SecureRandom random,
      Clock clock,
      Duration sessionTime) {
    OpenId openId = new OpenId(settings, heads, random, clock, sessionTime);
    openId.look();
    return openId;
  }

  /** Whether a token is of this door: an access token, or that of a session opened here. */
  public static boolean isMine(String token) {
    return token.startsWith(OpenIdSessions.PREFIX)
        || token.chars().filter(character -> character == '.').count() == 2;
  }

  /**
   * Who the token belongs to; empty where it belongs to nobody, or no longer.
   *
   * @throws Problem (unavailable) if that can't be told because the provider does not answer
   */
  public Optional<Caller> caller(String token) {
    return token.startsWith(OpenIdSessions.PREFIX)
        ? session(token).map(Session::caller)
        : bearer(token);
  }

  /** The session of the token; empty where it is none, or no longer. */
  public Optional<Session> session(String token) {
    Instant now = clock.instant();
    Known remembered = known.getIfPresent(token);
    if (remembered != null
        && now.isBefore(remembered.until())
        && now.isBefore(remembered.session().expires())) {
      return Optional.of(remembered.session());
    }
    Optional<Session> found =
        sessions
            .find(token)
            .flatMap(
                kept -> isDue(kept.content()) ? renewed(token, kept) : Optional.of(kept.content()))
            .filter(content -> now.isBefore(content.confirmed().plus(Remembered.LASTING)))
            .map(content -> new Session(content.caller(), content.began(), end(content)));
    found.ifPresentOrElse(
        session -> known.put(token, new Known(session, now.plus(REMEMBERED))),
        () -> known.invalidate(token));
    return found;
  }

  /**
   * Whether the provider did not answer when it was last asked. Then it is asked again, but not
   * waited for.
   */
  public boolean fails() {
    boolean fails = provider.fails();
    if (fails) {
      look();
    }
    return fails;
  }

  /**
   * Begins a sign-in.
   *
   * @param redirect where the browser is to come back to
   * @param language as BCP 47 has it
   * @return empty where the provider does not answer
   */
  public Optional<Departure> begin(URI redirect, String language) {
    try {
      SignInSecret secret = new SignInSecret(secret());
      Map<String, String> query = new LinkedHashMap<>();
      query.put("response_type", "code");
      query.put("client_id", settings.client());
      query.put("redirect_uri", redirect.toString());
      query.put("scope", settings.scope());
      query.put("state", secret.state());
      query.put("nonce", secret.nonce());
      query.put("code_challenge", secret.challenge());
      query.put("code_challenge_method", "S256");
      query.put("ui_locales", language);
      return Optional.of(
          new Departure(with(provider.present().authorization(), query), secret.value()));
    } catch (ProviderException e) {
      warn("nobody can sign in at the OpenID provider", e);
      return Optional.empty();
    }
  }

  /**
   * Ends a sign-in, once.
   *
   * @param secret what the browser has kept; empty where it has nothing
   * @param redirect as when it began
   * @param query what the browser has brought; the first value of each name
   */
  public Arrival finish(String secret, URI redirect, Map<String, String> query) {
    SignInSecret begun = new SignInSecret(secret);
    String state = query.getOrDefault("state", "");
    if (secret.isEmpty()
        || !begun.isStateOf(state)
        || answered.asMap().putIfAbsent(state, true) != null) {
      return new Arrival.Refused(Arrival.Why.STALE);
    }
    try {
      if (!isOurs(query)) {
        return new Arrival.Refused(Arrival.Why.UNTRUSTED);
      }
      if (query.containsKey("error")) {
        return new Arrival.Refused(why(query.getOrDefault("error", "")));
      }
      return opened(
          grants.forCode(query.getOrDefault("code", ""), begun.verifier(), redirect),
          begun.nonce());
    } catch (RefusedException e) {
      return new Arrival.Refused(Arrival.Why.STALE);
    } catch (ProviderException e) {
      warn("nobody can sign in at the OpenID provider", e);
      return new Arrival.Refused(Arrival.Why.SILENT);
    } catch (TokenException e) {
      warn("the OpenID provider gave an ID token that is not believed", e);
      return new Arrival.Refused(Arrival.Why.UNTRUSTED);
    }
  }

  /**
   * Ends the session.
   *
   * @param back where the browser is to come back to
   * @return where it signs out of the provider; empty where it can't
   */
  public Optional<URI> signOut(String token, URI back) {
    Optional<Content> content = sessions.find(token).map(Kept::content);
    known.invalidate(token);
    sessions.end(token);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> query = new LinkedHashMap<>();
    String hint = content.get().secrets().id();
    if (hint.length() <= LONGEST_HINT) { // without one the provider asks whether it is meant
      query.put("id_token_hint", hint);
    }
    query.put("client_id", settings.client());
    query.put("post_logout_redirect_uri", back.toString());
    try {
      return provider.metadata().endSession().map(at -> with(at, query));
    } catch (ProviderException e) {
      warn("nobody can sign out of the OpenID provider", e);
      return Optional.empty();
    }
  }

  /** Ends all sessions of whose token this is; on other nodes within ten seconds. */
  public void endAll(String token) {
    sessions.find(token).ifPresent(kept -> sessions.endAllOf(kept.content().subject()));
    known.invalidateAll();
  }

  /**
   * Ends the sessions that the provider says have ended (OpenID Connect Back-Channel Logout 1.0);
   * on other nodes within ten seconds.
   *
   * @return whether the logout token is believed
   */
  public boolean endedThere(String logoutToken) {
    try {
      ObjectNode claims = tokens.claims(logoutToken, LOGOUT_TYPES, settings.client());
      String subject = ProviderHttp.text(claims, "sub");
      String sid = ProviderHttp.text(claims, "sid");
      if (!claims.path("events").path(LOGOUT_EVENT).isObject()
          || claims.has("nonce")
          || (subject.isEmpty() && sid.isEmpty())) {
        return false;
      }
      if (sid.isEmpty()) {
        sessions.endAllOf(subject);
      } else {
        sessions.endAllFrom(sid);
      }
      known.invalidateAll();
      return true;
    } catch (TokenException e) {
      warn("a bearer token is refused", e);
      return false;
    } catch (ProviderException e) {
      throw unavailable(e);
    }
  }

  private Optional<Caller> bearer(String token) {
    try {
      return accessTokens.caller(token);
    } catch (TokenException e) {
      warn("a bearer token is refused", e);
      return Optional.empty();
    } catch (ProviderException e) {
      throw unavailable(e);
    }
  }

  private Arrival opened(Grants.Tokens given, String nonce)
      throws TokenException, ProviderException {
    People.Identified who = people.signedIn(given, nonce);
    if (who.caller().isEmpty()) {
      LOG.info("somebody signed in at the OpenID provider who has no role here, or lacks a claim");
      return new Arrival.Refused(Arrival.Why.NOBODY);
    }
    Instant now = clock.instant();
    Content content =
        new Content(
            who.caller().get(),
            who.subject(),
            who.sid(),
            now,
            now.plus(sessionTime),
            now,
            now,
            new Secrets(given.id(), given.refresh()));
    return new Arrival.SignedIn(sessions.open(content), Duration.between(now, content.expires()));
  }

  private boolean isDue(Content content) {
    Instant now = clock.instant();
    Instant asked = content.asked();
    return !content.secrets().refresh().isEmpty()
        && !now.isBefore(content.confirmed().plus(settings.renewal()))
        && (asked.equals(content.confirmed()) || !now.isBefore(asked.plus(RETRY)));
  }

  /** When a session ends by itself; what nobody can confirm holds for an hour. */
  private static Instant end(Content content) {
    if (!content.secrets().refresh().isEmpty()) {
      return content.expires();
    }
    Instant unconfirmed = content.confirmed().plus(Remembered.LASTING);
    return unconfirmed.isBefore(content.expires()) ? unconfirmed : content.expires();
  }

  /**
   * The session with the rights that the provider says now; as it was where the provider is silent,
   * or somebody else is just asking; empty where the provider refuses.
   */
  private Optional<Content> renewed(String token, Kept kept) {
    // A refresh token may be good once: of all who come at the same time, at any node, one asks.
    Optional<Kept> asking = sessions.replace(token, kept, kept.content().asked(clock.instant()));
    if (asking.isEmpty()) {
      return Optional.of(kept.content());
    }
    try {
      Grants.Tokens given = grants.again(kept.content().secrets().refresh());
      Optional<Caller> caller = people.stillSignedIn(given, kept.content().subject());
      if (caller.isEmpty() || !caller.get().account().equals(kept.content().caller().account())) {
        return ended(token, "who signed in has no role here any more, or another name");
      }
      String id = given.id().isEmpty() ? kept.content().secrets().id() : given.id();
      Content content =
          kept.content().confirmed(caller.get(), clock.instant(), new Secrets(id, given.refresh()));
      // Empty where it was ended meanwhile.
      return sessions.replace(token, asking.get(), content).map(Kept::content);
    } catch (RefusedException e) {
      return ended(token, "the provider refuses its refresh token");
    } catch (TokenException e) {
      return ended(token, "its new ID token " + e.fault().words());
    } catch (ProviderException e) {
      warn("a session's rights could not be renewed", e);
      return asking.map(Kept::content);
    }
  }

  private Optional<Content> ended(String token, String why) {
    LOG.info("a session that began at the OpenID provider has ended: {}", why);
    sessions.end(token);
    return Optional.empty();
  }

  /** Whether an answer says that it is the provider's, where it says anything (RFC 9207 §2.4). */
  private boolean isOurs(Map<String, String> query) throws ProviderException {
    String issuer = query.get("iss");
    return issuer == null
        ? !provider.metadata().namesItself()
        : issuer.equals(settings.issuer().toString());
  }

  private static Arrival.Why why(String error) {
    return switch (error) {
      case "server_error", "temporarily_unavailable" -> Arrival.Why.SILENT;
      default -> Arrival.Why.DENIED;
    };
  }

  private static URI with(URI at, Map<String, String> query) {
    String more = (at.getRawQuery() == null ? "?" : "&") + ProviderHttp.encoded(query);
    return URI.create(at + more);
  }

  /** Looks whether the provider is there; nobody waits for it. */
  private void look() {
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("openid-look")
          .start(() -> {
            try {
              provider.present();
            } catch (ProviderException e) {
              // What keeps it from answering is logged where it is asked.
            } finally {
              looking.set(false);
            }
          });
    }
  }

  /** Says it, once a minute: strangers must not be able to fill a disk. */
  private void warn(String what, Exception why) {
    String message = what + ": " + why.getMessage();
    if (said.asMap().putIfAbsent(message, true) == null) {
      LOG.warn("{}", message);
    }
  }

  private Problem unavailable(ProviderException e) {
    warn("a token can't be verified", e);
    return new Problem(ProblemCode.UNAVAILABLE, "the OpenID provider does not answer");
  }

  private String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32).toArray());
  }

  private Bytes randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  @Override
  public void close() {
    http.close();
  }
}
