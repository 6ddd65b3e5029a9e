package cn.cunzhen.api.drill;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.file.FileStore;
import cn.cunzhen.storage.s3.S3Server;
import cn.cunzhen.storage.s3.S3Settings;
import cn.cunzhen.storage.s3.S3Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An archive on a store of its own, for processes to serve; it has the sample accounts.
 *
 * @param folder where every process has a folder of its own
 * @param settings what all processes are told
 * @param source token of one who submits
 * @param clerk token of one who searches
 */
record DrillSite(
    Path folder, Map<String, String> settings, Supplier<Store> store, String source, String clerk) {

  static DrillSite onFiles(Path folder) throws IOException {
    Path store = folder.resolve("store");
    return make(folder, Map.of("ARCHIVE_STORE", "file:" + store), () -> FileStore.open(store));
  }

  /** On a bucket that locks, with its heads in a plain one. */
  static DrillSite onS3(Path folder) throws IOException {
    S3Settings s3 = S3Server.shared().locked();
    return make(
        folder,
        Map.of(
            "ARCHIVE_STORE",
            s3.location(),
            "ARCHIVE_S3_ACCESS_KEY",
            s3.credentials().accessKey(),
            "ARCHIVE_S3_SECRET_KEY",
            s3.credentials().secretKey()),
        () -> S3Store.open(s3));
  }

  private static DrillSite make(Path folder, Map<String, String> given, Supplier<Store> store)
      throws IOException {
    Map<String, String> settings = new HashMap<>(given);
    settings.put("ARCHIVE_KEYS", folder.resolve("keys.p12").toString());
    settings.put("ARCHIVE_HTTP_PORT", "0");
    settings.put("ARCHIVE_LIMIT_CALLS_ACCOUNT", "100000");
    DrillSite unopened = new DrillSite(folder, settings, store, "", "");
    try (Node node = Node.start(unopened.configuration("setup"), unfit -> {})) {
      SampleArchive.makeAccounts(node.accounts());
      return new DrillSite(folder, settings, store, token(node, "source"), token(node, "clerk"));
    }
  }

  private static String token(Node node, String account) {
    return node.accounts().signIn(account, SampleArchive.password(account)).orElseThrow();
  }

  Map<String, String> environment(String node) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("ARCHIVE_DATA", folder.resolve(node).toString());
    return environment;
  }

  private Configuration configuration(String node) {
    return Configuration.load(Optional.empty(), environment(node));
  }

  /** Reads everything again in this process, with what no server knows. */
  Audit.Report audit() throws IOException, InterruptedException {
    return Inspection.audit(configuration("audit"), done -> {});
  }
}
