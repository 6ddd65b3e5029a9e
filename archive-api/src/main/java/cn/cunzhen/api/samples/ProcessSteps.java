package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.ProcessStep;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a case went through the agency. */
final class ProcessSteps {
  static final int CORRECTED = 11;
  private static final int ACCEPTED = 2;
  private static final int COMPLETED = 4;

  private ProcessSteps() {}

  /**
   * The item's own steps, evenly over the time; now and then the applicant had to bring something.
   *
   * @param handler null where nobody laid hands on it
   */
  static List<ProcessStep> of(
      Dice dice, CatalogueItem item, CaseTimes times, Outcome outcome, @Nullable String handler) {
    List<Integer> codes = new ArrayList<>(item.steps());
    int accepted = codes.indexOf(ACCEPTED);
    if (codes.size() > 3 && accepted >= 0 && dice.chance(12)) {
      codes.add(accepted, CORRECTED);
    }
    List<ProcessStep> steps = new ArrayList<>(codes.size());
    String actor = handler == null ? "系统自动办理" : handler;
    for (int i = 0; i < codes.size(); i++) {
      int code = codes.get(i);
      OffsetDateTime at = times.after(codes.size() == 1 ? 100 : 100 * i / (codes.size() - 1));
      String remark = code == COMPLETED ? remark(outcome) : null;
      steps.add(new ProcessStep(code, name(code), actor, at, remark));
    }
    return steps;
  }

  private static @Nullable String remark(Outcome outcome) {
    return switch (outcome) {
      case GRANTED -> null;
      case REFUSED -> "不符合办理条件，不予办理";
      case WITHDRAWN -> "申请人撤回申请";
      case TERMINATED -> "逾期未补正，终止办理";
    };
  }

  private static String name(int code) {
    return switch (code) {
      case 1 -> "收件";
      case ACCEPTED -> "受理";
      case 3 -> "审核";
      case COMPLETED -> "办结";
      case CORRECTED -> "补正";
      case 12 -> "中止";
      default -> "其他";
    };
  }
}
