package cn.cunzhen.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.api.bench.Stock.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QualityTest {
  private static final long SEED = 20261122;
  private static final String WORDS =
      "社会保险 参保单位 缴费基数 养老待遇 申请材料 经办机构 应当 自收到之日起 三十个工作日 核定 补缴 滞纳金 个人账户 转移接续 "
          + "工伤认定 劳动能力 鉴定委员会 医疗费用 报销比例 失业登记 生育津贴 告知承诺 失信惩戒 监督检查 行政复议 依法 公布 备案 "
          + "不得 擅自 变更 注销 登记证 档案 保管期限 电子签名 效力 查询 授权 代理人 身份证明 银行账户 发放 暂停 恢复 追回";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatPeopleAskForIsAmongTheFirstTen(Searcher caller) throws Exception {
    try (Described index = Described.of(folder, new Stock(texts()), 3_000, _ -> {})) {
      Map<Kind, List<Probe>> probes = index.probes(40);

      Map<Kind, Quality> quality = Quality.of(index, caller, probes);

      assertThat(quality).containsOnlyKeys(Kind.values());
      quality.forEach((kind, each) -> {
        assertThat(each.found()).as(kind.words()).isGreaterThanOrEqualTo(0.99);
        assertThat(each.recall()).as(kind.words()).isGreaterThanOrEqualTo(0.99);
      });
    }
  }

  /** Each of some hundred words in any order, so that none is like another. */
  private static List<Text> texts() {
    Random random = new Random(SEED);
    String[] words = WORDS.split(" ", -1);
    List<Text> texts = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        body.append(words[random.nextInt(words.length)]);
        body.append(i % 12 == 11 ? "。\n" : i % 5 == 4 ? "，" : "");
      }
      String title = words[random.nextInt(words.length)] + words[random.nextInt(words.length)];
      texts.add(new Text(title + "办法第" + n + "号", body.toString()));
    }
    return texts;
  }
}
