package cn.cunzhen.indexer.sample;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.record.RecordId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What happens in an archive, one entry after the other; every life is the same. */
public final class Life {
  private final MemoryArchive archive = new MemoryArchive();
  private final Random random = new Random(46);
  private final List<Integer> versions = new ArrayList<>();
  private final Set<Integer> disposed = new HashSet<>();

  public MemoryArchive archive() {
    return archive;
  }

  /** Lives until the ledger has so many entries. */
  public void until(long size) {
    while (archive.ledger().size() < size) {
      step();
    }
  }

  /** The nth record in its latest version. */
  public Sample sample(int number) {
    return sample(number, versions.get(number));
  }

  /** How many records there have been. */
  public int records() {
    return versions.size();
  }

  public boolean isDisposed(int number) {
    return disposed.contains(number);
  }

  private void step() {
    int number = versions.isEmpty() ? 0 : random.nextInt(versions.size());
    int what = versions.isEmpty() || disposed.contains(number) ? 0 : random.nextInt(20);
    RecordId id = Sample.of(number).id();
    switch (what) {
      case 1, 2 -> {
        versions.set(number, versions.get(number) + 1);
        archive.archive(sample(number).record());
      }
      case 3 -> {
        disposed.add(number);
        archive.dispose(id);
      }
      case 4 -> archive.event(EntryType.HELD, id);
      default -> {
        versions.add(1);
        archive.archive(sample(versions.size() - 1).record());
      }
    }
  }

  private static Sample sample(int number, int version) {
    return Sample.of(number)
        .version(version)
        .person("第" + version + "版", "V" + version)
        .file("材料" + number, "file" + number + ".pdf");
  }
}
