package cn.cunzhen.core.longterm;

import java.util.List;

/** A seal can't be given in the form that was asked for. Names every obstacle. */
public final class UnattainableException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Obstacle> obstacles;

  public UnattainableException(List<Obstacle> obstacles) {
    super("the seal can't be given in this form: " + obstacles);
    this.obstacles = List.copyOf(obstacles);
  }

  public List<Obstacle> obstacles() {
    return obstacles;
  }
}
