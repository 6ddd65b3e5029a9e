package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;

/** Whoever says what time it is: takes an RFC 3161 request and gives a response, both in DER. */
@FunctionalInterface
public interface TimeStampAuthority {
  /**
   * Asks for a time stamp.
   *
   * @param request a TimeStampReq (RFC 3161 §2.4.1)
   * @return a TimeStampResp (RFC 3161 §2.4.2), which may be a refusal, and need not be right
   * @throws IOException if nobody answers
   */
  Bytes answer(Bytes request) throws IOException, InterruptedException;
}
