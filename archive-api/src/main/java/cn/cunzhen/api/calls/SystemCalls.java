package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What operators and their machines ask: is it alive, is it ready, how is it doing. */
public final class SystemCalls {
  private final BooleanSupplier ready;
  private final PrometheusMeterRegistry metrics;
  private final Supplier<ObjectNode> openApi;

  public SystemCalls(
      BooleanSupplier ready, PrometheusMeterRegistry metrics, Supplier<ObjectNode> openApi) {
    this.ready = ready;
    this.metrics = metrics;
    this.openApi = openApi;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(GET, "/health", Access.anyone(), "Whether the process lives.")
            .gives(200, "application/json", "it does")
            .by(exchange -> exchange.json(200, Json.object().put("status", "up"))),
        Route.of(GET, "/ready", Access.anyone(), "Whether submissions and questions are served.")
            .gives(200, "application/json", "they are")
            .by(this::ready),
        Route.of(GET, "/openapi.json", Access.anyone(), "This description.")
            .gives(200, "application/json", "OpenAPI 3.1")
            .by(exchange -> exchange.json(200, openApi.get())),
        Route.of(GET, "/metrics", new Access.OperatorOrLoopback(), "Figures for Prometheus.")
            .gives(200, "text/plain", "Prometheus text format")
            .by(this::metrics));
  }

  private void ready(Exchange exchange) {
    if (!ready.getAsBoolean()) {
      throw new Problem(ProblemCode.UNAVAILABLE);
    }
    exchange.json(200, Json.object().put("status", "ready"));
  }

  private void metrics(Exchange exchange) {
    exchange.context().contentType("text/plain; version=0.0.4; charset=utf-8");
    exchange.context().result(metrics.scrape());
  }
}
