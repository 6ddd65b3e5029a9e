package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.revocation.RevocationReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDeskTest {
  @TempDir private Path data;

  @Test
  void whereNobodyCanSayWhomTheLostListNamedNoOtherIsSigned() throws Exception {
    Configuration configuration =
        Configuration.load(Optional.empty(), Map.of("ARCHIVE_DATA", data.toString()));
    try (RunningNode _ = RunningNode.on(data)) {
      // It makes the keys; a list may be there by now.
    }
    Path list = data.resolve("store/heads/state/crl-p256");
    boolean _ = Files.deleteIfExists(list);

    // As a node does that serves, and has not noticed yet.
    try (NodeFolder _ = NodeFolder.open(data);
        KeyDesk desk = KeyDesk.open(configuration)) {
      assertThat(
              desk.revoke(
                  Objects.requireNonNull(desk.keys().certificates().get("seal")),
                  RevocationReason.KEY_COMPROMISE))
          .isEqualTo(new KeyDesk.Outcome.ListMissing());
      assertThat(desk.remember()).isFalse();
    }

    assertThat(list).doesNotExist();
  }
}
