package cn.cunzhen.api.drill;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.Setting;
import cn.cunzhen.api.node.KeyDesk;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.file.FileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * An archive in a folder, for somebody to tamper with: where its parts lie, and what can be done to
 * them.
 */
final class Site {
  private final Path data;
  private final Path yesterday;
  private final Sha256 checkpoint;
  private @Nullable Path damaged;

  /**
   * @param data a copy of an archive's data folder, with its store
   * @param yesterday the same of a day before
   * @param checkpoint digest of its newest checkpoint's text
   */
  Site(Path data, Path yesterday, Sha256 checkpoint) {
    this.data = data;
    this.yesterday = yesterday;
    this.checkpoint = checkpoint;
  }

  Path data() {
    return data;
  }

  /** Whether what was damaged has been thrown away since. */
  boolean wasMadeAnew() {
    return damaged != null && !Files.exists(damaged);
  }

  List<Path> packages() throws IOException {
    return files("store/objects/records");
  }

  List<Path> stamps() throws IOException {
    return files("store/heads/ledger/stamps");
  }

  List<Path> evidence() throws IOException {
    return files("store/objects/evidence");
  }

  Path derived() throws IOException {
    return files("store/objects/derived").getFirst();
  }

  Path head() {
    return data.resolve("store/heads/ledger/head");
  }

  String readHead() {
    try (Store store = FileStore.open(data.resolve("store"))) {
      return store.heads().get(ObjectKey.of("ledger/head")).orElseThrow().value().utf8();
    }
  }

  /** Writes what a store takes for the head, whatever its file was like before. */
  void writeHead(String head) throws IOException {
    Files.writeString(head(), head);
  }

  Path bundle() {
    return data.resolve("store/objects/ledger/tile/entries/000");
  }

  Path tile() {
    return data.resolve("store/objects/ledger/tile/0/000");
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> below = Files.walk(data.resolve(folder))) {
      return below.filter(Files::isRegularFile).sorted().toList();
    }
  }

  void flip(Path file, long at) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(at);
      int was = content.read();
      content.seek(at);
      content.write(was ^ 1);
    }
  }

  /** Where a text stands in a file. */
  static long find(Path file, String text) throws IOException {
    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int at = content.indexOf(text);
    if (at < 0) {
      throw new IOException(file + " does not hold " + text);
    }
    return at;
  }

  void exchange(Path one, Path other) throws IOException {
    byte[] content = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(other));
    Files.write(other, content);
  }

  /** The entries of the first full bundle: each with its length before it (C2SP tlog-tiles). */
  List<byte[]> entries() throws IOException {
    ByteBuffer bundle = ByteBuffer.wrap(Files.readAllBytes(bundle()));
    List<byte[]> entries = new ArrayList<>();
    while (bundle.hasRemaining()) {
      byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
      bundle.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  void writeEntries(List<byte[]> entries) throws IOException {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    Files.write(bundle(), bundle.toByteArray());
  }

  void rollBack() throws IOException {
    delete(data.resolve("store"));
    copy(yesterday.resolve("store"), data.resolve("store"));
  }

  /** Stamps that were given away can be brought back by whoever has them. */
  void rollBackButStamps() throws IOException {
    Path kept = data.resolveSibling("stamps");
    copy(data.resolve("store/heads/ledger/stamps"), kept);
    rollBack();
    delete(data.resolve("store/heads/ledger/stamps"));
    copy(kept, data.resolve("store/heads/ledger/stamps"));
    delete(kept);
  }

  /** Takes away what the node remembers by itself. */
  void forget() throws IOException {
    for (String own : List.of("node", "register", "index", "accesses")) {
      delete(data.resolve(own));
    }
  }

  void forgeStamp() throws IOException {
    SecureRandom random = new SecureRandom();
    ArchiveKeys stranger = ArchiveKeys.create(random, Clock.systemUTC());
    TimeStampRequest request = TimeStampRequest.of(checkpoint, random(random));
    Bytes answer =
        new BuiltInAuthority(stranger.timeStamps(), Clock.systemUTC(), () -> random(random))
            .answer(request.der());
    Files.write(stamps().getLast(), request.token(answer).der().toArray());
  }

  private static Bytes random(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  void damageLucene(String folder) throws IOException {
    Path largest =
        files(folder).stream()
            .filter(file -> !file.endsWith("write.lock"))
            .max(Comparator.comparingLong(file -> file.toFile().length()))
            .orElseThrow();
    flip(largest, Files.size(largest) / 2);
    damaged = largest;
  }

  void replaceKeys() throws IOException {
    Path keys = data.resolve("keys.p12");
    Files.delete(keys);
    Files.delete(data.resolve("keys.p12.password"));
    new KeyFile(keys, null).create(new SecureRandom(), Clock.systemUTC(), null, false);
  }

  /** The seal's certificate is revoked, and then the list is put back that does not say so. */
  void pardon() throws IOException, InterruptedException {
    Path list = data.resolve("store/heads/state/crl-p256");
    byte[] before = Files.readAllBytes(list);
    Map<String, String> settings = Map.of(Setting.DATA.variable(), data.toString());
    try (KeyDesk desk = KeyDesk.open(Configuration.load(Optional.empty(), settings))) {
      X509CertificateHolder seal = Objects.requireNonNull(desk.keys().certificates().get("seal"));
      KeyDesk.Outcome outcome = desk.revoke(seal, RevocationReason.KEY_COMPROMISE);
      if (!(outcome instanceof KeyDesk.Outcome.Revoked) || !desk.remember()) {
        throw new IOException("not revoked: " + outcome);
      }
    }
    Files.write(list, before);
  }

  /** What is young might be on its way into the ledger. */
  static void age(Path file) throws IOException {
    FileTime old = FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(8)));
    Files.setLastModifiedTime(file, old);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> below = Files.walk(from)) {
      for (Path each : (Iterable<Path>) below::iterator) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
