package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A head as this node read or wrote it: the log's size and root, and everything of the log that is
 * not yet in stored full tiles.
 *
 * @param entriesFrom index of the first entry that the head itself holds
 * @param bodies what the newest entries are the digests of, where the log has such and keeps them
 *     here for a while; one line each, the last that of the last entry
 * @param modified the store's date of it
 * @param skew the store's clock minus this node's, when it was last asked
 */
public record LogHead(
    Origin origin,
    Edge edge,
    long entriesFrom,
    List<Bytes> entries,
    List<Bytes> bodies,
    Version version,
    Instant modified,
    Duration skew) {
  public LogHead {
    entries = List.copyOf(entries);
    bodies = List.copyOf(bodies);
    if (entriesFrom + entries.size() != edge.size()) {
      throw new IllegalArgumentException("a head holds all entries from its first on");
    }
    if (bodies.size() > edge.size()) {
      throw new IllegalArgumentException("a head carries no more bodies than there are entries");
    }
  }

  public long size() {
    return edge.size();
  }

  public Sha256 root() {
    return edge.root();
  }

  public TreeHead tree() {
    return new TreeHead(size(), root());
  }

  /** The newest entry; a head of a log that is not empty always holds it. */
  public Optional<Bytes> lastLeaf() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }
}
