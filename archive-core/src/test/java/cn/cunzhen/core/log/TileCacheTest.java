package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TileCacheTest {
  private static final ReferenceTree TREE = ReferenceTree.of(256);

  private final List<Tile> read = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aTileIsReadOnceAsLongAsItIsKept() {
    TileCache cache = new TileCache(this::read, 2);

    TileHashes first = cache.read(tile(1));

    assertThat(cache.read(tile(1))).isSameAs(first);
    assertThat(read).containsExactly(tile(1));
  }

  @Test
  void theTileThatWasAskedForLongestAgoMakesRoom() {
    TileCache cache = new TileCache(this::read, 2);

    for (int width : List.of(1, 2, 1, 3, 1, 2)) {
      assertThat(cache.read(tile(width)).tile()).isEqualTo(tile(width));
    }

    assertThat(read).containsExactly(tile(1), tile(2), tile(3), tile(2));
  }

  @Test
  void aFailureIsSeenAndNotKept() {
    boolean[] fails = {true};
    TileCache cache =
        new TileCache(
            tile -> {
              if (fails[0]) {
                throw new IllegalStateException("no store");
              }
              return read(tile);
            },
            2);

    assertThatThrownBy(() -> cache.read(tile(1))).hasMessage("no store");
    fails[0] = false;
    assertThat(cache.read(tile(1)).tile()).isEqualTo(tile(1));
  }

  @Test
  void manyThreadsGetTheTilesThatTheyAskFor() throws InterruptedException, ExecutionException {
    long seed = new Random().nextLong();
    TileCache cache = new TileCache(this::read, 5);
    List<Future<?>> readers = new ArrayList<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(seed + thread);
        readers.add(
            threads.submit(() -> {
              for (int i = 0; i < 2_000; i++) {
                int width = 2 + random.nextInt(9);
                assertThat(cache.read(tile(width)).node(1, 0)).isEqualTo(TREE.mth(0, 2));
              }
            }));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  private TileHashes read(Tile tile) {
    read.add(tile);
    return TileHashes.of(tile, TREE.leaves(0, tile.width()));
  }

  private static Tile tile(int width) {
    return new Tile(0, 0, width);
  }
}
