package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.drill.TamperDrill.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperDrillTest {
  @TempDir private Path folder;

  @Test
  void everyAttackIsNoticedAndNothingIsLeftOfTheDrill() throws Exception {
    List<Outcome> outcomes = new ArrayList<>();

    TamperDrill.run(folder, 0, outcomes::add);

    assertThat(outcomes).hasSize(Attack.values().length + 1);
    assertThat(outcomes).filteredOn(outcome -> outcome.notice() == null).isEmpty();
    assertThat(outcomes.getLast().notice()).contains("witness").contains("Inconsistent");
    assertThat(folder).isEmptyDirectory();
  }
}
