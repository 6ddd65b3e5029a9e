package cn.cunzhen.core.proof;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A proof bundle as a ZIP of files, for tools that each want one of them.
 *
 * <p>{@value #BUNDLE} comes first and is the whole bundle; the others are its parts: the entry, its
 * proof as C2SP tlog-proof words it, the checkpoint, record.json, its seal, time stamps, and where
 * there is an evidence record, that and the one of the two things it covers that is not the
 * package.
 */
public final class ProofZip {
  private static final String BUNDLE = "proof.json";
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ProofZip() {}

  /** The ZIP; the same bundle always gives the same bytes. */
  public static Bytes format(ProofBundle bundle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      put(zip, BUNDLE, Bytes.utf8(bundle.json().toString()));
      put(zip, "leaf.json", bundle.leaf());
      put(zip, "leaf.tlog-proof", bundle.tlogProof().format());
      put(zip, "checkpoint", bundle.checkpoint().format());
      put(zip, "record.json", bundle.record());
      put(zip, "seal.p7s", bundle.seal());
      for (int i = 0; i < bundle.timestamps().size(); i++) {
        put(zip, "timestamps/" + (i + 1) + ".tst", bundle.timestamps().get(i));
      }
      if (bundle.evidence() != null) {
        put(zip, "evidence/record.ers", bundle.evidence());
        put(zip, "evidence/covered-proof.json", bundle.covered().format());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static void put(ZipOutputStream zip, String name, Bytes content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content.toArray());
    zip.closeEntry();
  }

  /** Whether the file begins like one. */
  public static boolean is(Path file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      ZipEntry first = zip.getNextEntry();
      return first != null && first.getName().equals(BUNDLE);
    }
  }

  /**
   * The bundle in it, whatever the other files hold.
   *
   * @param limit how many bytes a bundle may have
   * @throws IllegalArgumentException if it holds none
   */
  public static ProofBundle parse(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      ZipEntry first = zip.getNextEntry();
      if (first == null || !first.getName().equals(BUNDLE)) {
        throw new IllegalArgumentException("a proof begins with " + BUNDLE);
      }
      byte[] content = zip.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IllegalArgumentException("too large for a proof bundle");
      }
      return ProofBundle.parse(Bytes.of(content));
    }
  }
}
