package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.api.bench.Stock.Text;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws questions of each kind about a stock of records. */
final class Probes {
  private static final long SEED = 7;
  private static final int TRIES = 10_000;
  private static final int LONGEST = 14;

  /** Simplified characters, each followed by its traditional form. */
  private static final String FORMS =
      "张張陈陳刘劉黄黃赵趙吴吳杨楊孙孫马馬罗羅郑鄭谢謝韩韓冯馮邓鄧许許苏蘇吕呂叶葉阎閻卢盧蒋蔣贾賈邹鄒陆陸顾顧"
          + "龙龍万萬钱錢汤湯丽麗华華国國军軍红紅伟偉强強兰蘭宝寶凤鳳云雲飞飛东東荣榮庆慶银銀锋鋒涛濤园園";

  private final Stock stock;
  private final long samples;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** About the texts of the stock, and so many of its samples. */
  Probes(Stock stock, long samples) {
    this.stock = stock;
    this.samples = samples;
  }

  /** Some of one kind; none of those that ask for texts where there are none. */
  List<Probe> draw(Kind kind, int number) {
    List<Probe> probes = new ArrayList<>();
    if (kind.isOfTexts() && stock.texts().isEmpty()) {
      return probes;
    }
    for (int i = 0; i < TRIES && probes.size() < number; i++) {
      (kind.isOfTexts() ? ofText(kind) : ofSample(kind)).ifPresent(probes::add);
    }
    return probes;
  }

  private Optional<Probe> ofSample(Kind kind) {
    ArchivalRecord target = stock.sample(random.nextLong(samples));
    boolean company = kind == Kind.HALF_A_COMPANY;
    return target.holders().stream()
        .filter(holder -> holder.idType() == (company ? IdType.USCC : IdType.RESIDENT_ID))
        .findAny()
        .flatMap(holder -> ofSample(kind, target, holder));
  }

  private Optional<Probe> ofSample(Kind kind, ArchivalRecord target, Holder holder) {
    String name = holder.name();
    String number = holder.number();
    Predicate<Hit> sameNumber = holder((one, _) -> one.number().equals(number));
    Predicate<Hit> sameName = holder((one, _) -> one.name().equals(name));
    return switch (kind) {
      case ID_NUMBER -> sample(kind, number, target, holder, sameNumber);
      case FULL_WIDTH -> sample(kind, wide(number), target, holder, sameNumber);
      case WRONG_DIGIT -> sample(kind, mistyped(number), target, holder, sameNumber);
      case PART_OF_ID -> {
        String part = number.substring(8 + random.nextInt(3));
        yield sample(kind, part, target, holder, hit -> has(hit, part));
      }
      case TRANSACTION ->
          sample(
              kind,
              target.transactionId(),
              target,
              holder,
              hit -> hit.record().equals(target.id()));
      case NAME -> sample(kind, name, target, holder, sameName);
      case TRADITIONAL -> {
        String traditional = traditional(name);
        yield traditional.equals(name)
            ? Optional.empty()
            : sample(kind, traditional, target, holder, sameName);
      }
      case HALF_A_COMPANY -> {
        int half = name.length() / 2;
        int from = random.nextInt(name.length() - half + 1);
        String part = name.substring(from, from + half);
        yield sample(kind, part, target, holder, holder((one, _) -> one.name().contains(part)));
      }
      case PINYIN -> {
        String letters = Sound.of(name).getFirst().replace("'", "");
        yield sample(kind, letters, target, holder, holder((one, _) -> sounds(letters, one)));
      }
      case INITIALS -> {
        String initials = initials(Sound.of(name).getFirst());
        yield sample(kind, initials, target, holder, holder((one, _) -> sounds(initials, one)));
      }
      case NAME_AND_ITEM -> {
        String item = target.item().name().substring(0, Math.min(4, target.item().name().length()));
        Predicate<Hit> right =
            holder((one, about) -> one.name().equals(name) && about.itemName().contains(item));
        yield sample(kind, name + " " + item, target, holder, right);
      }
      case NAME_AND_DATE -> {
        String date = target.completedAt().toLocalDate().toString();
        Predicate<Hit> right =
            holder((one, about) ->
                one.name().equals(name)
                    && about.completedAt().toLocalDate().toString().equals(date));
        yield sample(kind, name + " " + date, target, holder, right);
      }
      case NAME_AND_BIRTHDAY -> {
        String birthday = number.substring(6, 14);
        Predicate<Hit> right =
            holder((one, _) -> one.name().equals(name) && one.number().contains(birthday));
        yield sample(kind, name + " " + birthday, target, holder, right);
      }
      case WRONG_CHARACTER, TITLE, TEXT_OF_2_TO_3, TEXT_OF_4_TO_8, TWO_WORDS -> Optional.empty();
    };
  }

