package cn.cunzhen.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigesterTest {
  @ParameterizedTest
  @CsvSource({
    "abc,66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
        + "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
  })
  void sm3IsThatOfGbt32905AnnexA(String message, String digest) {
    assertThat(Sm3.of(Bytes.utf8(message)).hex()).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,00000000",
    "abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,352441c2",
    "123456789,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225,cbf43926"
  })
  void sha256AndCrc32AreThoseOfTheStandards(String message, String sha256, String crc)
      throws IOException {
    Digests digests = Digester.of(Bytes.utf8(message).stream(), false);

    assertThat(digests.sha256().hex()).isEqualTo(sha256);
    assertThat(Integer.toHexString(digests.crc32())).isEqualTo(crc.replaceFirst("^0+(?=.)", ""));
    assertThat(digests.size()).isEqualTo(message.length());
    assertThat(digests.sm3()).isNull();
  }

  @Test
  void digestsDoNotDependOnHowTheContentIsCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] content = new byte[200_000];
    random.nextBytes(content);
    Digests whole = Digester.of(Bytes.of(content).stream(), true);

    Digester digester = new Digester(true);
    for (int at = 0; at < content.length; ) {
      int length = Math.min(random.nextInt(5_000), content.length - at);
      digester.update(content, at, length);
      at += length;
    }

    assertThat(digester.finish()).as("seed %d", seed).isEqualTo(whole);
    assertThat(whole.sha256()).isEqualTo(Sha256.of(content));
    assertThat(whole.sm3()).isEqualTo(Sm3.of(Bytes.of(content)));
  }
}
