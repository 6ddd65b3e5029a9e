package cn.cunzhen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void joinedBytesStandOneAfterTheOther() {
    Bytes a = Bytes.utf8("存");
    Bytes b = Bytes.utf8("");
    Bytes c = Bytes.utf8("真\n");

    assertThat(Bytes.joined(List.of(a, b, c, a))).isEqualTo(Bytes.utf8("存真\n存"));
    assertThat(Bytes.joined(List.of())).isEqualTo(Bytes.utf8(""));
  }

  @Test
  void whatIsAddedToADigestIsWhatTheBytesAre() throws Exception {
    Bytes bytes = Bytes.utf8("abc");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");

    bytes.addTo(digest);

    // FIPS 180-4, the example of one block
    assertThat(Bytes.of(digest.digest()).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
