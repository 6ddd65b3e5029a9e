package cn.cunzhen.api.pages;

import cn.cunzhen.api.account.KeptQuestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions that the viewer keeps.
 *
 * @param fault why the last one was not kept; null where it was, or nobody tried
 */
public record Kept(List<KeptQuestion> questions, @Nullable Text fault) {
  /** More stand behind a fold. */
  private static final int IN_SIGHT = 8;

  public Kept {
    questions = List.copyOf(questions);
  }

  public List<KeptQuestion> inSight() {
    return questions.subList(0, Math.min(IN_SIGHT, questions.size()));
  }

  public List<KeptQuestion> folded() {
    return questions.subList(inSight().size(), questions.size());
  }
}
