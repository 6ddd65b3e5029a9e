package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.witness.OutsideWitnesses;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.core.witness.Cosigning;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who cosigns the ledger's checkpoints, and what they have cosigned.
 *
 * @param policy null where the ledger has no witnesses
 * @param cosigning null likewise
 */
record Witnesses(
    @Nullable TrustPolicy policy, Cosignatures cosignatures, @Nullable Cosigning cosigning) {
  static Witnesses start(Configuration configuration, Floors floors, ServedLog ledger, Parts parts)
      throws IOException {
    Cosignatures kept = new Cosignatures(floors.store().heads(), "ledger");
    Path file = configuration.witnessPolicy();
    if (file == null) {
      return new Witnesses(null, kept, null);
    }
    TrustPolicy policy = read(file);
    OutsideWitnesses asking = parts.add(new OutsideWitnesses());
    Cosigning cosigning =
        parts.add(Cosigning.start(ledger, policy, kept, asking, configuration.witnessTime()));
    return new Witnesses(policy, kept, cosigning);
  }

  private static TrustPolicy read(Path file) throws IOException {
    try {
      return TrustPolicy.parse(Bytes.of(Files.readAllBytes(file)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no trust policy: " + e.getMessage(), e);
    }
  }
}
