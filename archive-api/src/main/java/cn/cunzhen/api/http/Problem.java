package cn.cunzhen.api.http;

import cn.cunzhen.core.form.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call failed in a way that its caller can understand. Becomes {@code application/problem+json}.
 *
 * <p>Neither detail nor faults repeat personal data.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final ProblemCode code;
  private final transient List<Fault> faults;
  private final @Nullable String detail;
  private final Duration retryAfter;

  public Problem(ProblemCode code) {
    this(code, null, List.of(), SOON);
  }

  public Problem(ProblemCode code, @Nullable String detail) {
    this(code, detail, List.of(), SOON);
  }

  public Problem(ProblemCode code, List<Fault> faults) {
    this(code, null, faults, SOON);
  }

  /** That the call may be made again after this time, which is rounded up to whole seconds. */
  public static Problem later(ProblemCode code, Duration wait) {
    return new Problem(code, null, List.of(), wait);
  }

  private Problem(
      ProblemCode code, @Nullable String detail, List<Fault> faults, Duration retryAfter) {
    super(code.word());
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.faults = List.copyOf(faults);
  }

  public ProblemCode code() {
    return code;
  }

  public @Nullable String detail() {
    return detail;
  }

  /** After how many seconds the call may be made again, where its code says that it may at all. */
  public long retryAfter() {
    return retryAfter.plusNanos(999_999_999).toSeconds();
  }

  public List<Fault> faults() {
    return faults;
  }
}
