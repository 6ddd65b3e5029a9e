package cn.cunzhen.core.access;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A log of accesses as one finds it in a store: its entries, its objects, and what its head has.
 */
record KeptAccesses(List<Bytes> leaves, List<AccessBatch> objects, List<AccessBatch> inHead) {
  static final String PREFIX = "access/n-test";

  static AppendLog log(Store store) {
    return new AppendLog(
        store,
        PREFIX,
        new Origin("test.example/" + PREFIX),
        new CommitKey(Bytes.ofHex("09".repeat(32))),
        new SeenHeads(new MemoryStore(Clock.systemUTC()).heads()),
        Clock.systemUTC());
  }

  static KeptAccesses in(Store store) {
    AppendLog log = log(store);
    LogHead head = log.read();
    List<Bytes> leaves = new ArrayList<>();
    while (leaves.size() < head.size()) {
      leaves.addAll(log.leaves(head, leaves.size(), Integer.MAX_VALUE));
    }
    List<AccessBatch> objects = new ArrayList<>();
    try (Stream<ObjectInfo> found = store.objects().list(AccessBatch.folder(PREFIX))) {
      found.map(ObjectInfo::key).forEach(key -> objects.add(read(store, key)));
    }
    return new KeptAccesses(leaves, objects, AccessBatch.carriedBy(head).stream().toList());
  }

  private static AccessBatch read(Store store, ObjectKey key) {
    try (InputStream in = store.objects().get(key)) {
      return AccessBatch.parse(PREFIX, key, Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body of every entry, in the log's order; a body that fits no entry is not among them. */
  List<AccessBody> bodies() {
    Map<Long, AccessBody> bodies = new TreeMap<>();
    for (AccessBatch batch : Stream.concat(objects.stream(), inHead.stream()).toList()) {
      long index = batch.firstIndex();
      for (AccessBody body : batch.bodies()) {
        if (index < leaves.size() && leaves.get((int) index).equals(body.leaf())) {
          bodies.put(index, body);
        }
        index++;
      }
    }
    return List.copyOf(bodies.values());
  }

  List<Access> accesses() {
    return bodies().stream().map(AccessBody::access).toList();
  }
}
