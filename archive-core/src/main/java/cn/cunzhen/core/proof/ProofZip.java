package cn.cunzhen.core.proof;

import cn.cunzhen.core.zip.FixedZip;
import cn.cunzhen.storage.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

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

  private ProofZip() {}

  /** The ZIP; the same bundle always gives the same bytes. */
  public static Bytes format(ProofBundle bundle) {
    FixedZip zip =
        new FixedZip()
            .put(BUNDLE, Bytes.utf8(bundle.json().toString()))
            .put("leaf.json", bundle.leaf())
            .put("leaf.tlog-proof", bundle.tlogProof().format())
            .put("checkpoint", bundle.checkpoint().format())
            .put("record.json", bundle.record())
            .put("seal.p7s", bundle.seal());
    for (int i = 0; i < bundle.timestamps().size(); i++) {
      zip.put("timestamps/" + (i + 1) + ".tst", bundle.timestamps().get(i));
    }
    if (bundle.evidence() != null) {
      zip.put("evidence/record.ers", bundle.evidence())
          .put("evidence/covered-proof.json", bundle.covered().format());
    }
    return zip.format();
  }

  /** Whether the file begins like one. */
  public static boolean is(Path file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      ZipEntry first = zip.getNextEntry();
      return first != null && first.getName().equals(BUNDLE);
    } catch (ZipException e) {
      return false;
    }
  }

  /**
   * The bundle in it, whatever the other files hold.
   *
   * @param limit how many bytes a bundle may have
   * @throws IllegalArgumentException if it holds none that is whole
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
    } catch (ZipException | EOFException e) {
      throw new IllegalArgumentException("the proof is damaged", e);
    }
  }
}
