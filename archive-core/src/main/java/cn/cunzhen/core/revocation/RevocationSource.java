package cn.cunzhen.core.revocation;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.net.URI;

/**
 * How what issuers publish is reached.
 *
 * <p>Nothing that comes is believed for where it comes from. Whoever implements it bounds size and
 * time, and goes nowhere but where it is sent.
 */
public interface RevocationSource {
  /** What lies at the address: a revocation list, if it is what it should be. */
  Bytes list(URI at) throws IOException, InterruptedException;

  /** What comes for the question: an OCSP answer, if it is what it should be. */
  Bytes answer(URI at, Bytes question) throws IOException, InterruptedException;
}
