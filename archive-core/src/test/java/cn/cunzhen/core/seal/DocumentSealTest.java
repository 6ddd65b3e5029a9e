package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentSealTest {
  private static final ArchiveKeys KEYS = SampleKeys.archive();
  private static final Instant NOW = SampleKeys.MADE.plusSeconds(60);
  private static final Sha256 DIGEST = Sha256.of(Bytes.utf8("what is sealed"));
  private static final int ROOM = 3_000;
  private static final TimeStampAuthority DOWN =
      request -> {
        throw new IOException("down");
      };

  private final DocumentSealVerifier verifier =
      new DocumentSealVerifier(KEYS.anchors(), KEYS.anchors());

  @Test
  void aSealHoldsAndSaysWhenItWasStamped() throws Exception {
    DocumentSealVerdict verdict = verifier.verify(seal(at(NOW)), DIGEST);

    assertThat(verdict.seal()).isEmpty();
    assertThat(verdict.stamp()).isEmpty();
    assertThat(verdict.time()).isEqualTo(NOW);
  }

  @Test
  void aSealTakesExactlyTheRoomThatItIsGiven() throws Exception {
    for (int room : new int[] {2_500, 2_501, 5_000, 16_384, 65_535}) {
      Bytes seal = KEYS.documentSealer(stamper(KEYS, List.of(at(NOW)))).seal(DIGEST, room);

      assertThat(seal.size()).isEqualTo(room);
      assertThat(verifier.verify(seal, DIGEST).seal()).isEmpty();
    }
  }

  @Test
  void aSealIsOverNothingElse() throws Exception {
    DocumentSealVerdict verdict =
        verifier.verify(seal(at(NOW)), Sha256.of(Bytes.utf8("something else")));

    assertThat(verdict.seal()).containsExactly(SealFault.CONTENT);
  }

  @Test
  void aSealOfAnotherArchiveLeadsToNoAnchor() throws Exception {
    ArchiveKeys others = ArchiveKeys.create(SampleKeys.random("another"), SampleKeys.CLOCK);
    Bytes seal =
        others.documentSealer(stamper(others, List.of(at(others, NOW)))).seal(DIGEST, ROOM);

    DocumentSealVerdict verdict = verifier.verify(seal, DIGEST);

    assertThat(verdict.seal()).containsExactly(SealFault.CHAIN);
    assertThat(verdict.stamp()).containsExactly(TimeStampFault.CHAIN);
  }

  @Test
  void aSealStampedAfterItsCertificateEndedIsNoneAnyMore() throws Exception {
    DocumentSealVerdict verdict = verifier.verify(late(), DIGEST);

    assertThat(verdict.seal()).contains(SealFault.VALIDITY);
  }

  @Test
  void noByteOfASealCanBeChangedUnnoticed() throws Exception {
    byte[] seal = seal(at(NOW)).toArray();
    for (int at = 0; at < seal.length; at++) {
      // Its third bit from the left tells small letters from capital ones.
      for (int bit : new int[] {5, at % 5}) {
        byte[] changed = seal.clone();
        changed[at] ^= (byte) (1 << bit);

        DocumentSealVerdict verdict = verifier.verify(Bytes.of(changed), DIGEST);

        assertThat(verdict.seal().isEmpty() && verdict.stamp().isEmpty())
            .as("bit %d of byte %d", bit, at)
            .isFalse();
      }
    }
  }

  @Test
  void theNextAuthorityStampsWhereTheFirstDoesNot() throws Exception {
    assertThat(verifier.verify(seal(DOWN, at(NOW)), DIGEST).time()).isEqualTo(NOW);
  }

  @Test
  void aStampThatDoesNotHoldIsNotTaken() throws Exception {
    ArchiveKeys others = ArchiveKeys.create(SampleKeys.random("another"), SampleKeys.CLOCK);
    Instant later = NOW.plusSeconds(1);

    assertThat(verifier.verify(seal(at(others, NOW), at(later)), DIGEST).time()).isEqualTo(later);
  }

  @Test
  void nothingIsSealedWithoutAStamp() {
    assertThatThrownBy(() -> seal(DOWN)).isInstanceOf(UnstampedException.class);
    assertThatThrownBy(() -> KEYS.documentSealer(stamper(KEYS, List.of(at(NOW)))).seal(DIGEST, 800))
        .isInstanceOf(UnstampedException.class);
  }

  private static Bytes seal(TimeStampAuthority... authorities) throws Exception {
    return KEYS.documentSealer(stamper(KEYS, List.of(authorities))).seal(DIGEST, ROOM);
  }

  /** By an authority that nobody asked whether its own certificate was still valid. */
  private static Bytes late() {
    Bytes signature = Bytes.of(sign());
    Instant late = SampleKeys.MADE.plus(Duration.ofDays(11 * 365));
    try {
      TimeStampRequest request =
          TimeStampRequest.of(DocumentSeal.imprint(signature), Bytes.utf8("0123456789abcdef"));
      TimeStamp stamp = request.token(at(late).answer(request.der()));
      return new DocumentSeal(key().chain(), DIGEST, signature, stamp, ROOM).format();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sign() {
    return key().sign(DocumentSeal.signedAttributes(key().certificate(), DIGEST).toArray());
  }

  private static SigningKey key() {
    return KEYS.seal(SealSuite.P256);
  }

  private static TimeStamper stamper(ArchiveKeys keys, List<TimeStampAuthority> authorities) {
    return new TimeStamper(
        authorities, new TimeStampVerifier(keys.anchors()), () -> Bytes.utf8("0123456789abcdef"));
  }

  private static TimeStampAuthority at(Instant time) {
    return at(KEYS, time);
  }

  private static TimeStampAuthority at(ArchiveKeys keys, Instant time) {
    return new BuiltInAuthority(
        keys.timeStamps(), Clock.fixed(time, ZoneOffset.UTC), () -> Bytes.utf8("serial"));
  }
}
