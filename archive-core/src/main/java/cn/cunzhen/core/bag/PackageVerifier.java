package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.seal.SealVerifier;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Verifies whole packages: every byte is accounted for, every finding named. Any thread may use it.
 */
public final class PackageVerifier {
  private static final int CHUNK = 64 << 10;

  private final SealVerifier seals;

  public PackageVerifier(Anchors anchors) {
    this.seals = new SealVerifier(anchors);
  }

  /** How the payload is looked at. */
  public enum Depth {
    /** By its check sums, which tell damage but not forgery. */
    CHECK_SUMS,
    /** By its digests too. */
    DIGESTS
  }

  /** Verifies a package by itself. */
  public PackageVerdict verify(PackageBytes source, Depth depth) throws IOException {
    return verify(source, null, depth);
  }

  /**
   * Verifies the package of this record digest, as the ledger names it.
   *
   * @param expected null where none is known
   */
  public PackageVerdict verify(PackageBytes source, @Nullable Sha256 expected, Depth depth)
      throws IOException {
    PackageParser parser = new PackageParser(source);
    PackageForm form = parser.parse();
    List<PackageFinding> findings = new ArrayList<>(parser.findings());
    if (form == null) {
      return new PackageVerdict(null, List.of(), findings);
    }
    if (expected != null && !RecordJson.digest(form.recordJson()).equals(expected)) {
      findings.add(defect(PackageDefect.RECORD_DIGEST, ""));
    }
    List<SealVerdict> verdicts = verifySeals(form, findings);
    if (form.size() == source.size()) {
      verifyPayload(source, form, depth, findings);
    }
    return new PackageVerdict(form.record(), verdicts, findings);
  }

  private List<SealVerdict> verifySeals(PackageForm form, List<PackageFinding> findings) {
    List<SealVerdict> verdicts = new ArrayList<>();
    for (Seal seal : form.seals()) {
      SealVerdict verdict = seals.verify(seal, form.recordJson());
      verdicts.add(verdict);
      for (SealFault fault : verdict.faults()) {
        findings.add(new PackageFinding.Unsealed(seal.suite(), fault));
      }
      if (verdict.signedAt() != null
          && !verdict.signedAt().equals(form.record().sealedAt().truncatedTo(ChronoUnit.SECONDS))) {
        findings.add(defect(PackageDefect.SEAL_TIME, TagFile.METADATA + seal.suite().fileName()));
      }
    }
    return verdicts;
  }

  private static void verifyPayload(
      PackageBytes source, PackageForm form, Depth depth, List<PackageFinding> findings)
      throws IOException {
    try (InputStream in = source.open(0, form.tailOffset())) {
      byte[] chunk = new byte[CHUNK];
      for (int i = 0; i < form.payload().size(); i++) {
        ZipRow row = form.payload().get(i);
        ArchivedFile file = form.record().files().get(i);
        byte[] header = in.readNBytes(ZipRow.localSize(row.name()));
        if (!Bytes.of(header).equals(Bytes.of(row.localHeader()))) {
          findings.add(defect(PackageDefect.LOCAL_HEADER, file.path()));
        }
        switch (depth) {
          case CHECK_SUMS -> verifyCrc(in, row, file, chunk, findings);
          case DIGESTS -> verifyDigests(in, row, file, chunk, findings);
        }
      }
    }
  }

  private static void verifyCrc(
      InputStream in, ZipRow row, ArchivedFile file, byte[] chunk, List<PackageFinding> findings)
      throws IOException {
    CRC32 crc = new CRC32();
    readAll(in, row.size(), chunk, crc::update);
    if ((int) crc.getValue() != row.crc()) {
      findings.add(defect(PackageDefect.PAYLOAD_CRC, file.path()));
    }
  }

  private static void verifyDigests(
      InputStream in, ZipRow row, ArchivedFile file, byte[] chunk, List<PackageFinding> findings)
      throws IOException {
    Digester digester = new Digester(file.sm3() != null);
    readAll(in, row.size(), chunk, digester::update);
    Digests digests = digester.finish();
    if (digests.crc32() != row.crc()) {
      findings.add(defect(PackageDefect.PAYLOAD_CRC, file.path()));
    }
    if (!digests.sha256().equals(file.sha256())) {
      findings.add(defect(PackageDefect.PAYLOAD_SHA256, file.path()));
    }
    if (file.sm3() != null && !file.sm3().equals(digests.sm3())) {
      findings.add(defect(PackageDefect.PAYLOAD_SM3, file.path()));
    }
  }

  private interface Sink {
    void update(byte[] bytes, int offset, int length);
  }

  private static void readAll(InputStream in, long size, byte[] chunk, Sink sink)
      throws IOException {
    for (long left = size; left > 0; ) {
      int n = in.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (n < 0) {
        throw new java.io.EOFException("the package ends before its payload does");
      }
      sink.update(chunk, 0, n);
      left -= n;
    }
  }

  private static PackageFinding defect(PackageDefect defect, String where) {
    return new PackageFinding.Defective(defect, where);
  }
}
