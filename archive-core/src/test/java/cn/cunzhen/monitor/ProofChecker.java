package cn.cunzhen.monitor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Checks a proof file (C2SP tlog-proof). */
public final class ProofChecker {
  private ProofChecker() {}

  /** Whether it shows that the log of that origin and key holds the entry. */
  public static boolean proves(byte[] proof, byte[] entry, String origin, String verifierKey) {
    try {
      String text = new String(proof, StandardCharsets.UTF_8);
      int blank = text.indexOf("\n\n");
      List<String> lines = new ArrayList<>(text.substring(0, blank).lines().toList());
      if (!lines.removeFirst().equals("c2sp.org/tlog-proof@v1")) {
        return false;
      }
      lines.removeIf(line -> line.startsWith("extra "));
      long index = Long.parseLong(lines.removeFirst().replaceFirst("^index ", ""));
      List<byte[]> path = lines.stream().map(Base64.getDecoder()::decode).toList();
      byte[] note = text.substring(blank + 2).getBytes(StandardCharsets.UTF_8);
      SignedCheckpoint checkpoint = SignedCheckpoint.open(note, verifierKey);
      return checkpoint.origin().equals(origin) && checkpoint.includes(entry, index, path);
    } catch (LogMisbehaved | IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
