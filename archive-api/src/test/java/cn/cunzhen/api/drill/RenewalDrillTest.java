package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.drill.RenewalDrill.Deed;
import cn.cunzhen.api.drill.RenewalDrill.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalDrillTest {
  private static final int RECORDS = 40;

  @TempDir private Path folder;

  @Test
  void anArchiveOutlivesTwoDigestsWithoutAChangeToAnyPackage() throws Exception {
    List<Step> steps = new ArrayList<>();

    RenewalDrill.run(folder, RECORDS, steps::add);

    assertThat(steps).extracting(Step::deed).containsExactly(Deed.values());
    assertThat(steps)
        .filteredOn(step -> step.deed() != Deed.RENEW_TOKENS)
        .allSatisfy(step -> assertThat(step.right()).as("%s", step).isEqualTo(RECORDS));
    assertThat(steps.stream().filter(step -> step.bytes() > 0).map(Step::deed))
        .containsExactlyElementsOf(
            Arrays.asList(Deed.RENEW_SHA512, Deed.RENEW_TOKENS, Deed.RENEW_SM3));
    assertThat(folder).isEmptyDirectory();
  }
}
