package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EdgeTest {
  @Test
  void itsRootIsTheTreesAtEverySize() {
    ReferenceTree tree = ReferenceTree.of(600);
    Edge edge = Edge.EMPTY;

    for (int size = 0; size <= 600; size++) {
      assertThat(edge.size()).isEqualTo(size);
      assertThat(edge.root()).isEqualTo(tree.mth(0, size));
      assertThat(Edge.of(size, edge.levels()).root()).isEqualTo(tree.mth(0, size));
      if (size < 600) {
        edge = edge.append(tree.leaves(size, size + 1));
        edge = edge.without(edge.completed().stream().map(TileHashes::tile).toList());
      }
    }
  }
}
