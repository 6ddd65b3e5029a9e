package cn.cunzhen.api.account;

import java.util.Map;

/**
 * A question that somebody keeps to ask it again. It may hold personal data; its text form shows
 * none.
 *
 * @param id by which its owner removes it; says nothing about it
 * @param fields of the search page's form
 */
public record KeptQuestion(String id, String name, Map<String, String> fields) {
  public KeptQuestion {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return "kept question";
  }
}
