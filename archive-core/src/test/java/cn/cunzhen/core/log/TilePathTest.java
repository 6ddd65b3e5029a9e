package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TilePathTest {
  @Test
  void aPathIsAsTheSpecificationWritesIt() {
    assertThat(Tile.full(0, 1_234_067).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(63, 0, 1).path()).isEqualTo("tile/63/000.p/1");
    assertThat(new Tile(0, 999, 255).path()).isEqualTo("tile/0/999.p/255");
    assertThat(new Tile(1, 1_000, 112).path()).isEqualTo("tile/1/x001/000.p/112");
    assertThat(Bundle.full(1_234_067).path()).isEqualTo("tile/entries/x001/x234/067");
    assertThat(new Bundle(0, 8).path()).isEqualTo("tile/entries/000.p/8");
    assertThat(Tile.full(0, Long.MAX_VALUE).path())
        .isEqualTo("tile/0/x009/x223/x372/x036/x854/x775/807");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (long index : List.of(0L, 1L, 999L, 1_000L, 1_001L, 999_999L, 1_000_000L, Long.MAX_VALUE)) {
      for (int width = 1; width <= TilePath.FULL; width++) {
        for (int level : List.of(0, 1, 9, 10, 63)) {
          Tile tile = new Tile(level, index, width);
          assertThat(TilePath.parse(tile.path())).isEqualTo(tile);
        }
        Bundle bundle = new Bundle(index, width);
        assertThat(TilePath.parse(bundle.path())).isEqualTo(bundle);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/000",
        "tile/0/x000/x001/000",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/0/x1/000",
        "tile/0/X001/000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/100/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/0/-01",
        "tile/0/+01",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/-1",
        "tile/0/000.p/1/",
        "tile/0/000.p",
        "tile/0/000.q/1",
        "tile/0/x001.p/000",
        "tile/entry/000",
        "tile/entries",
        "tile/entries/0",
        "tile/Entries/000",
        "tile//000",
        "tile/0/../000",
        "tile/0/000\n",
        "tile/٠/000",
        "tile/0/٠٠٠",
        "tile/0/000.p/٣",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x009/x223/x372/x036/x854/x775/807",
        "checkpoint"
      })
  void anythingElseIsRefused(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coordinatesThatNoTileHasAreRefused() {
    for (Runnable made :
        List.<Runnable>of(
            () -> new Tile(-1, 0, 1),
            () -> new Tile(64, 0, 1),
            () -> new Tile(0, -1, 1),
            () -> new Tile(0, 0, 0),
            () -> new Tile(0, 0, 257),
            () -> new Bundle(-1, 1),
            () -> new Bundle(0, 0),
            () -> new Bundle(0, 257))) {
      assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTreeOf70000EntriesHasTheTilesThatTheSpecificationNames() {
    long size = 70_000;

    assertThat(Tile.full(0, 272).isIn(size)).isTrue();
    assertThat(new Tile(0, 273, 112).isIn(size)).isTrue();
    assertThat(new Tile(0, 273, 113).isIn(size)).isFalse();
    assertThat(new Tile(0, 274, 1).isIn(size)).isFalse();
    assertThat(Tile.full(1, 0).isIn(size)).isTrue();
    assertThat(new Tile(1, 1, 17).isIn(size)).isTrue();
    assertThat(new Tile(1, 1, 18).isIn(size)).isFalse();
    assertThat(new Tile(2, 0, 1).isIn(size)).isTrue();
    assertThat(new Tile(2, 0, 2).isIn(size)).isFalse();
    assertThat(new Tile(3, 0, 1).isIn(size)).isFalse();
    assertThat(new Bundle(273, 112).isIn(size)).isTrue();
    assertThat(new Bundle(273, 113).isIn(size)).isFalse();
  }

  @Test
  void noSizeHasTilesBeyondTheEighthLevelAndNoIndexOverflows() {
    assertThat(new Tile(7, 0, 127).isIn(Long.MAX_VALUE)).isTrue();
    assertThat(new Tile(7, 0, 128).isIn(Long.MAX_VALUE)).isFalse();
    for (int level = 8; level <= 63; level++) {
      assertThat(new Tile(level, 0, 1).isIn(Long.MAX_VALUE)).isFalse();
    }
    assertThat(new Tile(0, Long.MAX_VALUE, 1).isIn(Long.MAX_VALUE)).isFalse();
    assertThat(new Tile(0, 1L << 56, 1).isIn(300)).as("256 * 2^56 is 0 modulo 2^64").isFalse();
    assertThat(new Tile(0, 0, 1).isIn(0)).isFalse();
  }
}
