package cn.cunzhen.api.http;

import cn.cunzhen.core.access.AccessUnrecordedException;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.head.RolledBackException;
import cn.cunzhen.storage.StorageException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a table of routes; every one is guarded by what it declares. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String BEARER = "Bearer ";

  /** How long a body may still come in when the server is to end, and then an answer go out. */
  private static final Duration WHOLE = Duration.ofSeconds(4);

  private static final Duration REST = Duration.ofSeconds(2);

  private static final long STOP_MILLIS = 1_000;

  /** After the last call, how long a connection may stay open on which nothing happens. */
  private static final long IDLE_MILLIS = 50;

  private final Function<String, Optional<Caller>> sessions;
  private final BiConsumer<Context, Problem> pages;
  private final Proxies proxies;
  private final boolean overTls;
  private final CallsUnderWay calls = new CallsUnderWay();
  private final Javalin javalin;

  /**
   * @param port 0 for any free one
   * @param proxies who is believed on where a call comes from
   * @param address where people reach it; what their browsers keep never leaves them without TLS
   *     where that has it
   * @param sessions who a token belongs to
   * @param pages shows a problem to a person
   */
  public HttpServer(
      String host,
      int port,
      List<Route> routes,
      Proxies proxies,
      Address address,
      Function<String, Optional<Caller>> sessions,
      BiConsumer<Context, Problem> pages) {
    this.proxies = proxies;
    this.overTls = address.secure();
    this.sessions = sessions;
    this.pages = pages;
    this.javalin = Javalin.create(config -> configure(config, routes));
    this.javalin.start(host, port);
  }

  public int port() {
    return javalin.port();
  }

  /** Takes no more calls, lets those under way end or refuses them whole, and stops. */
  @Override
  public void close() {
    try {
      calls.finish(WHOLE, REST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      if (connector instanceof AbstractConnector connections) {
        connections.setShutdownIdleTimeout(IDLE_MILLIS);
      }
    }
    javalin.stop();
  }

  private void configure(JavalinConfig config, List<Route> routes) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Long.MAX_VALUE;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setRequestHeaderSize(16 << 10);
    });
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
    for (Route route : routes) {
      config.routes.addEndpoint(
          new Endpoint(
              HandlerType.findOrCreate(route.method().name()),
              route.path(),
              context -> counted(route, context)));
    }
    config.routes.exception(Problem.class, (problem, context) -> give(context, problem));
    config.routes.exception(HttpResponseException.class, this::refused);
    config.routes.exception(Exception.class, this::failed);
  }

  private void counted(Route route, Context context) throws Exception {
    calls.begin();
    try {
      guarded(route, context);
    } finally {
      calls.end();
    }
  }

  private void guarded(Route route, Context context) throws Exception {
    secure(context);
    SessionCookie.overTls(context, overTls);
    refuseForgery(route, context);
    Optional<Caller> caller = token(context).flatMap(sessions);
    Exchange exchange = new Exchange(context, caller.orElse(null), calls, proxies);
    switch (route.access()) {
      case Access.Anyone _ -> {}
      case Access.Roles allowed -> {
        if (!allowed.roles().contains(exchange.caller().role())) {
          throw new Problem(ProblemCode.FORBIDDEN);
        }
      }
      case Access.OperatorOrLoopback _ -> {
        if (!exchange.loopback() && exchange.caller().role() != Role.OPERATOR) {
          throw new Problem(ProblemCode.FORBIDDEN);
        }
      }
    }
    route.call().handle(exchange);
  }

  /** A browser says where a form comes from; one of another site is none of ours. */
  private static void refuseForgery(Route route, Context context) {
    String site = context.header("Sec-Fetch-Site");
    boolean ours = site == null || site.equals("same-origin") || site.equals("none");
    if (route.method() != Route.Method.GET && !ours) {
      throw new Problem(ProblemCode.FORBIDDEN, "the request comes from another site");
    }
  }

  private static void secure(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("X-Frame-Options", "DENY");
    context.header("Cache-Control", "no-store");
    context.header(
        "Content-Security-Policy",
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " form-action 'self'; img-src 'self' data:");
  }

  /** The bearer token of a program, or the cookie of a browser. */
  private static Optional<String> token(Context context) {
    String header = context.header("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    return Optional.ofNullable(context.cookie(SessionCookie.NAME));
  }

  private void give(Context context, Problem problem) {
    String accept = context.header("Accept");
    if (context.path().startsWith("/api/") || accept == null || !accept.contains("text/html")) {
      ProblemAnswer.give(context, problem);
    } else if (problem.code() == ProblemCode.UNAUTHENTICATED) {
      context.redirect("/signin?to=" + URLEncoder.encode(context.path(), StandardCharsets.UTF_8));
    } else {
      context.status(problem.code().status());
      pages.accept(context, problem);
    }
  }

  private void refused(HttpResponseException refused, Context context) {
    give(
        context,
        new Problem(
            switch (refused.getStatus()) {
              case 404 -> ProblemCode.NOT_FOUND;
              case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
              case 413 -> ProblemCode.TOO_LARGE;
              case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
              default -> ProblemCode.MALFORMED;
            }));
  }

  private void failed(Exception failure, Context context) {
    if (failure instanceof EofException) {
      LOG.info("{} {}: the caller went away", context.method(), context.endpoint().path);
      context.status(ProblemCode.MALFORMED.status());
      return;
    }
    ProblemCode code =
        switch (failure) {
          case AccessUnrecordedException _ -> ProblemCode.UNRECORDED;
          case StorageException.Full _ -> ProblemCode.STORE_FULL;
          case StorageException.Unknown _, ConcurrentModificationException _ ->
              ProblemCode.UNDECIDED;
          case StorageException _, RolledBackException _ -> ProblemCode.UNAVAILABLE;
          default -> ProblemCode.INTERNAL;
        };
    LOG.error("{} {} failed", context.method(), context.endpoint().path, failure);
    give(context, new Problem(code));
  }
}
