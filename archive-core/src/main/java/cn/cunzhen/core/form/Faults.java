package cn.cunzhen.core.form;

import java.util.ArrayList;
import java.util.List;

/** Gathers the faults of one reading. One thread uses it. */
public final class Faults {
  private final List<Fault> found = new ArrayList<>();

  public void add(Fault fault) {
    found.add(fault);
  }

  public void add(String pointer, FaultCode code, Object... arguments) {
    add(Fault.of(pointer, code, arguments));
  }

  public boolean none() {
    return found.isEmpty();
  }

  /** All of them, in the order in which they were found. */
  public List<Fault> list() {
    return List.copyOf(found);
  }
}
