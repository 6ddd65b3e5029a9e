package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TiledHashReaderTest {
  private static final ReferenceTree TREE = ReferenceTree.of(70_000);
  private static final Edge WHOLE = Edge.EMPTY.append(TREE.leaves(0, 70_000));

  @Test
  void everySubtreeOfTheTreeIsRead() {
    TiledHashReader tree = new TiledHashReader(70_000, tile -> WHOLE.tile(tile).orElseThrow());

    for (int level = 0; level <= 16; level++) {
      List<Subtree> subtrees = new ArrayList<>();
      List<Sha256> expected = new ArrayList<>();
      for (int index = 0; index < 70_000 >> level; index += 1 + (300 >> level)) {
        subtrees.add(new Subtree(level, index));
        expected.add(TREE.mth(index << level, (index + 1) << level));
      }

      assertThat(tree.read(subtrees)).isEqualTo(expected);
    }
  }

  @Test
  void aProofReadsEachTileOnceAndNoWiderThanItsTreeHasIt() {
    for (long size : List.of(1L, 255L, 256L, 257L, 40_000L, 65_535L, 65_536L, 65_537L, 70_000L)) {
      List<Tile> read = new ArrayList<>();
      TiledHashReader tree =
          new TiledHashReader(
              size,
              tile -> {
                read.add(tile);
                return WHOLE.tile(tile).orElseThrow();
              });

      InclusionProof proof = InclusionProof.of(size / 3, size, tree);

      assertThat(
              proof.proves(TREE.mth((int) size / 3, (int) size / 3 + 1), TREE.mth(0, (int) size)))
          .isTrue();
      assertThat(read).doesNotHaveDuplicates().allMatch(tile -> tile.isIn(size)).hasSizeLessThan(6);
    }
  }

  @Test
  void proofsOfALargeTreeAreThoseThatTheDefinitionGives() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      int size = 1 + random.nextInt(70_000);
      int index = random.nextInt(size);
      int older = 1 + random.nextInt(size);
      HashReader tree = new TiledHashReader(size, tile -> WHOLE.tile(tile).orElseThrow());

      assertThat(InclusionProof.of(index, size, tree).hashes())
          .as("seed " + seed)
          .isEqualTo(TREE.path(index, size));
      assertThat(ConsistencyProof.of(older, size, tree).hashes())
          .as("seed " + seed)
          .isEqualTo(TREE.proof(older, size));
    }
  }

  @Test
  void aSubtreeThatTheTreeDoesNotHoldWholeIsRefused() {
    TiledHashReader tree = new TiledHashReader(1_000, tile -> WHOLE.tile(tile).orElseThrow());

    assertThat(tree.read(List.of())).isEmpty();
    for (Subtree subtree :
        List.of(
            new Subtree(0, 1_000),
            new Subtree(3, 125),
            new Subtree(9, 1),
            new Subtree(10, 0),
            new Subtree(62, 0))) {
      assertThatThrownBy(() -> tree.read(List.of(subtree)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void subtreesThatNoTreeHasAreRefused() {
    for (Runnable made :
        List.<Runnable>of(
            () -> new Subtree(-1, 0),
            () -> new Subtree(63, 0),
            () -> new Subtree(0, -1),
            () -> new Subtree(62, 1),
            () -> new Subtree(0, Long.MAX_VALUE))) {
      assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theRootOfTheTreeWithoutEntriesNeedsNoTile() {
    HashReader nothing =
        subtrees -> {
          throw new AssertionError("read " + subtrees);
        };

    assertThat(nothing.root(0)).isEqualTo(TreeHash.EMPTY_ROOT);
  }
}
