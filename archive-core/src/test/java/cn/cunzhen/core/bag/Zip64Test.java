package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages beyond 4 GiB, their files being holes on the disk. */
class Zip64Test {
  private static final long LARGEST = ZipRow.SIZE_LIMIT - 1;
  private static final Bytes SMALL = Bytes.utf8("behind the hole");

  @TempDir Path folder;

  @Test
  void onlyTheDirectoryOfAPackageBeyond4GiBIsOfZip64() throws IOException {
    Path file = folder.resolve("large.zip");
    PackageForm form = write(file, LARGEST);

    StoredPackage read = StoredPackage.read(PackageBytes.of(file));

    assertThat(form.size()).isGreaterThan(1L << 32);
    assertThat(read.record()).isEqualTo(form.record());
    try (InputStream in = read.open(2)) {
      assertThat(Bytes.of(in.readAllBytes())).isEqualTo(SMALL);
    }
    assertThat(form.payload().get(1).localHeader())
        .hasSize(ZipRow.localSize(form.payload().get(1).name()));
    Judge judge = Judge.run(folder, "unzip", "-p", "large.zip", form.payload().get(1).name());
    assertThat(judge.output()).isEqualTo(SMALL.utf8());
    assertThat(judge.agrees()).isTrue();
  }

  @Test
  void aPackageBelow4GiBHasNothingOfZip64() throws IOException {
    PackageForm form = form(1_000);

    assertThat(form.tail().hex()).doesNotContain("504b0606", "504b0607");
    assertThat(form(LARGEST).tail().hex()).contains("504b0606", "504b0607");
  }

  private static PackageForm write(Path file, long size) throws IOException {
    PackageForm form = form(size);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      for (ZipRow row : form.payload()) {
        writeAt(channel, row.localHeader(), row.offset());
      }
      writeAt(channel, SMALL.toArray(), form.payload().get(1).contentOffset());
      writeAt(channel, form.tail().toArray(), form.tailOffset());
    }
    return form;
  }

  private static PackageForm form(long size) throws IOException {
    Digests hole = new Digests(size, Sha256.ofHex("00".repeat(32)), null, 0);
    Digests small = Digester.of(SMALL.stream(), false);
    List<ArchivedFile> files =
        List.of(
            SampleRecords.file(Part.APPLICATION, 1, "hole.bin", hole),
            SampleRecords.file(Part.APPLICATION, 2, "small.txt", small));
    ArchivalRecord record = SampleRecords.of(files, Sha256.of(SamplePackages.CHECKS));
    Bytes json = RecordJson.format(record);
    return new PackageForm(
        record,
        json,
        SamplePackages.CHECKS,
        SamplePackages.sealer().seal(json, record.sealedAt()),
        List.of(hole.crc32(), small.crc32()));
  }

  private static void writeAt(FileChannel channel, byte[] bytes, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (long at = position; buffer.hasRemaining(); ) {
      at += channel.write(buffer, at);
    }
  }
}
