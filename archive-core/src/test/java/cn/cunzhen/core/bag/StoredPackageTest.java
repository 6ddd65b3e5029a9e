package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.SampleKeys;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPackageTest {
  @TempDir Path folder;

  /** Counts the ranges that are asked for. */
  private static final class CountedBytes implements PackageBytes {
    private final PackageBytes source;
    private final List<Long> lengths = new ArrayList<>();

    CountedBytes(PackageBytes source) {
      this.source = source;
    }

    @Override
    public long size() {
      return source.size();
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
      lengths.add(length);
      return source.open(offset, length);
    }
  }

  @Test
  void theMetadataAreReadInOneRange() throws IOException {
    Bytes large = Bytes.of(new byte[300_000]);
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, false)) {
      SealedPackage sealed = sealAll(writer, List.of(file("a.pdf", large)));
      CountedBytes counted = new CountedBytes(sealed.bytes());

      StoredPackage read = StoredPackage.read(counted);

      assertThat(counted.lengths).containsExactly(64L << 10);
      assertThat(read.record()).isEqualTo(sealed.record());
    }
  }

  @Test
  void metadataOfManyFilesAreReadWhole() throws IOException {
    List<SamplePackages.Submitted> many = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      many.add(file("文件" + i + ".xml", Bytes.utf8("" + i)));
    }
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, false)) {
      SealedPackage sealed = sealAll(writer, many);

      StoredPackage read = StoredPackage.read(sealed.bytes());

      assertThat(read.record().files().getLast().path()).isEqualTo("data/application/1200.xml");
      assertThat(content(read, 1_000, 0, 3)).isEqualTo(Bytes.utf8("999"));
    }
  }

  @Test
  void aRangeOfAFileIsOneRangeOfThePackage() throws IOException {
    CountedBytes counted = new CountedBytes(PackageBytes.of(SamplePackages.bytes(folder)));
    StoredPackage read = StoredPackage.read(counted);
    Bytes first = SamplePackages.FILES.getFirst().content();
    counted.lengths.clear();

    assertThat(content(read, 1, 2, 5)).isEqualTo(first.slice(2, 7));

    assertThat(counted.lengths).containsExactly(5L);
    assertThat(content(read, 3, 0, 0).size()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> read.open(0));
    assertThatIllegalArgumentException().isThrownBy(() -> read.open(4));
    assertThatIllegalArgumentException().isThrownBy(() -> read.open(1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> read.open(1, 1, first.size()));
    assertThatIllegalArgumentException().isThrownBy(() -> read.open(1, 1, Long.MAX_VALUE));
  }

  @Test
  void aStoreGivesTheRecordThatTheLedgerNames() throws IOException {
    MemoryStore store = new MemoryStore(SampleKeys.CLOCK);
    StoredPackages packages = new StoredPackages(store.objects());
    Sha256 other = Sha256.ofHex("00".repeat(32));
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, true)) {
      SealedPackage sealed = SamplePackages.seal(writer);
      store.objects().put(sealed.key().format(), sealed.content());
      store.objects().put(PackageKey.of(SampleRecords.ID, 1, other).format(), sealed.content());

      assertThat(packages.read(SampleRecords.ID, 1, sealed.digest())).isEqualTo(sealed.record());
      assertThatExceptionOfType(DamagedPackageException.class)
          .isThrownBy(() -> packages.read(SampleRecords.ID, 1, other));
      assertThatExceptionOfType(StorageException.Missing.class)
          .isThrownBy(() -> packages.read(SampleRecords.ID, 2, sealed.digest()));
    }
  }

  @Test
  void metadataThatWereReadOnceAreNotReadAgain() throws IOException {
    MemoryStore store = new MemoryStore(SampleKeys.CLOCK);
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, true)) {
      SealedPackage sealed = SamplePackages.seal(writer);
      StoredPackages packages = new StoredPackages(store.objects());
      store.objects().put(sealed.key().format(), sealed.content());
      StoredPackage first = packages.open(SampleRecords.ID, 1, sealed.digest());
      store.objects().delete(sealed.key().format());

      assertThat(packages.open(SampleRecords.ID, 1, sealed.digest())).isSameAs(first);
      assertThatExceptionOfType(StorageException.Missing.class).isThrownBy(() -> first.open(1));
    }
  }

  @Test
  void aPackageThatWasPutIsGivenBackAsItIsStored() throws IOException {
    MemoryStore store = new MemoryStore(SampleKeys.CLOCK);
    try (PackageWriter writer = PackageWriter.create(folder, SampleRecords.ID, 1, true)) {
      SealedPackage sealed = SamplePackages.seal(writer);
      StoredPackages packages = new StoredPackages(store.objects());
      packages.put(sealed);
      StoredPackage given = packages.open(SampleRecords.ID, 1, sealed.digest());
      StoredPackage read =
          new StoredPackages(store.objects()).open(SampleRecords.ID, 1, sealed.digest());

      assertThat(given.record()).isEqualTo(read.record());
      assertThat(given.size()).isEqualTo(read.size());
      assertThat(content(given, 1, 0, 3)).isEqualTo(content(read, 1, 0, 3));
    }
  }

  private static SealedPackage sealAll(PackageWriter writer, List<SamplePackages.Submitted> files)
      throws IOException {
    return SamplePackages.seal(writer, files, SamplePackages.sealer());
  }

  private static SamplePackages.Submitted file(String name, Bytes content) {
    return new SamplePackages.Submitted(Part.APPLICATION, name, content);
  }

  private static Bytes content(StoredPackage read, int number, long offset, long length)
      throws IOException {
    try (InputStream in = read.open(number, offset, length)) {
      return Bytes.of(in.readAllBytes());
    }
  }
}
