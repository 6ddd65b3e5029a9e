package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleFile;
import cn.cunzhen.api.samples.SampleTransaction;
import io.ocfl.api.DigestAlgorithmRegistry;
import io.ocfl.api.OcflConfig;
import io.ocfl.api.OcflRepository;
import io.ocfl.api.model.ObjectVersionId;
import io.ocfl.api.model.VersionInfo;
import io.ocfl.core.OcflRepositoryBuilder;
import io.ocfl.core.extension.storage.layout.config.HashedNTupleLayoutConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** An OCFL repository in this process that stores the same files; it neither signs nor syncs. */
final class OcflObjects implements Lane, AutoCloseable {
  private final Path folder;
  private final Workload workload;
  private final AtomicLong number = new AtomicLong();

  private OcflRepository repository;

  OcflObjects(Path folder, Workload workload) throws IOException {
    this.folder = folder;
    this.workload = workload;
    this.repository = empty(folder);
  }

  private static OcflRepository empty(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path work = Files.createDirectories(folder.resolve("work"));
    return new OcflRepositoryBuilder()
        .defaultLayoutConfig(new HashedNTupleLayoutConfig())
        .ocflConfig(
            (OcflConfig config) -> config.setDefaultDigestAlgorithm(DigestAlgorithmRegistry.sha256))
        .storage(storage -> storage.fileSystem(root))
        .workDir(work)
        .build();
  }

  @Override
  public String name() {
    return "ocfl-java";
  }

  @Override
  public void tidy() throws IOException {
    repository.close();
    Scratch.empty(folder);
    repository = empty(folder);
  }

  @Override
  public void once() {
    SampleTransaction transaction = workload.next();
    repository.updateObject(
        ObjectVersionId.head("urn:bench:" + number.incrementAndGet()),
        new VersionInfo(),
        updater -> {
          for (SampleFile file : transaction.files()) {
            updater.writeFile(file.content().stream(), file.name());
          }
          updater.writeFile(transaction.submission().stream(), "transaction.json");
        });
  }

  @Override
  public void close() {
    repository.close();
  }
}
