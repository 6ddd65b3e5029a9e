package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsStandBelowEachOtherThoughChineseCharactersAreWide() {
    Table table = new Table();
    table.row(List.of("王小明", "A03", "x"));
    table.row(List.of("Li", "窗口", "y"));

    assertThat(table.lines()).containsExactly("王小明  A03   x", "Li      窗口  y");
  }

  @Test
  void whatATerminalWouldObeyIsTakenOut() {
    Table table = new Table();
    table.row(List.of("a\u001b[2Jb\r\nc\u202Ed"));

    assertThat(table.lines()).containsExactly("a [2Jb c d");
  }

  @Test
  void combiningMarksTakeNoPlace() {
    assertThat(Table.width("e\u0301")).isEqualTo(1);
    assertThat(Table.width("（王）")).isEqualTo(6);
  }
}
