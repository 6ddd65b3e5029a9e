package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  @Test
  void theSpecificationsExampleIsReadAndWritten() {
    String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

    Checkpoint checkpoint = Checkpoint.parse(text);

    assertThat(checkpoint)
        .isEqualTo(
            new Checkpoint(
                new Origin("example.com/behind-the-sofa"),
                20_852_163,
                new Sha256(Bytes.ofBase64(ROOT))));
    assertThat(checkpoint.format()).isEqualTo(text);
  }

  @Test
  void theSizesOfTheEmptyAndOfTheLargestTreeAreRead() {
    String empty = "origin\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    String largest = "origin\n9223372036854775807\n" + ROOT + "\n";

    assertThat(Checkpoint.parse(empty).root()).isEqualTo(TreeHash.EMPTY_ROOT);
    assertThat(Checkpoint.parse(largest).size()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n\n",
        "origin\n7\n" + ROOT,
        "origin\n7\n" + ROOT + "\n\n",
        "origin\n7\n" + ROOT + "\nextension\n",
        "origin\n7\n\n" + ROOT + "\n",
        "\norigin\n7\n" + ROOT + "\n",
        "\n7\n" + ROOT + "\n",
        "origin\n\n" + ROOT + "\n",
        "origin\n7\n\n",
        "origin\n007\n" + ROOT + "\n",
        "origin\n+7\n" + ROOT + "\n",
        "origin\n-7\n" + ROOT + "\n",
        "origin\n-0\n" + ROOT + "\n",
        "origin\n 7\n" + ROOT + "\n",
        "origin\n7 \n" + ROOT + "\n",
        "origin\n0x7\n" + ROOT + "\n",
        "origin\n7.0\n" + ROOT + "\n",
        "origin\n٧\n" + ROOT + "\n",
        "origin\n9223372036854775808\n" + ROOT + "\n",
        "origin\n0\n" + ROOT + "\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n7\n CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2IA\n",
        "origin\r\n7\r\n" + ROOT + "\r\n",
        "ori\u0000gin\n7\n" + ROOT + "\n"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOriginIsOneLineOfText() {
    assertThat(new Origin("any text + 空格")).hasToString("any text + 空格");
    for (String origin : List.of("", "\n", "a\nb", "a\tb", "\udc00")) {
      assertThatThrownBy(() -> new Origin(origin)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
