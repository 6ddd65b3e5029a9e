package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The log of a tally's entries, in the order of their keys. */
final class TallyLog {
  /** How many are appended with one swap: some 600 KB of a head, which may have 4 MiB. */
  private static final int STEP = 4096;

  private final AppendLog log;
  private final Objects objects;
  private final String prefix;

  /**
   * @param prefix where it lies
   */
  TallyLog(AppendLog log, Objects objects, String prefix) {
    this.log = log;
    this.objects = objects;
    this.prefix = prefix;
  }

  /** The root of the tree of these entries. */
  static Sha256 root(List<Counted> entries) {
    TreeHash tree = new TreeHash();
    return Edge.EMPTY
        .append(entries.stream().map(each -> tree.leaf(each.entry().format())).toList())
        .root();
  }

  /**
   * Writes the entries, or what is missing of them: another node may be at it, and this one may
   * have been before.
   *
   * @throws StorageException if the log has others, or is not written
   */
  void write(List<Counted> entries) {
    putCounts(entries);
    log.create();
    LogHead head = log.read();
    int failed = 0;
    while (head.size() < entries.size() && failed < 10) {
      int from = Math.toIntExact(head.size());
      List<Bytes> next =
          entries.subList(from, Math.min(from + STEP, entries.size())).stream()
              .map(each -> each.entry().format())
              .toList();
      LogHead before = head;
      head = log.append(before, next).orElseGet(() -> log.readAfter(before));
      failed = head.size() > before.size() ? 0 : failed + 1;
    }
    if (head.size() != entries.size() || !head.root().equals(root(entries))) {
      throw new StorageException("the log " + log.origin() + " has not the entries of its tally");
    }
  }

  /** By as many as a bundle has, each line beside its entry. */
  private void putCounts(List<Counted> entries) {
    for (int from = 0; from < entries.size(); from += TilePath.FULL) {
      String lines =
          entries.subList(from, Math.min(from + TilePath.FULL, entries.size())).stream()
              .map(each -> each.count().format() + "\n")
              .collect(Collectors.joining());
      objects.put(counts(from), Content.of(Bytes.utf8(lines)));
    }
  }

  private ObjectKey counts(long index) {
    return ObjectKey.of("%s/counts/%08d".formatted(prefix, index / TilePath.FULL));
  }

  /**
   * What the entry of this index stands for.
   *
   * @throws StorageException if it is missing or damaged
   */
  TallyCount count(long index) {
    ObjectKey key = counts(index);
    try (InputStream in = objects.get(key)) {
      List<String> lines = Bytes.of(in.readAllBytes()).utf8().lines().toList();
      return TallyCount.parse(lines.get((int) (index % TilePath.FULL)));
    } catch (IOException e) {
      throw new StorageException("could not read " + key, e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StorageException.Damaged(key + " is damaged", e);
    }
  }

  /** An entry with the proof that it stands there. */
  record Proved(TallyEntry entry, InclusionProof inclusion) {}

  /**
   * The entry of this key, or where there is none those that it would stand between.
   *
   * @throws StorageException if the log is not as large as the statement says
   */
  List<Proved> around(Sha256 key, long size) {
    LogHead head = log.read();
    if (head.size() != size) {
      throw new StorageException("the log " + log.origin() + " is not as its statement says");
    }
    long at = firstFrom(head, key);
    List<Proved> found = new ArrayList<>();
    if (at < size && entry(head, at).key().equals(key)) {
      found.add(proved(head, at));
      return found;
    }
    if (at > 0) {
      found.add(proved(head, at - 1));
    }
    if (at < size) {
      found.add(proved(head, at));
    }
    return found;
  }

  /**
   * The index of the first entry whose key is not less; their number where there is none. Keys are
   * digests and spread evenly, so the first guess is near.
   */
  private long firstFrom(LogHead head, Sha256 key) {
    long low = 0;
    long high = head.size();
    double share = Long.parseUnsignedLong(key.hex().substring(0, 15), 16) / (double) (1L << 60);
    long guess = (long) (share * high);
    long step = 64;
    while (low < high) {
      long at = Math.clamp(guess, low, high - 1);
      boolean less = entry(head, at).key().hex().compareTo(key.hex()) < 0;
      if (less) {
        low = at + 1;
      } else {
        high = at;
      }
      long middle = (low + high) >>> 1;
      guess = less ? Math.min(middle, low + step) : Math.max(middle, high - 1 - step);
      step *= 4;
    }
    return low;
  }

  private TallyEntry entry(LogHead head, long index) {
    return TallyEntry.parse(log.leaves(head, index, 1).getFirst());
  }

  private Proved proved(LogHead head, long index) {
    return new Proved(entry(head, index), InclusionProof.of(index, head.size(), log.hashes(head)));
  }
}
