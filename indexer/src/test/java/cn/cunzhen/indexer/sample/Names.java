package cn.cunzhen.indexer.sample;

import java.util.List;
import java.util.Random;

/** Names and numbers of nobody; the same number always gives the same. */
public final class Names {
  private static final List<String> SURNAMES =
      List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "符", "林", "欧阳", "司马");
  private static final List<String> GIVEN =
      List.of(
          "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀",
          "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "海", "燕", "志", "建");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private Names() {}

  public static String person(long number) {
    Random random = new Random(number * 31 + 7);
    String given = pick(GIVEN, random);
    return pick(SURNAMES, random) + (random.nextInt(3) == 0 ? given : given + pick(GIVEN, random));
  }

  /** A resident's id with a right check digit, of a region that does not exist. */
  public static String resident(long number) {
    Random random = new Random(number * 17 + 3);
    String digits =
        "4699%02d%04d%02d%02d%03d"
            .formatted(
                random.nextInt(100),
                1940 + random.nextInt(70),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                number % 1_000);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return digits + "10X98765432".charAt(sum % 11);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
