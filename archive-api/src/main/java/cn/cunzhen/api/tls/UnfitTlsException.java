package cn.cunzhen.api.tls;

/** The server can't speak TLS with these files. Says why, what to do, and nothing of the key. */
public final class UnfitTlsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient TlsFault fault;

  UnfitTlsException(TlsFault fault) {
    super(fault.toString());
    this.fault = fault;
  }

  public TlsFault fault() {
    return fault;
  }
}
