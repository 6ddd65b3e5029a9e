package cn.cunzhen.storage.fault;

import java.util.function.Predicate;

/** Which call goes wrong; counting starts where the fault is planned. */
public final class When {
  private final Predicate<Call> kind;
  private final int nth;
  private final boolean always;

  private When(Predicate<Call> kind, int nth, boolean always) {
    this.kind = kind;
    this.nth = nth;
    this.always = always;
  }

  /** The call with this number, counted from the store's first as {@link Call#number()} is. */
  public static When call(int number) {
    return new When(call -> call.number() == number, 1, false);
  }

  /** The next call of this kind. */
  public static When next(Operation operation) {
    return nth(1, operation, "");
  }

  /** The next call of this kind on a key with this prefix. */
  public static When next(Operation operation, String prefix) {
    return nth(1, operation, prefix);
  }

  /** The n-th call of this kind on a key with this prefix, 1 being the next. */
  public static When nth(int n, Operation operation, String prefix) {
    return new When(of(operation, prefix), n, false);
  }

  /** Every call of this kind on a key with this prefix. */
  public static When every(Operation operation, String prefix) {
    return new When(of(operation, prefix), 1, true);
  }

  private static Predicate<Call> of(Operation operation, String prefix) {
    return call -> call.operation() == operation && call.key().startsWith(prefix);
  }

  boolean covers(Call call) {
    return kind.test(call);
  }

  int nth() {
    return nth;
  }

  boolean isForEver() {
    return always;
  }
}
