package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealVerifierTest {
  private static final Bytes CONTENT = Bytes.utf8("{\"content\":\"档案\"}");
  private static final Instant TIME = Instant.parse("2026-11-21T01:13:41.250Z");
  private static final ArchiveKeys KEYS = SampleKeys.archive();

  private final SealVerifier verifier = new SealVerifier(KEYS.anchors());

  @Test
  void sealsOfEverySuiteHold() {
    List<Seal> seals = KEYS.sealer(EnumSet.allOf(SealSuite.class)).seal(CONTENT, TIME);

    assertThat(seals).extracting(Seal::suite).containsExactly(SealSuite.P256, SealSuite.SM2);
    for (Seal seal : seals) {
      SealVerdict verdict = verifier.verify(seal, CONTENT);
      assertThat(verdict.faults()).isEmpty();
      assertThat(verdict.signedAt()).isEqualTo("2026-11-21T01:13:41Z");
      assertThat(verdict.signer()).startsWith("CN=Archive ");
    }
  }

  @Test
  void theSameContentAtTheSameTimeHasTheSameSeals() {
    Sealer sealer = KEYS.sealer(EnumSet.allOf(SealSuite.class));

    assertThat(sealer.seal(CONTENT, TIME)).isEqualTo(sealer.seal(CONTENT, TIME));
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitAnywhereInASealIsNoticed(SealSuite suite) {
    Seal seal = seal(suite);
    for (int bit = 0; bit < seal.der().size() * 8; bit++) {
      byte[] der = seal.der().toArray();
      der[bit / 8] ^= (byte) (1 << bit % 8);

      SealVerdict verdict = verifier.verify(new Seal(suite, Bytes.of(der)), CONTENT);

      assertThat(verdict.holds()).as("bit %d", bit).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherContentIsNoticed(SealSuite suite) {
    SealVerdict verdict = verifier.verify(seal(suite), Bytes.utf8("other"));

    assertThat(verdict.faults()).containsExactly(SealFault.CONTENT);
  }

  private static Seal seal(SealSuite suite) {
    return KEYS.sealer(List.of(suite)).seal(CONTENT, TIME).getFirst();
  }
}
