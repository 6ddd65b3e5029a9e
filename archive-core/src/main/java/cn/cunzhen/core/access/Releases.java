package cn.cunzhen.core.access;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who was let go on after having reached a limit: from then on it counts anew. Each a small object
 * under {@code state/releases/}.
 */
public final class Releases {
  private static final String RELEASES = "state/releases/";

  private final Heads heads;
  private final Supplier<Bytes> random;
  private final Clock clock;

  /**
   * @param random 16 fresh random bytes each time
   */
  public Releases(Heads heads, Supplier<Bytes> random, Clock clock) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
  }

  /** Since when it counts for this account; the beginning of time where it never was released. */
  public Instant last(String account) {
    return heads
        .get(key(account))
        .map(head -> Instant.parse(CanonicalJson.parse(head.value()).path("at").asText()))
        .orElse(Instant.EPOCH);
  }

  /** Lets somebody go on; known at every node within some ten seconds. */
  public void release(String account, Caller by) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", account);
    json.put("by", by.account());
    json.put("at", clock.instant().toString());
    json.put("nonce", random.get().hex());
    ObjectKey key = key(account);
    Bytes value = CanonicalJson.format(json);
    Optional<Head> before = heads.get(key);
    Write write =
        before.isPresent()
            ? heads.swap(key, before.get().version(), value)
            : heads.putOnce(key, value);
    switch (write) {
      case Write.Done _ -> {}
      case Write.Refused _ ->
          throw new ConcurrentModificationException("released just now: " + account);
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  private static ObjectKey key(String account) {
    return ObjectKey.of(RELEASES + Sha256.of(Bytes.utf8(account)).hex());
  }
}
