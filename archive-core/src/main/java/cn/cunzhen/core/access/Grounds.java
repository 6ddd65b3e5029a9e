package cn.cunzhen.core.access;

/**
 * What a caller brings to a reading.
 *
 * @param purpose whether it has said what for
 * @param grant whether a second person has granted it this very record, and the time is not up
 */
public record Grounds(boolean purpose, boolean grant) {
  /** The same with a grant. */
  public Grounds granted() {
    return new Grounds(purpose, true);
  }
}
