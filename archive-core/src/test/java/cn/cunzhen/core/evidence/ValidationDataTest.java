package cn.cunzhen.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationDataTest {
  private static final Sha256 A = new Sha256(Bytes.of(new byte[32]));
  private static final Sha256 B = Sha256.of(Bytes.utf8("b"));
  private static final ValidationData DATA =
      new ValidationData(7, List.of(B, A, B), List.of(B), List.of());

  @Test
  void itHasOneForm() {
    assertThat(DATA.format().utf8())
        .isEqualTo(
            "{\"answers\":[],\"certificates\":[\"%s\",\"%s\"],\"lists\":[\"%s\"],\"to\":7}"
                .formatted(A.hex(), B.hex(), B.hex()));
    assertThat(EvidenceObject.parse(DATA.format())).isEqualTo(DATA);
  }

  @Test
  void anythingElseIsNeitherThisNorARenewal() {
    String one = DATA.format().utf8();
    for (String other :
        List.of(
            "{}",
            one.replace("7", "-1"),
            one.replace("7", "\"7\""),
            one.replace("7", "7,\"x\":1"),
            one.replace("\"answers\":[],", ""),
            one.replace("[]", "{}"),
            one.replace(A.hex(), B.hex()),
            one.replace(A.hex(), "00"),
            one.replace(
                "\"%s\",\"%s\"".formatted(A.hex(), B.hex()),
                "\"%s\",\"%s\"".formatted(B.hex(), A.hex())))) {
      assertThatThrownBy(() -> EvidenceObject.parse(Bytes.utf8(other)))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void itStandsAmongRenewalsAndTakesANumberWithoutBeingOne() {
    History history = History.NONE.with(List.of(Optional.of(DATA)));

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.lines()).isEmpty();
    assertThat(history.renewals()).isEmpty();
    assertThat(history.validation()).containsExactly(DATA);
  }
}
