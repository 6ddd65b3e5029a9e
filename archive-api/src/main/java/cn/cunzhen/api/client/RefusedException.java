package cn.cunzhen.api.client;

import cn.cunzhen.api.client.Reply.Refused;

/** The archive answered, and said no. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refused refused;

  RefusedException(Refused refused) {
    super(refused.says());
    this.refused = refused;
  }

  public Refused refused() {
    return refused;
  }
}
