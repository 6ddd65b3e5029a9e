package cn.cunzhen.core.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of a transaction's way through an agency: word → process code. */
public final class Steps {
  public static final Map<String, Integer> BY_WORD = byWord();

  private Steps() {}

  private static Map<String, Integer> byWord() {
    Map<String, Integer> steps = new LinkedHashMap<>();
    steps.put("received", 1);
    steps.put("accepted", 2);
    steps.put("reviewed", 3);
    steps.put("completed", 4);
    steps.put("corrected", 11);
    steps.put("suspended", 12);
    steps.put("other", 99);
    return Collections.unmodifiableMap(steps);
  }
}
