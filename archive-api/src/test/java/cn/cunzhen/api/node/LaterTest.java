package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.revocation.ListMemory;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof long after it was made, by the commands of the page for those who trust nothing. */
class LaterTest {
  private static final Duration ELEVEN_YEARS = Duration.ofDays(11 * 365);
  private static final Bytes RECORD = Bytes.utf8("{\"id\":\"档案\"}");
  private static final Bytes CHECKPOINT = Bytes.utf8("cunzhen.archive/1\n7\nAAAA\n");

  @TempDir private Path folder;
  private Path proof = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    proof = folder.resolve("proof");
    Files.createDirectories(proof.resolve("timestamps"));
  }

  @Test
  void certificatesThatHaveExpiredAreJudgedAtTheTimeOfTheStamp() throws Exception {
    write(sealedAt(Instant.now().minus(ELEVEN_YEARS)));

    assertThat(run(VerifyByHand.commandsForLater())).isZero();
  }

  @Test
  void withoutThatTimeTheyFail() throws Exception {
    write(sealedAt(Instant.now().minus(ELEVEN_YEARS)));

    assertThat(run(VerifyByHand.commandsForLater().replace("-attime \"$at\"", ""))).isNotZero();
  }

  @Test
  void anotherRecordFailsAtAnyTime() throws Exception {
    write(sealedAt(Instant.now().minus(ELEVEN_YEARS)));
    Files.writeString(proof.resolve("record.json"), "{}");

    assertThat(run(VerifyByHand.commandsForLater())).isNotZero();
  }

  @Test
  void aSealWhoseCertificateWasNotRevokedPassesAndOneThatWasFails() throws Exception {
    ArchiveKeys keys = sealedAt(Instant.now().minusSeconds(60));
    OwnLists lists =
        new OwnLists(
            new MemoryStore(Clock.systemUTC()).heads(),
            keys.issuers(),
            ListMemory.NONE,
            Clock.systemUTC());
    write(keys);

    Files.write(folder.resolve("ca.crl"), lists.renew().getFirst().der().toArray());
    assertThat(run(VerifyByHand.commandsForRevocation())).isZero();

    var seal = Objects.requireNonNull(keys.certificates().get("seal"));
    var list = lists.revoke(seal, RevocationReason.KEY_COMPROMISE);
    Files.write(folder.resolve("ca.crl"), list.der().toArray());
    assertThat(run(VerifyByHand.commandsForRevocation())).isNotZero();
  }

  private int run(String commands) throws Exception {
    return VerifyByHand.run(proof, commands);
  }

  /** Keys of that time, with which a record was sealed and a checkpoint stamped then. */
  private ArchiveKeys sealedAt(Instant time) throws IOException {
    Clock then = Clock.fixed(time, ZoneOffset.UTC);
    ArchiveKeys keys = ArchiveKeys.create(new SecureRandom(), then);
    TimeStampRequest request =
        TimeStampRequest.of(Sha256.of(CHECKPOINT), Floors.random(new SecureRandom(), 16));
    BuiltInAuthority authority =
        new BuiltInAuthority(keys.timeStamps(), then, () -> Floors.random(new SecureRandom(), 16));
    Bytes token = request.token(authority.answer(request.der())).der();
    Bytes seal = keys.sealer(Set.of(SealSuite.P256)).seal(RECORD, time).getFirst().der();
    Files.write(proof.resolve("timestamps/1.tst"), token.toArray());
    Files.write(proof.resolve("seal.p7s"), seal.toArray());
    return keys;
  }

  private void write(ArchiveKeys keys) throws IOException {
    Files.write(proof.resolve("record.json"), RECORD.toArray());
    Files.write(proof.resolve("text"), CHECKPOINT.toArray());
    Files.writeString(folder.resolve("ca.pem"), keys.anchors().pem());
    Files.writeString(proof.resolve("stamp-ca.pem"), keys.anchors().pem());
  }
}
