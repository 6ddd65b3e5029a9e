package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleFile;
import cn.cunzhen.api.samples.SampleTransaction;
import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.api.samples.SampleTransactions.Profile;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Transactions without end: every one has a number of its own, and the files of one of a few that
 * were drawn up before, since drawing them up takes longer than archiving them.
 */
final class Workload {
  private static final long SEED = 20261121;
  private static final int DRAWN = 40;

  private final SampleTransactions samples = SampleTransactions.of(SEED, Profile.BENCH);
  private final List<List<SampleFile>> drawn;
  private final AtomicLong next = new AtomicLong();

  private Workload(List<List<SampleFile>> drawn) {
    this.drawn = drawn;
  }

  static Workload draw() {
    SampleTransactions samples = SampleTransactions.of(SEED, Profile.BENCH);
    return new Workload(IntStream.range(0, DRAWN).mapToObj(i -> samples.get(i).files()).toList());
  }

  /** A transaction that nobody had before. */
  SampleTransaction next() {
    long index = next.getAndIncrement();
    return new SampleTransaction(
        samples.submissionOnly(index), drawn.get((int) (index % drawn.size())));
  }

  /** The bytes of a transaction's files, on average. */
  long fileBytes() {
    return drawn.stream()
            .flatMap(List::stream)
            .map(SampleFile::content)
            .mapToLong(Bytes::size)
            .sum()
        / drawn.size();
  }

  /** A file as a reader asks for it: the first scan. */
  Bytes scan() {
    return drawn.getFirst().get(1).content();
  }
}
