package cn.cunzhen.api.http;

import cn.cunzhen.core.form.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call failed in a way that its caller can understand. Becomes {@code application/problem+json}.
 *
 * <p>Neither detail nor faults repeat personal data.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final transient List<Fault> faults;
  private final @Nullable String detail;

  public Problem(ProblemCode code) {
    this(code, null, List.of());
  }

  public Problem(ProblemCode code, @Nullable String detail) {
    this(code, detail, List.of());
  }

  public Problem(ProblemCode code, List<Fault> faults) {
    this(code, null, faults);
  }

  private Problem(ProblemCode code, @Nullable String detail, List<Fault> faults) {
    super(code.word());
    this.code = code;
    this.detail = detail;
    this.faults = List.copyOf(faults);
  }

  public ProblemCode code() {
    return code;
  }

  public @Nullable String detail() {
    return detail;
  }

  public List<Fault> faults() {
    return faults;
  }
}
