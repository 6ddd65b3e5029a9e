package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EdgeTest {
  private static final int SIZE = 70_000;
  private static final int BATCH = 1_024;
  private static final ReferenceTree TREE = ReferenceTree.of(SIZE);

  @Test
  void itsRootIsTheTreesAtEverySize() {
    Edge edge = Edge.EMPTY;

    for (int size = 0; size <= 600; size++) {
      assertThat(edge.size()).isEqualTo(size);
      assertThat(edge.root()).isEqualTo(TREE.mth(0, size));
      edge = settled(edge.append(TREE.leaves(size, size + 1)));
    }
  }

  @Test
  void anyBatchesMakeTheSameTreeAndCompleteEachTileOnce() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Tile> stored = new ArrayList<>();
    Edge edge = Edge.EMPTY;

    while (edge.size() < SIZE) {
      int before = (int) edge.size();
      int after = Math.min(SIZE, before + 1 + random.nextInt(BATCH));
      edge = edge.append(TREE.leaves(before, after));

      assertThat(edge.root()).as("seed %d, size %d", seed, after).isEqualTo(TREE.mth(0, after));
      for (TileHashes completed : edge.completed()) {
        assertThat(completed).as("seed %d", seed).isEqualTo(reference(completed.tile()));
        stored.add(completed.tile());
      }
      edge = settled(edge);
      assertThat(edge.levels()).as("seed %d", seed).allMatch(level -> level.size() < TilePath.FULL);
      assertThat(edge.completed()).isEmpty();
    }

    assertThat(stored).doesNotHaveDuplicates().hasSize(SIZE / 256 + SIZE / 256 / 256);
  }

  @Test
  void aBatchMayCompleteFiveTilesAndTheTileAboveThem() {
    Edge edge = settled(Edge.EMPTY.append(TREE.leaves(0, 65_535 - 255)));
    edge = edge.append(TREE.leaves(65_280, 65_535));

    edge = edge.append(TREE.leaves(65_535, 65_535 + BATCH));

    assertThat(edge.completed())
        .extracting(TileHashes::tile)
        .containsExactly(
            Tile.full(0, 255),
            Tile.full(0, 256),
            Tile.full(0, 257),
            Tile.full(0, 258),
            Tile.full(1, 0));
    assertThat(edge.completed()).allMatch(tile -> tile.equals(reference(tile.tile())));
    assertThat(edge.levels()).extracting(List::size).containsExactly(255 + BATCH, 259, 1);
  }

  @Test
  void itShowsEveryPartOfWhatIsNotStoredAndNothingElse() {
    Edge edge = settled(Edge.EMPTY.append(TREE.leaves(0, 1000)));
    edge = edge.append(TREE.leaves(1000, 1100));

    assertThat(edge.tile(new Tile(0, 3, 7))).contains(reference(new Tile(0, 3, 7)));
    assertThat(edge.tile(new Tile(0, 3, 256))).contains(reference(new Tile(0, 3, 256)));
    assertThat(edge.tile(new Tile(0, 4, 76))).contains(reference(new Tile(0, 4, 76)));
    assertThat(edge.tile(new Tile(1, 0, 4))).contains(reference(new Tile(1, 0, 4)));
    assertThat(edge.tile(new Tile(0, 4, 77))).as("not there yet").isEmpty();
    assertThat(edge.tile(new Tile(1, 0, 5))).as("not there yet").isEmpty();
    assertThat(edge.tile(new Tile(0, 2, 7))).as("stored").isEmpty();
    assertThat(edge.tile(new Tile(2, 0, 1))).as("no such level").isEmpty();
    assertThat(edge.tile(new Tile(63, Long.MAX_VALUE, 256))).as("no such level").isEmpty();
  }

  @Test
  void withTheStoredTilesItIsTheWholeTree() {
    SampleLog log = new SampleLog();
    for (int i = 0; i < 10; i++) {
      log.grow(777);
    }
    TileSource tiles = log.edge().over(log);

    for (int size = 1; size <= 7_770; size += 13) {
      assertThat(log.hashes(size).root(size)).isEqualTo(TREE.mth(0, size));
    }
    assertThat(tiles.read(new Tile(0, 3, 9))).isEqualTo(reference(new Tile(0, 3, 9)));
    assertThat(tiles.read(new Tile(0, 30, 9))).isEqualTo(reference(new Tile(0, 30, 9)));
  }

  @Test
  void appendingLeavesTheEdgeBeforeAsItWas() {
    Edge before = Edge.EMPTY.append(TREE.leaves(0, 255));

    Edge after = before.append(TREE.leaves(255, 600));

    assertThat(after.size()).isEqualTo(600);
    assertThat(before.size()).isEqualTo(255);
    assertThat(before.root()).isEqualTo(TREE.mth(0, 255));
    assertThat(before.levels()).extracting(List::size).containsExactly(255);
  }

  @Test
  void itIsPutTogetherAgainFromItsParts() {
    Edge edge = Edge.EMPTY;
    for (int size = 0; size < 3_000; size += 123) {
      edge = settled(edge).append(TREE.leaves(size, size + 123));

      Edge again = Edge.of(edge.size(), edge.levels());

      assertThat(again.levels()).isEqualTo(edge.levels());
      assertThat(again.root()).isEqualTo(edge.root());
      assertThat(again.append(TREE.leaves(3_000, 3_300)).root())
          .isEqualTo(edge.append(TREE.leaves(3_000, 3_300)).root());
    }
    assertThat(Edge.of(0, List.of()).root()).isEqualTo(TreeHash.EMPTY_ROOT);
  }

  @Test
  void partsThatNoTreeHasAreRefused() {
    Edge edge = Edge.EMPTY.append(TREE.leaves(0, 600));
    List<Sha256> leaves = edge.levels().get(0);
    List<Sha256> parents = edge.levels().get(1);

    refused(-1, List.of());
    refused(0, List.of(List.of()));
    refused(0, List.of(leaves));
    refused(600, List.of());
    refused(600, List.of(leaves));
    refused(600, List.of(leaves, parents, List.of()));
    refused(600, List.of(leaves.subList(0, 599), parents));
    refused(600, List.of(leaves.subList(1, 600), parents));
    refused(601, List.of(leaves, parents));
    refused(856, List.of(leaves, parents));
    refused(344, List.of(leaves, parents.subList(0, 1)));
    refused(600, List.of(leaves, parents.subList(0, 1)));
    refused(600, List.of(leaves, List.of()));
    refused(Long.MAX_VALUE, List.of(leaves, parents));
  }

  @Test
  void aHashThatItsOwnTileDoesNotMakeIsRefused() {
    Edge edge = Edge.EMPTY.append(TREE.leaves(0, 600));

    for (int level = 0; level < 2; level++) {
      for (int i = 0; i < (level == 0 ? 512 : 2); i++) {
        List<List<Sha256>> levels = new ArrayList<>(edge.levels());
        List<Sha256> hashes = new ArrayList<>(levels.get(level));
        hashes.set(i, Mutations.bits(hashes.get(i)).get(i % 256));
        levels.set(level, hashes);

        refused(600, levels);
      }
    }
  }

  @Test
  void onlyTilesThatItShowsFromTheLeftCanBeLeftOut() {
    Edge edge = Edge.EMPTY.append(TREE.leaves(0, 600));

    assertThat(edge.without(List.of(Tile.full(0, 0))).levels())
        .extracting(List::size)
        .containsExactly(344, 2);
    assertThat(edge.without(List.of()).levels()).isEqualTo(edge.levels());
    for (Tile tile :
        List.of(
            Tile.full(0, 1),
            Tile.full(0, 2),
            Tile.full(1, 0),
            new Tile(0, 0, 9),
            Tile.full(5, 0))) {
      assertThatThrownBy(() -> edge.without(List.of(tile)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(tile.toString());
    }
  }

  private static void refused(long size, List<List<Sha256>> levels) {
    assertThatThrownBy(() -> Edge.of(size, levels)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Edge settled(Edge edge) {
    return edge.without(edge.completed().stream().map(TileHashes::tile).toList());
  }

  /** The n-th tile at level l as the specification defines it. */
  private static TileHashes reference(Tile tile) {
    int span = 1 << (8 * tile.level());
    List<Sha256> hashes = new ArrayList<>();
    for (int i = 0; i < tile.width(); i++) {
      int from = ((int) tile.index() * 256 + i) * span;
      hashes.add(TREE.mth(from, from + span));
    }
    return TileHashes.of(tile, hashes);
  }
}
