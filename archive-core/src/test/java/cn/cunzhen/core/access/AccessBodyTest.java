package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessBodyTest {
  private static final String FIRST = "0a".repeat(16);
  private static final String SECOND = "0b".repeat(16);

  private static Access from(@Nullable String address) {
    return new Access(
        Instant.parse("2026-11-21T01:02:03.004Z"),
        "clerk",
        Role.CLERK,
        "460100-SI",
        "A03",
        Action.FILE,
        new RecordId("a".repeat(26)),
        1,
        "核对办件材料",
        Access.Outcome.GRANTED,
        address);
  }

  private static AccessBody body(@Nullable String address, String salt) {
    return new AccessBody(from(address), Bytes.ofHex(salt));
  }

  @Test
  void itsOpenFormHasTheAddressAsASaltedDigest() {
    AccessBody body = body("10.1.2.3", FIRST + SECOND);
    Bytes salted = Bytes.joined(java.util.List.of(Bytes.ofHex(SECOND), Bytes.utf8("10.1.2.3")));

    assertThat(body.open().utf8())
        .isEqualTo(
            """
            {"account":"clerk","action":"file","agency":"460100-SI","at":"2026-11-21T01:02:03.004Z",\
            "file":1,"fromDigest":"%s","outcome":"granted","purpose":"核对办件材料",\
            "record":"%s","role":"clerk","salt":"%s","window":"A03"}\
            """
                .formatted(Sha256.of(salted).hex(), "a".repeat(26), FIRST));
    assertThat(body.format().utf8()).contains("\"from\":\"10.1.2.3\"", FIRST + SECOND);
  }

  @Test
  void itsLeafIsTheDigestOfTheOpenForm() {
    AccessBody body = body("10.1.2.3", FIRST + SECOND);

    assertThat(body.leaf().utf8()).isEqualTo(Sha256.of(body.open()).hex());
    assertThat(AccessBody.leafOf(body.open())).isEqualTo(body.leaf());
  }

  @Test
  void theOpenFormDoesNotSayWhetherTheAddressIsKnown() {
    String known = body("10.1.2.3", FIRST + SECOND).open().utf8();
    String unknown = body(null, FIRST + SECOND).open().utf8();

    assertThat(unknown.replaceAll("[0-9a-f]{64}", ""))
        .isEqualTo(known.replaceAll("[0-9a-f]{64}", ""));
    assertThat(unknown).isNotEqualTo(known);
  }

  @Test
  void aBodyOfBeforeIsItsOwnOpenForm() {
    AccessBody body = body("10.1.2.3", FIRST);

    assertThat(body.open()).isEqualTo(body.format());
    assertThat(body.leaf().utf8()).isEqualTo(Sha256.of(body.format()).hex());
    assertThat(AccessBody.parse(body.format())).isEqualTo(body);
  }

  @Test
  void bothFormsAreReadBackAsTheyWereWritten() {
    for (AccessBody body :
        new AccessBody[] {body("10.1.2.3", FIRST + SECOND), body(null, FIRST + SECOND)}) {
      assertThat(AccessBody.parse(body.format())).isEqualTo(body);
      assertThat(AccessBody.parse(body.format()).leaf()).isEqualTo(body.leaf());
      assertThatThrownBy(() -> AccessBody.parse(body.open()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 31, 33})
  void aSaltOfAnotherLengthIsNone(int bytes) {
    assertThatThrownBy(() -> body("10.1.2.3", "0a".repeat(bytes)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
