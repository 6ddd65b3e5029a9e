package cn.cunzhen.core.bag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.storage.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageKeyTest {
  private static final Sha256 DIGEST =
      Sha256.ofHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  @Test
  void aKeyIsMadeOfIdVersionAndDigest() {
    PackageKey key = PackageKey.of(SampleRecords.ID, 12, DIGEST);

    assertThat(key.format().value())
        .isEqualTo("records/01/23/0123456789abcdefghijklmnop/v12-n9s1dfsf077ukga183f5rbh24e.zip");
    assertThat(PackageKey.parse(key.format())).isEqualTo(key);
    assertThat(key.names(DIGEST)).isTrue();
    assertThat(key.names(Sha256.ofHex("00".repeat(32)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records/01/23/0123456789abcdefghijklmnop/v0-n9s1dfsf077ukga183f5rbh24e.zip",
        "records/01/23/0123456789abcdefghijklmnop/v01-n9s1dfsf077ukga183f5rbh24e.zip",
        "records/01/23/0123456789abcdefghijklmnop/v1-N9s1dfsf077uki1181f5rbh24e.zip",
        "records/01/23/0123456789abcdefghijklmnop/v1-n9s1dfsf077ukga183f5rbh24.zip",
        "records/01/24/0123456789abcdefghijklmnop/v1-n9s1dfsf077ukga183f5rbh24e.zip",
        "records/01/23/0123456789abcdefghijklmnop/v1-n9s1dfsf077ukga183f5rbh24e.ZIP",
        "records/01/23/0123456789abcdefghijklmnop/e-x.p7s",
        "evidence/n9s1dfsf077ukga183f5rbh24e"
      })
  void nothingElseIsTheKeyOfAPackage(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> PackageKey.parse(ObjectKey.of(key)));
  }
}
