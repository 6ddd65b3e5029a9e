package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The persons and employers of the world: a number stands for one, and always for the same.
 *
 * <p>No resident id begins with a city's own code (460100), as those of documentation examples do.
 */
final class Population {
  private static final LocalDate OLDEST = LocalDate.of(1946, 1, 1);
  private static final int BIRTH_DAYS = 58 * 365;
  private static final String LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] ORGANIZATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

  private final long seed;
  private final World world;
  private final List<String> surnames;
  private final List<String> maleNames;
  private final List<String> femaleNames;
  private final List<Region> halls = new ArrayList<>();
  private final Map<String, Integer> firstHalls = new HashMap<>();

  Population(long seed, World world) {
    this.seed = seed;
    this.world = world;
    this.surnames = List.of(world.surnames().split(" "));
    this.maleNames = List.of(world.maleNames().split(" "));
    this.femaleNames = List.of(world.femaleNames().split(" "));
    for (Region region : world.regions()) {
      firstHalls.put(region.code(), halls.size());
      for (int i = 0; i < region.windows(); i++) {
        halls.add(region);
      }
    }
  }

  Person person(long number) {
    Dice dice = Dice.of(seed, number).fork("person");
    Region region = region(dice);
    String district = dice.pick(region.districts());
    boolean male = dice.chance(50);
    LocalDate birth = OLDEST.plusDays(dice.below(BIRTH_DAYS));
    int sequence = dice.below(480) * 2 + (male ? 11 : 10);
    String address = address(dice, region, district);
    String id = residentId(district.substring(0, 6), birth, sequence);
    String name = name(dice, male);
    return switch (dice.below(100)) {
      case 0 ->
          new Person(
              dice.pick(world.foreigners()),
              male,
              birth,
              IdType.PASSPORT,
              "E" + dice.digits(8),
              region,
              address);
      case 1 -> new Person(name, male, birth, IdType.PERMIT, "H" + dice.digits(8), region, address);
      default -> new Person(name, male, birth, IdType.RESIDENT_ID, id, region, address);
    };
  }

  Employer employer(long number) {
    Dice dice = Dice.of(seed, number).fork("employer");
    Region region = halls.get((int) (number % halls.size()));
    String district = dice.pick(region.districts());
    String name =
        region.shortName()
            + dice.pick(world.trades())
            + dice.pickEarly(world.businesses())
            + dice.pick(world.forms());
    StringBuilder organization = new StringBuilder("MA");
    for (int i = 0; i < 6; i++) {
      organization.append(LETTERS.charAt(dice.below(LETTERS.length())));
    }
    return new Employer(
        name,
        uscc("91", region.code(), organization.toString()),
        region,
        address(dice, region, district),
        name(dice, dice.chance(60)));
  }

  /** One of about that many employers, in the region. */
  Employer employer(Dice dice, Region region, int count) {
    int hall = Objects.requireNonNull(firstHalls.get(region.code())) + dice.below(region.windows());
    return employer((long) dice.below(count / halls.size()) * halls.size() + hall);
  }

  /** Busy regions come more often. */
  Region region(Dice dice) {
    return dice.pick(halls);
  }

  String name(Dice dice, boolean male) {
    List<String> given = male ? maleNames : femaleNames;
    String name = dice.pickEarly(surnames) + dice.pick(given);
    return dice.chance(78) ? name + dice.pick(given) : name;
  }

  /**
   * A resident id (GB 11643-1999).
   *
   * @param sequence three digits; odd for men
   */
  static String residentId(String district, LocalDate birth, int sequence) {
    String digits =
        district
            + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
            + (1000 + sequence + "").substring(1);
    return digits + IdNumber.residentIdCheck(digits);
  }

  /**
   * A unified social credit code (GB 32100-2015).
   *
   * @param kind who registered it and what it is: 91 an enterprise, 12 a public institution
   * @param organization the first eight characters of its organization code (GB 11714-1997)
   */
  static String uscc(String kind, String region, String organization) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Character.digit(organization.charAt(i), 36) * ORGANIZATION_WEIGHTS[i];
    }
    char check = "0X987654321".charAt(sum % 11);
    String characters = kind + region + organization + check;
    return characters + IdNumber.usccCheck(characters);
  }

  private String address(Dice dice, Region region, String district) {
    String place = district.substring(7);
    return region.name() + place + dice.pick(world.streets()) + dice.between(1, 288) + "号";
  }
}
