package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.Insurance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documents of one case speak of, and agree about. */
final class Facts {
  private static final Pattern WORD = Pattern.compile("\\{(\\w+)\\}");

  private final Map<String, String> facts = new HashMap<>();
  private final int wage;
  private final LocalDate from;
  private final LocalDate to;

  Facts(SampleCase sample, World world, Population population) {
    Dice dice = sample.dice().fork("facts");
    boolean contributions = sample.item().category().code().equals("ZJ");
    int months = contributions ? dice.between(1, 3) : dice.between(6, 240);
    this.wage = dice.between(32, 160) * 100 + dice.below(100);
    this.to = sample.acceptedAt().toLocalDate().withDayOfMonth(1).minusDays(1);
    this.from = to.withDayOfMonth(1).minusMonths(months - 1L);
    people(sample, dice, population);
    places(sample, dice, world);
    money(dice, Math.min(months, 12));
    put("item", sample.item().name().zh());
    put("insurance", name(sample.item().insurance()));
    put("number", sample.transactionId());
    put("accepted", date(sample.acceptedAt().toLocalDate()));
    put("completed", date(sample.completedAt().toLocalDate()));
    put("from", date(from));
    put("to", date(to));
    put("months", String.valueOf(months));
    put("count", String.valueOf(dice.between(12, 860)));
    put("grade", "六七八九十".substring(months % 5, months % 5 + 1));
    put("reason", dice.pick(world.reasons()));
    put("post", dice.pick(world.posts()));
    put("diagnosis", dice.pick(world.diagnoses()));
  }

  /** The text with its words in braces replaced by what they stand for. */
  String tell(String text) {
    return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(get(word.group(1))));
  }

  String get(String fact) {
    String value = facts.get(fact);
    if (value == null) {
      throw new IllegalArgumentException("no such fact: " + fact);
    }
    return value;
  }

  int wage() {
    return wage;
  }

  LocalDate from() {
    return from;
  }

  static String date(LocalDate date) {
    return "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  static String money(long cents) {
    return String.format(Locale.ROOT, "%,.2f", cents / 100.0);
  }

  private void people(SampleCase sample, Dice dice, Population population) {
    Person person = sample.person();
    put("name", person.name());
    put("id", person.idNumber());
    put("sex", person.male() ? "男" : "女");
    put("birth", date(person.birth()));
    put("address", person.address());
    put("phone", "1" + dice.between(3, 9) + dice.digits(9));
    put("agent", population.name(dice, dice.chance(50)));
    put("employer", sample.employer().name());
    put("uscc", sample.employer().uscc());
    put("representative", sample.employer().representative());
    put("premises", sample.employer().address());
    put("account", "62" + dice.digits(17));
  }

  private void places(SampleCase sample, Dice dice, World world) {
    String region = sample.region().name();
    put("agency", sample.agencyName());
    put("hospital", region + dice.pick(world.hospitals()));
    put("bank", dice.pick(world.banks()) + region + "支行");
    put("police", region + "公安局" + dice.pick(world.streets()) + "派出所");
    put("registry", region + "市场监督管理局");
    put("health", region + "卫生健康委员会");
    put("skills", world.province() + "职业技能鉴定指导中心");
    put("elsewhere", "外省某市社会保险服务中心");
    put("topic", sample.item().name().zh());
  }

  private void money(Dice dice, int months) {
    put("wage", money(wage * 100L));
    put("base", money(wage * 100L * months));
    put("amount", money(wage * 24L * months + dice.below(100)));
  }

  private void put(String fact, String value) {
    facts.put(fact, value);
  }

  private static String name(Insurance insurance) {
    return switch (insurance) {
      case GENERAL -> "社会保险";
      case PENSION -> "基本养老保险";
      case MEDICAL -> "基本医疗保险";
      case UNEMPLOYMENT -> "失业保险";
      case WORK_INJURY -> "工伤保险";
      case MATERNITY -> "生育保险";
    };
  }
}
