package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The ledgers as anyone may read them: C2SP tlog-tiles and checkpoints. */
public final class LedgerCalls {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PEM = "application/x-pem-file";
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final ServedLog ledger;
  private final Stamps stamps;
  private final Cosignatures cosignatures;
  private final Supplier<Map<String, ServedLog>> accesses;
  private final String anchors;
  private final String stampAnchors;
  private final OwnLists lists;

  /**
   * @param accesses the access ledgers that this node can serve, by node
   * @param anchors the archive's own roots in PEM
   * @param stampAnchors the roots of authorities outside, believed about time alone, in PEM
   * @param lists which of the archive's own certificates were revoked
   */
  public LedgerCalls(
      ServedLog ledger,
      Stamps stamps,
      Cosignatures cosignatures,
      Supplier<Map<String, ServedLog>> accesses,
      String anchors,
      String stampAnchors,
      OwnLists lists) {
    this.ledger = ledger;
    this.stamps = stamps;
    this.cosignatures = cosignatures;
    this.accesses = accesses;
    this.anchors = anchors;
    this.stampAnchors = stampAnchors;
    this.lists = lists;
  }

  public List<Route> routes() {
    Access anyone = Access.anyone();
    return List.of(
        Route.of(GET, "/ledger/checkpoint", anyone, "The newest signed checkpoint.")
            .gives(200, TEXT, "a signed note (C2SP tlog-checkpoint)")
            .by(exchange -> checkpoint(exchange, ledger)),
        Route.of(GET, "/ledger/tile/<path>", anyone, "A tile or an entry bundle.")
            .path("path", "as C2SP tlog-tiles words it")
            .gives(200, "application/octet-stream", "hashes or entries")
            .by(exchange -> tile(exchange, ledger)),
        Route.of(GET, "/ledger/stamp", anyone, "A checkpoint with its time stamp.")
            .query("entries", "the first that covers so many entries; without it the newest")
            .gives(200, "application/json", "size, time, signed checkpoint, RFC 3161 token")
            .by(this::stamp),
        Route.of(GET, "/ledger/cosigned", anyone, "The newest checkpoint that witnesses cosigned.")
            .gives(200, TEXT, "a signed note with cosignatures (C2SP tlog-cosignature)")
            .by(this::cosigned),
        Route.of(GET, "/ledger/consistency", anyone, "That the ledger only grew between two sizes.")
            .query("from", "how many entries the older tree has")
            .query("to", "how many the newer one has; without it the ledger's present size")
            .gives(
                200,
                "application/json",
                "`from` and `to`, each with size and root; `hashes` (RFC 9162, 2.1.4); the newest"
                    + " signed `checkpoint`")
            .by(this::consistency),
        Route.of(GET, "/ledger/vkey", anyone, "The key that verifies checkpoints.")
            .gives(200, TEXT, "a verifier key line (C2SP signed-note)")
            .by(exchange -> text(exchange, ledger.verifierKey().format() + "\n")),
        Route.of(GET, "/ledger/ca.pem", anyone, "The archive's own trust anchors.")
            .gives(200, PEM, "certificates in PEM: of seals, and of its own time stamps")
            .by(exchange -> exchange.context().contentType(PEM).result(anchors)),
        Route.of(GET, "/ledger/tsa-ca.pem", anyone, "Trust anchors of time stamps from outside.")
            .gives(
                200, PEM, "certificates in PEM, for time stamps alone; empty where there are none")
            .by(exchange -> exchange.context().contentType(PEM).result(stampAnchors)),
        list(SealSuite.P256),
        list(SealSuite.SM2),
        list(SealSuite.ML_DSA),
        Route.of(GET, "/ledger/access", anyone, "The nodes that keep an access ledger.")
            .gives(200, TEXT, "one name on each line")
            .by(this::nodes),
        Route.of(GET, "/ledger/access/{node}/checkpoint", anyone, "An access ledger's checkpoint.")
            .path("node", "as /ledger/access names it")
            .gives(200, TEXT, "a signed note")
            .by(exchange -> checkpoint(exchange, access(exchange))),
        Route.of(GET, "/ledger/access/{node}/tile/<path>", anyone, "An access ledger's tile.")
            .path("node", "as /ledger/access names it")
            .path("path", "as C2SP tlog-tiles words it")
            .gives(200, "application/octet-stream", "hashes or entries")
            .by(exchange -> tile(exchange, access(exchange))));
  }

  private static void checkpoint(Exchange exchange, ServedLog log) {
    text(exchange, log.checkpoint().format().utf8());
  }

  private void stamp(Exchange exchange) {
    LogHead head = ledger.head().get();
    String entries = exchange.context().queryParam("entries");
    Stamped stamped =
        (entries == null ? stamps.last(head.size()) : stamps.first(count(entries), head.size()))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    ObjectNode json = Json.object();
    json.put("size", stamped.size());
    json.put("time", stamped.stamp().time().toString());
    json.put("authority", stamped.stamp().authority());
    json.put("checkpoint", ledger.checkpoint(head, stamped.size()).format().utf8());
    json.put("token", stamped.stamp().der().base64());
    exchange.json(200, json);
  }

  private void cosigned(Exchange exchange) {
    long size = ledger.head().get().size();
    Note note =
        cosignatures
            .last(size)
            .flatMap(cosignatures::at)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    text(exchange, note.format().utf8());
  }

  private void consistency(Exchange exchange) {
    LogHead head = ledger.head().get();
    long to = size(exchange, "to", head.size());
    long from = size(exchange, "from", to);
    if (from > to || to > head.size()) {
      throw new Problem(
          ProblemCode.MALFORMED, "0 <= from <= to <= " + head.size() + ", the ledger's size");
    }
    exchange.json(200, Growth.of(ledger, head, from, to).json());
  }

  private static long size(Exchange exchange, String name, long otherwise) {
    String size = exchange.context().queryParam(name);
    if (size == null) {
      return otherwise;
    }
    try {
      return Long.parseUnsignedLong(size) < 0 ? Long.MAX_VALUE : Long.parseUnsignedLong(size);
    } catch (NumberFormatException e) {
      throw new Problem(ProblemCode.MALFORMED, "`" + name + "` is a whole number");
    }
  }

  private static long count(String entries) {
    try {
      return Math.max(0, Long.parseLong(entries));
    } catch (NumberFormatException e) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
  }

  private static void text(Exchange exchange, String text) {
    exchange.context().contentType(TEXT).result(text);
  }

  private Route list(SealSuite suite) {
    return Route.of(
            GET, "/ledger/" + suite.listName(), Access.anyone(), "Certificates that were revoked.")
        .gives(200, "application/pkix-crl", "the built-in authority's list (RFC 5280) in DER")
        .by(exchange -> {
          RevocationList list =
              lists.newest(suite).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
          exchange.context().header("Cache-Control", "public, max-age=300");
          exchange.context().contentType("application/pkix-crl").result(list.der().toArray());
        });
  }

  private void nodes(Exchange exchange) {
    String names = String.join("\n", accesses.get().keySet().stream().sorted().toList());
    text(exchange, names.isEmpty() ? "" : names + "\n");
  }

  private ServedLog access(Exchange exchange) {
    return Optional.ofNullable(accesses.get().get(exchange.context().pathParam("node")))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private static void tile(Exchange exchange, ServedLog log) {
    TilePath path;
    try {
      path = TilePath.parse("tile/" + exchange.context().pathParam("path"));
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    Bytes content = log.serve(path).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    exchange.context().header("Cache-Control", FOREVER);
    exchange.context().contentType("application/octet-stream").result(content.toArray());
  }
}
