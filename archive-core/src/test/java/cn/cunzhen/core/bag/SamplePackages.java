package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.PayloadPath;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Packages of nobody's records, for tests: the same in every run. */
public final class SamplePackages {
  public static final Bytes CHECKS = Bytes.utf8("{\"checks\":[]}");

  private SamplePackages() {}

  /** A file to be archived. */
  public record Submitted(Part part, String name, Bytes content) {}

  public static final List<Submitted> FILES =
      List.of(
          new Submitted(Part.APPLICATION, "承诺书.PDF", Bytes.utf8("%PDF-1.7 承诺书")),
          new Submitted(Part.RESULT, "结果.ofd", Bytes.utf8("PK结果")),
          new Submitted(Part.APPLICATION, "身份证", Bytes.of(new byte[0])));

  public static Sealer sealer() {
    return SampleKeys.archive().sealer(EnumSet.of(SealSuite.P256, SealSuite.SM2));
  }

  /** Writes the sample files and seals them. */
  public static SealedPackage seal(PackageWriter writer) throws IOException {
    return seal(writer, FILES, sealer());
  }

  public static SealedPackage seal(PackageWriter writer, List<Submitted> files, Sealer sealer)
      throws IOException {
    ArchivalRecord record =
        SampleRecords.of(1, null, write(writer, files), Sha256.of(CHECKS), sealer.fileNames());
    return writer.seal(record, CHECKS, sealer);
  }

  /** Writes the files; gives what a record says of them. */
  public static List<ArchivedFile> write(PackageWriter writer, List<Submitted> files)
      throws IOException {
    Map<Part, Integer> numbers = new EnumMap<>(Part.class);
    List<ArchivedFile> written = new ArrayList<>();
    for (Submitted file : files) {
      int number = numbers.merge(file.part(), 1, Integer::sum);
      PayloadOutput out = writer.begin(PayloadPath.of(file.part(), number, file.name()));
      file.content().stream().transferTo(out);
      PayloadFile done = out.finish();
      written.add(SampleRecords.file(file.part(), number, file.name(), done.digests()));
    }
    return written;
  }

  /** The sample package. */
  public static Bytes bytes(Path folder) throws IOException {
    return bytes(folder, FILES, sealer());
  }

  /** A package of one file with one seal. */
  public static Bytes smallest(Path folder) throws IOException {
    Sealer sealer = SampleKeys.archive().sealer(EnumSet.of(SealSuite.P256));
    return bytes(folder, FILES.subList(0, 1), sealer);
  }

  /** A package of these files, whoever seals it. */
  public static Bytes bytes(Path folder, List<Submitted> files, Sealer sealer) throws IOException {
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, true)) {
      SealedPackage sealed = seal(writer, files, sealer);
      return Bytes.of(sealed.content().open().readAllBytes());
    }
  }

  /** The sample package as a file. */
  public static Path file(Path folder) throws IOException {
    return Files.write(folder.resolve("sample.zip"), bytes(folder).toArray());
  }
}