  private Optional<Probe> ofText(Kind kind) {
    int index = random.nextInt(stock.texts().size());
    Text text = stock.texts().get(index);
    Optional<String> some =
        switch (kind) {
          case TITLE -> Optional.of(text.title());
          case TEXT_OF_2_TO_3 -> words(text, 2 + random.nextInt(2));
          case TEXT_OF_4_TO_8 -> words(text, 4 + random.nextInt(5));
          case TWO_WORDS -> words(text, 4).flatMap(a -> words(text, 3).map(b -> a + " " + b));
          default -> words(text, LONGEST - random.nextInt(7));
        };
    return some.map(words -> {
      String typed = kind == Kind.WRONG_CHARACTER ? miswritten(words, text) : words;
      ArchivalRecord target = stock.text(index);
      Predicate<Hit> right = hit -> isRight(kind, words, stock.textOf(hit.record()));
      return new Probe(
          kind, typed, target, target.holders().getFirst(), List.of(Stock.TEXTS), right);
    });
  }

  private static boolean isRight(Kind kind, String words, @Nullable Text text) {
    if (text == null) {
      return false;
    }
    return kind == Kind.TITLE
        ? text.title().equals(words)
        : List.of(words.split(" ")).stream().allMatch(text::says);
  }

  private static Optional<Probe> sample(
      Kind kind, String typed, ArchivalRecord target, Holder holder, Predicate<Hit> right) {
    return Optional.of(new Probe(kind, typed, target, holder, List.of(), right));
  }

  private static Predicate<Hit> holder(BiPredicate<Holder, Description> right) {
    return hit -> {
      Description about = hit.description();
      return about != null && about.holders().stream().anyMatch(one -> right.test(one, about));
    };
  }

  private static boolean has(Hit hit, String part) {
    Description about = hit.description();
    return about != null
        && (about.transactionId().contains(part)
            || about.archiveNumber().contains(part)
            || about.holders().stream().anyMatch(holder -> holder.number().contains(part)));
  }

  private static String wide(String text) {
    return text.codePoints()
        .mapToObj(c -> Character.toString(c + 0xFEE0))
        .collect(Collectors.joining());
  }

  private static String traditional(String name) {
    return name.codePoints()
        .map(c -> {
          int at = FORMS.indexOf(c);
          return at >= 0 && at % 2 == 0 ? FORMS.charAt(at + 1) : c;
        })
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String initials(String form) {
    StringBuilder initials = new StringBuilder();
    for (int at = 0; at < form.length(); at = form.indexOf('\'', at) + 1) {
      initials.append(form.charAt(at));
    }
    return initials.toString();
  }

  private static boolean sounds(String letters, Holder holder) {
    return Sound.of(holder.name()).stream().anyMatch(form -> abbreviates(letters, form));
  }

  /** Whether the letters are beginnings of all syllables, each at least one letter. */
  private static boolean abbreviates(String letters, String form) {
    int end = form.indexOf('\'');
    if (letters.isEmpty() || end < 0) {
      return letters.isEmpty() && end < 0;
    }
    for (int n = 1; n <= Math.min(end, letters.length()); n++) {
      if (letters.startsWith(form.substring(0, n))
          && abbreviates(letters.substring(n), form.substring(end + 1))) {
        return true;
      }
    }
    return false;
  }

  private String mistyped(String number) {
    int at = 6 + random.nextInt(10);
    char wrong = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
    return number.substring(0, at) + wrong + number.substring(at + 1);
  }

  private String miswritten(String words, Text text) {
    int at = random.nextInt(words.length());
    String other;
    do {
      other = words(text, 1).orElseThrow();
    } while (other.charAt(0) == words.charAt(at));
    return words.substring(0, at) + other + words.substring(at + 1);
  }

  /** So many characters of the text that nothing separates. */
  private Optional<String> words(Text text, int length) {
    Pattern run = Pattern.compile("[\\u4e00-\\u9fa5]{" + length + "}");
    Matcher matcher = run.matcher(text.body());
    return matcher.find(random.nextInt(text.body().length())) || matcher.find(0)
        ? Optional.of(matcher.group())
        : Optional.empty();
  }
}
