package cn.cunzhen.core.seal;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one file that holds the keys of an archive: PKCS#12, outside the store.
 *
 * <p>Keys by alias: {@code seal} and {@code tsa} on P-256 and {@code seal-gm} on SM2, each with its
 * certificates up to a root; {@code log} and {@code commit}, Ed25519; {@code id}, a secret of 32
 * bytes; {@code seal-pq} with ML-DSA where there is one. What is made here holds {@code ca}, {@code
 * ca-gm} and {@code ca-pq} too, the roots' own keys.
 *
 * <p>The password stands in a file of its own: one line of printable ASCII, which every program
 * that reads PKCS#12 takes alike. Both files are readable by their owner only.
 */
public final class KeyFile {
  private static final Pattern PASSWORD = Pattern.compile("[ -~]{1,1024}");

  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path file;
  private final Path passwordFile;
  private final boolean passwordGiven;

  /**
   * @param passwordFile null where the password is to be made, in a file beside the keys
   */
  public KeyFile(Path file, @Nullable Path passwordFile) {
    this.file = file;
    this.passwordGiven = passwordFile != null;
    this.passwordFile =
        passwordFile != null ? passwordFile : file.resolveSibling(file.getFileName() + ".password");
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads the keys.
   *
   * @throws UnfitKeysException naming every fault that the keys have
   * @throws IOException if a file is missing or can't be read
   */
  public ArchiveKeys load(Clock clock) throws IOException {
    Bytes content = Bytes.of(Files.readAllBytes(file));
    return KeyRingReader.read(Pkcs12Reader.parse(content, password()), clock.instant());
  }

  /**
   * Makes the keys of a new archive and returns once they are on stable storage.
   *
   * <p>Nothing that exists is replaced: where another process was quicker, its keys are returned.
   *
   * @param address by which people reach the archive, and its revocation lists; null where none is
   *     known, so that no certificate names one
   * @param postQuantum whether there are to be keys of ML-DSA too
   */
  public ArchiveKeys create(
      SecureRandom random, Clock clock, @Nullable URI address, boolean postQuantum)
      throws IOException {
    if (!passwordGiven) {
      byte[] password = new byte[32];
      random.nextBytes(password);
      String line = Base64.getUrlEncoder().withoutPadding().encodeToString(password) + "\n";
      PrivateFile.writeOnce(passwordFile, Bytes.utf8(line));
    }
    KeyRing ring = KeyMaker.make(random, clock.instant(), address, postQuantum);
    PrivateFile.writeOnce(file, Pkcs12Writer.format(ring, password(), random));
    return load(clock);
  }

  /**
   * Puts new keys, certified anew by the built-in authority, in place of those of these aliases,
   * also where their certificates have ended. What was sealed with the keys before stays sealed.
   *
   * <p>The file changes at once and whole, and keeps its owner; two renewals follow one another.
   * Nodes go on with the keys that they have loaded.
   *
   * @param aliases of {@code seal}, {@code seal-gm}, {@code seal-pq}, {@code tsa}, {@code tsa-gm}
   * @param address as for {@link #create}
   * @return where the file with the keys before is kept, which somebody has to destroy
   * @throws UnfitKeysException if one of them can't be renewed; then nothing has changed
   */
  public Path renew(List<String> aliases, SecureRandom random, Clock clock, @Nullable URI address)
      throws IOException {
    // What a link leads to is replaced, and not the link.
    Path target = file.toRealPath();
    synchronized (KeyFile.class) {
      while (true) {
        try (FileChannel channel = FileChannel.open(target, READ, WRITE);
            FileLock _ = channel.lock()) {
          Bytes content = Bytes.of(Channels.newInputStream(channel).readAllBytes());
          // Else somebody has replaced it while the lock was waited for.
          if (content.equals(Bytes.of(Files.readAllBytes(target)))) {
            return renew(target, content, aliases, random, clock, address);
          }
        }
      }
    }
  }

  private Path renew(
      Path target,
      Bytes content,
      List<String> aliases,
      SecureRandom random,
      Clock clock,
      @Nullable URI address)
      throws IOException {
    KeyRing ring = Pkcs12Reader.parse(content, password());
    List<SigningKey> issuers = KeyRingReader.issuers(ring);
    Instant now = clock.instant();
    for (String alias : aliases) {
      KeyName name =
          KeyName.ofAlias(alias)
              .orElseThrow(() ->
                  new UnfitKeysException(List.of(new KeyFault(alias, KeyFault.Kind.MISSING))));
      ring = KeyMaker.renew(ring, name, issuers, random, now, address);
    }
    Path kept = target.resolveSibling(target.getFileName() + ".before-" + KEPT.format(now));
    PrivateFile.replace(target, Pkcs12Writer.format(ring, password(), random), kept);
    return kept;
  }

  private char[] password() throws IOException {
    String text = Files.readString(passwordFile, StandardCharsets.ISO_8859_1);
    String line = text.replaceFirst("\r?\n$", "");
    if (!PASSWORD.matcher(line).matches()) {
      throw new UnfitKeysException(List.of(new KeyFault("", KeyFault.Kind.PASSWORD_FORM)));
    }
    return line.toCharArray();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
