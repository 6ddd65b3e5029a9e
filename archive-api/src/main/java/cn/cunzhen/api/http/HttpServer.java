package cn.cunzhen.api.http;

import cn.cunzhen.api.tls.ServerTls;
import cn.cunzhen.core.access.AccessUnrecordedException;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.head.RolledBackException;
import cn.cunzhen.storage.StorageException;
import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a table of routes; every one is guarded by what it declares. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String BEARER = "Bearer ";
  private static final String MULTIPART = "multipart/";

  /** What a page's form says is read into memory. */
  private static final long LONGEST_FORM = 256 << 10;

  /** Headers that could be checked in one place and heeded in another if they were said twice. */
  private static final List<String> ONCE =
      List.of(
          "Authorization",
          "Archive-Purpose",
          "Archive-Position",
          "Content-Type",
          "If-Match",
          "Range",
          "Sec-Fetch-Site");

  /** How long a body may still come in when the server is to end, and then an answer go out. */
  private static final Duration WHOLE = Duration.ofSeconds(4);

  private static final Duration REST = Duration.ofSeconds(2);

  private static final long STOP_MILLIS = 1_000;

  /** After the last call, how long a connection may stay open on which nothing happens. */
  private static final long IDLE_MILLIS = 50;

  private final Function<String, Optional<Caller>> sessions;
  private final BiConsumer<Context, Problem> pages;
  private final Proxies proxies;
  private final Pace pace;
  private final boolean overTls;
  private final Map<String, String> headers;
  private final CallsUnderWay calls = new CallsUnderWay();
  private final Javalin javalin;

  /**
   * @param port 0 for any free one
   * @param tls null where it speaks plain HTTP
   * @param proxies who is believed on where a call comes from
   * @param address where people reach it; what their browsers keep never leaves them without TLS
   *     where that has it
   * @param sessions who a token belongs to
   * @param pages shows a problem to a person
   */
  public HttpServer(
      String host,
      int port,
      @Nullable ServerTls tls,
      List<Route> routes,
      Proxies proxies,
      Pace.Rate rate,
      Address address,
      Function<String, Optional<Caller>> sessions,
      BiConsumer<Context, Problem> pages) {
    this.proxies = proxies;
    this.pace = new Pace(rate, TimeMeter.SYSTEM_NANOTIME);
    this.overTls = tls != null || address.secure();
    this.headers = SecurityHeaders.of(tls != null);
    this.sessions = sessions;
    this.pages = pages;
    this.javalin =
        Javalin.create(config -> {
          configure(config, routes);
          if (tls != null) {
            config.jetty.addConnector((server, http) -> tls.connector(server, http, host, port));
          }
        });
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
    config.http.maxRequestSize = LONGEST_FORM; // of forms; other bodies are read as they come in
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setRequestHeaderSize(16 << 10);
    });
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(STOP_MILLIS);
      server.setErrorHandler(new ServerFaults(headers));
      server.setHandler(new SlowBodies());
    });
    config.routes.before(this::first);
    for (Route route : routes) {
      HandlerType method = HandlerType.findOrCreate(route.method().name());
      config.routes.addEndpoint(
          new Endpoint(method, route.path(), context -> counted(route, context)));
      if (method.equals(HandlerType.GET)) {
        // The same answer without its body, and not the bare yes that Javalin gives to anyone.
        config.routes.addEndpoint(
            new Endpoint(HandlerType.HEAD, route.path(), context -> counted(route, context)));
      }
    }
    config.routes.exception(Problem.class, (problem, context) -> give(context, problem));
    config.routes.exception(HttpResponseException.class, this::refused);
    config.routes.exception(Exception.class, this::failed);
  }

  /** Comes before all else, also where there is no route. */
  private void first(Context context) {
    headers.forEach(context::header);
    if (!context.method().isHttpMethod()) { // Javalin's word for this very function is one
      throw new Problem(ProblemCode.METHOD_NOT_ALLOWED);
    }
    // Javalin heeds it, and what stands before a server looks at the first line alone.
    if (context.header("X-HTTP-Method-Override") != null) {
      throw new Problem(ProblemCode.MALFORMED, "X-HTTP-Method-Override is not heeded");
    }
  }

  private void counted(Route route, Context context) throws Exception {
    calls.begin();
    try {
      guarded(route, context);
    } catch (IOException e) {
      // Javalin would answer itself, and say nothing.
      throw e.getCause() instanceof TimeoutException ? new Problem(ProblemCode.TOO_SLOW) : e;
    } finally {
      calls.end();
    }
  }

  private void guarded(Route route, Context context) throws Exception {
    SessionCookie.overTls(context, overTls);
    refuseForgery(route, context);
    refuseTwice(context);
    refuseParts(route, context);
    Optional<Caller> caller = token(context).flatMap(sessions);
    Exchange exchange = new Exchange(context, caller.orElse(null), calls, proxies);
    pace.count(caller, exchange.from());
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

  private static void refuseTwice(Context context) {
    for (String name : ONCE) {
      if (Collections.list(context.req().getHeaders(name)).size() > 1) {
        throw new Problem(ProblemCode.MALFORMED, name + " is given twice");
      }
    }
  }

  /** A form in parts goes where one is expected, and nowhere else. */
  private static void refuseParts(Route route, Context context) {
    String type = context.contentType();
    boolean parts = type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MULTIPART);
    if (parts && route.takes().stream().noneMatch(body -> body.mediaType().startsWith(MULTIPART))) {
      throw new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
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
    give(context, new Problem(ServerFaults.code(refused.getStatus())));
  }

  private void failed(Exception failure, Context context) {
    if (failure instanceof EofException) {
      // Or its chunks can't be read, and it is still there to hear so.
      LOG.info("{} {}: the body broke off", context.method(), context.endpoint().path);
      give(context, new Problem(ProblemCode.MALFORMED));
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
