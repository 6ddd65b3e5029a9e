package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL is the judge of what we make, and makes what we judge. */
class TimeStampTest {
  private static final ArchiveKeys KEYS = SampleKeys.archive();
  private static final Instant NOW = SampleKeys.MADE.plus(Duration.ofDays(1));
  private static final Sha256 STAMPED = Sha256.of(Bytes.utf8("checkpoint"));
  private static final Sha256 OTHER = Sha256.of(Bytes.utf8("another checkpoint"));
  private static final SecureRandom RANDOM = SampleKeys.random("stamps");
  private static final TimeStampVerifier OURS = new TimeStampVerifier(KEYS.anchors());

  @TempDir Path folder;

  @Test
  void aStampGivesTheTimeOfItsAuthorityAndHolds() throws Exception {
    TimeStamp stamp = stamp(NOW);

    assertThat(stamp.time()).isEqualTo(NOW);
    assertThat(stamp.authority()).contains("Archive time stamps");
    assertThat(OURS.verify(stamp, STAMPED)).isEmpty();
    assertThat(TimeStamp.parse(stamp.der())).isEqualTo(stamp);
  }

  @Test
  void opensslVerifiesTheStamp() throws Exception {
    Files.write(folder.resolve("token"), stamp(NOW).der().toArray());
    Files.writeString(folder.resolve("ca.pem"), KEYS.anchors().pem());

    assertThat(opensslVerifies(STAMPED)).contains("Verification: OK");
    assertThat(opensslVerifies(OTHER)).contains("message imprint mismatch");
  }

  private String opensslVerifies(Sha256 digest) {
    return Judge.run(
            folder,
            "openssl",
            "ts",
            "-verify",
            "-digest",
            digest.hex(),
            "-in",
            "token",
            "-token_in",
            "-CAfile",
            "ca.pem",
            "-attime",
            "" + NOW.getEpochSecond())
        .output();
  }

  @Test
  void aStampOverSomethingElseIsNamed() throws Exception {
    assertThat(OURS.verify(stamp(NOW), OTHER)).containsExactly(TimeStampFault.IMPRINT);
  }

  @Test
  void aStampOfAStrangerIsNamed() throws Exception {
    ArchiveKeys stranger = ArchiveKeys.create(SampleKeys.random("stranger"), SampleKeys.CLOCK);

    assertThat(new TimeStampVerifier(stranger.anchors()).verify(stamp(NOW), STAMPED))
        .containsExactly(TimeStampFault.CHAIN);
    assertThat(new TimeStampVerifier(Anchors.NONE).verify(stamp(NOW), STAMPED))
        .containsExactly(TimeStampFault.CHAIN);
  }

  @Test
  void aStampFromBeforeOrAfterItsCertificateIsNamed() throws Exception {
    Instant before = SampleKeys.MADE.minus(Duration.ofDays(1));
    Instant after = SampleKeys.MADE.plus(Duration.ofDays(11 * 365));

    assertThat(OURS.verify(stamp(before), STAMPED)).contains(TimeStampFault.VALIDITY);
    assertThat(OURS.verify(stamp(after), STAMPED)).contains(TimeStampFault.VALIDITY);
  }

  @Test
  void noByteOfAStampCanBeChangedSoThatItSaysSomethingElse() throws Exception {
    TimeStamp stamp = stamp(NOW);
    List<Integer> believed = new ArrayList<>();

    for (int at = 0; at < stamp.der().size(); at++) {
      byte[] changed = stamp.der().toArray();
      changed[at] ^= 1;
      if (saysSomethingElse(Bytes.of(changed), stamp)) {
        believed.add(at);
      }
    }

    assertThat(believed).isEmpty();
  }

  private static boolean saysSomethingElse(Bytes changed, TimeStamp stamp) {
    try {
      TimeStamp read = TimeStamp.parse(changed);
      return OURS.verify(read, STAMPED).isEmpty()
          && !(read.time().equals(stamp.time()) && read.authority().equals(stamp.authority()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void whatFollowsATokenIsNotPassedOver() throws Exception {
    byte[] der = stamp(NOW).der().toArray();
    byte[] longer = Arrays.copyOf(der, der.length + 1);

    assertThatThrownBy(() -> TimeStamp.parse(Bytes.of(longer)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeStamp.parse(Bytes.utf8("token")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeStamp.parse(Bytes.of(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAnswerToAnotherRequestIsNotTaken() throws Exception {
    Bytes answer = authority(NOW).answer(request(STAMPED).der());

    assertThatThrownBy(() -> request(STAMPED).token(answer)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> request(OTHER).token(answer)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> request(STAMPED).token(Bytes.utf8("<html>")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRefusalIsSaidInTheAuthoritysWords() throws Exception {
    TimeStampResponse refusal =
        new TimeStampResponseGenerator(null, Set.of())
            .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.timeNotAvailable, "no clock");

    assertThatThrownBy(() -> request(STAMPED).token(Bytes.of(refusal.getEncoded())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no clock");
  }

  @Test
  void theStampOfAnAuthorityOutsideHoldsByItsOwnRoots() throws Exception {
    OpenSslAuthority outside = OpenSslAuthority.in(folder);
    TimeStampRequest request = request(STAMPED);

    TimeStamp stamp = request.token(outside.answer(request.der()));

    Anchors theirs = Anchors.parse(Files.readString(outside.anchors()));
    assertThat(new TimeStampVerifier(theirs).verify(stamp, STAMPED)).isEmpty();
    assertThat(new TimeStampVerifier(KEYS.anchors().and(theirs)).verify(stamp, STAMPED)).isEmpty();
    assertThat(new TimeStampVerifier(theirs).verify(stamp, OTHER))
        .containsExactly(TimeStampFault.IMPRINT);
    assertThat(OURS.verify(stamp, STAMPED)).containsExactly(TimeStampFault.CHAIN);
  }

  @Test
  void aCertificateThatIsNotOnTheWayToTheRootEndsNothing() throws Exception {
    TimeStamp stamp = stamp(NOW);

    TimeStamp crowded = CrowdedToken.of(stamp, Duration.ofHours(1));

    assertThat(OURS.verify(crowded, STAMPED)).isEmpty();
    assertThat(OURS.certifiedUntil(crowded)).isEqualTo(OURS.certifiedUntil(stamp));
    assertThat(OURS.certifiedUntil(stamp))
        .isEqualTo(KEYS.timeStamps().certificate().getNotAfter().toInstant());
  }

  private static TimeStamp stamp(Instant time) throws IOException {
    TimeStampRequest request = request(STAMPED);
    return request.token(authority(time).answer(request.der()));
  }

  private static BuiltInAuthority authority(Instant time) {
    return new BuiltInAuthority(
        KEYS.timeStamps(), Clock.fixed(time, ZoneOffset.UTC), TimeStampTest::random);
  }

  private static TimeStampRequest request(Sha256 digest) {
    return TimeStampRequest.of(digest, random());
  }

  private static Bytes random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
