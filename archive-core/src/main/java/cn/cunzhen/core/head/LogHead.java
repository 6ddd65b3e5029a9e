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
 * @param modified the store's date of it
 * @param skew the store's clock minus this node's, when it was last asked
 */
public record LogHead(
    Origin origin,
    Edge edge,
    long entriesFrom,
    List<Bytes> entries,
    Version version,
    Instant modified,
    Duration skew) {
  public LogHead {
    entries = List.copyOf(entries);
    if (entriesFrom + entries.size() != edge.size()) {
      throw new IllegalArgumentException("a head holds all entries from its first on");
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
