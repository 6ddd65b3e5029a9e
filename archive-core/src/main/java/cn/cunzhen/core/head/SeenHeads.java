package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node remembers of the logs that it has served: the newest head of each.
 *
 * <p>It outlives the process, so a store that was rolled back to yesterday is noticed and not
 * signed again. Kept apart from the store, with the node.
 */
public final class SeenHeads {
  private final Heads local;
  private final Map<Origin, TreeHead> known = new ConcurrentHashMap<>();

  /**
   * @param local heads on a disk of this node's own
   */
  public SeenHeads(Heads local) {
    this.local = local;
  }

  /** The newest head of this log that was ever remembered. */
  Optional<TreeHead> newest(Origin origin) {
    TreeHead seen = known.get(origin);
    return seen != null ? Optional.of(seen) : local.get(key(origin)).map(SeenHeads::parse);
  }

  /** Remembers the head, on stable storage when this returns; an older one changes nothing. */
  synchronized void remember(Origin origin, TreeHead head) {
    Optional<TreeHead> seen = newest(origin);
    if (seen.isPresent() && seen.get().size() >= head.size()) {
      return;
    }
    Bytes value = Bytes.utf8(head.size() + " " + head.root().hex() + "\n");
    Optional<Head> present = local.get(key(origin));
    Write write =
        present.isEmpty()
            ? local.putOnce(key(origin), value)
            : local.swap(key(origin), present.get().version(), value);
    switch (write) {
      case Write.Done _ -> known.put(origin, head);
      case Write.Refused _ ->
          throw new IllegalStateException("another process uses this node's folder");
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  private static ObjectKey key(Origin origin) {
    return ObjectKey.of("seen/" + Sha256.of(Bytes.utf8(origin.value())).hex());
  }

  private static TreeHead parse(Head head) {
    String[] parts = head.value().utf8().strip().split(" ", -1);
    return new TreeHead(Long.parseLong(parts[0]), Sha256.ofHex(parts[1]));
  }
}
