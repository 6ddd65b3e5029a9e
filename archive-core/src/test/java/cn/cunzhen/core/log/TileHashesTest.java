package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TileHashesTest {
  private static final ReferenceTree TREE = ReferenceTree.of(256);

  @Test
  void everyNodeOfEveryWidthIsTheTrees() {
    for (int width = 1; width <= 256; width++) {
      TileHashes tile = tile(width);

      for (int height = 8; height >= 0; height--) {
        for (int index = 0; index < width >> height; index++) {
          assertThat(tile.node(height, index))
              .isEqualTo(TREE.mth(index << height, (index + 1) << height));
        }
      }
    }
    assertThat(tile(256).root()).isEqualTo(TREE.mth(0, 256));
  }

  @Test
  void aNodeThatATileIsTooNarrowForIsRefused() {
    TileHashes tile = tile(7);

    for (int[] node :
        new int[][] {{0, 7}, {1, 3}, {2, 1}, {3, 0}, {8, 0}, {9, 0}, {-1, 0}, {0, -1}}) {
      assertThatThrownBy(() -> tile.node(node[0], node[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(tile::root).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsBytesAreItsHashesOneAfterAnotherWhateverWasAskedBefore() {
    TileHashes tile = tile(256);
    byte[] expected = new byte[8_192];
    for (int i = 0; i < 256; i++) {
      TREE.mth(i, i + 1).bytes().copyTo(expected, i * Sha256.SIZE);
    }

    assertThat(tile.format()).isEqualTo(Bytes.of(expected));
    tile.root();
    assertThat(tile.format()).isEqualTo(Bytes.of(expected));
    assertThat(TileHashes.parse(Tile.full(0, 0), Bytes.of(expected))).isEqualTo(tile);
  }

  @Test
  void bytesThatAreTooFewOrTooManyAreRefused() {
    for (int size : List.of(0, 31, 32, 33, 63, 65, 96, 8_192)) {
      assertThatThrownBy(() -> TileHashes.parse(new Tile(0, 0, 2), Bytes.of(new byte[size])))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> TileHashes.of(new Tile(0, 0, 2), TREE.leaves(0, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPartialTileIsCutFromAFullOneWhateverWasAskedBefore() {
    TileHashes whole = tile(256);

    for (int width = 1; width <= 256; width++) {
      assertThat(whole.cut(width)).isEqualTo(tile(width));
      whole.root();
    }
    assertThatThrownBy(() -> tile(7).cut(8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tile(7).cut(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TileHashes tile(int width) {
    return TileHashes.of(new Tile(0, 0, width), TREE.leaves(0, width));
  }
}
