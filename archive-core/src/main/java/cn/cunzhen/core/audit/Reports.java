package cn.cunzhen.core.audit;

import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reports of all audits, each with its seals beneath {@code audits/<id>/} of the store. */
final class Reports {
  private static final String FOLDER = "audits/";

  private final Objects objects;

  Reports(Objects objects) {
    this.objects = objects;
  }

  /** Keeps it, the report last; what a node that was killed has kept of it stays. */
  void put(SealedReport report) {
    for (Seal seal : report.seals()) {
      put(key(report.id(), seal.suite().fileName()), seal.der());
    }
    put(key(report.id(), SealedReport.NAME), report.json());
  }

  private void put(ObjectKey key, Bytes content) {
    if (objects.stat(key).isEmpty()) {
      objects.put(key, Content.of(content));
    }
  }

  /** The audits of which there is a report, the newest first. */
  List<AuditId> all() {
    try (Stream<ObjectKey> keys = objects.list(FOLDER).map(object -> object.key())) {
      return keys.map(key -> key.value().split("/", -1))
          .filter(path -> path.length == 3 && path[2].equals(SealedReport.NAME))
          .map(path -> path[1])
          .filter(AuditId::isOne)
          .map(AuditId::new)
          .toList()
          .reversed();
    }
  }

  /** The report of that audit. */
  Optional<SealedReport> get(AuditId id) {
    return read(key(id, SealedReport.NAME)).map(json -> new SealedReport(id, json, seals(id)));
  }

  private List<Seal> seals(AuditId id) {
    List<Seal> seals = new ArrayList<>();
    for (SealSuite suite : SealSuite.values()) {
      read(key(id, suite.fileName())).ifPresent(der -> seals.add(new Seal(suite, der)));
    }
    return seals;
  }

  private Optional<Bytes> read(ObjectKey key) {
    try (InputStream in = objects.get(key)) {
      return Optional.of(Bytes.of(in.readAllBytes()));
    } catch (StorageException.Missing e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectKey key(AuditId id, String name) {
    return ObjectKey.of(FOLDER + id + "/" + name);
  }
}
