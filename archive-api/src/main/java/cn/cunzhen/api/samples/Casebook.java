package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.ProcessingTime;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Invents cases, each from its index alone. */
final class Casebook {
  /** So many persons and employers there are; small enough that some come again. */
  private static final int PERSONS = 200_000;

  private static final int EMPLOYERS = 12_000;

  /** Among so many first cases are those of the two holders who have accounts. */
  private static final int FIRST_CASES = 300;

  private final long seed;
  private final List<CatalogueItem> items;
  private final List<CatalogueItem> common;
  private final Map<String, Subject> subjects = new HashMap<>();
  private final Population population;
  private final Employer sampleEmployer;
  private final Person samplePerson;

  Casebook(long seed, Catalogue catalogue, World world, Population population) {
    this.seed = seed;
    this.items = List.copyOf(catalogue.items());
    items.forEach(item -> subjects.put(item.code(), Subject.of(item)));
    this.common = common();
    this.population = population;
    Region capital = world.regions().getFirst();
    this.samplePerson = SampleHolders.person(capital);
    this.sampleEmployer = SampleHolders.employer(capital);
  }

  /** The items, each as often as its kind occurs: what is decided at once is asked for most. */
  private List<CatalogueItem> common() {
    List<CatalogueItem> common = new ArrayList<>();
    for (CatalogueItem item : items) {
      int weight =
          switch (item.time()) {
            case ProcessingTime.Seconds() -> 12;
            case ProcessingTime.SameDay() -> 6;
            case ProcessingTime.Days(int days) -> days > 30 ? 1 : 3;
          };
      for (int i = 0; i < (subject(item) == Subject.AGENCY ? 1 : weight); i++) {
        common.add(item);
      }
    }
    return List.copyOf(common);
  }

  SampleCase at(long index) {
    Dice dice = Dice.of(seed, index);
    boolean first = index < FIRST_CASES;
    if (first && index % 24 == 7) {
      return at(
          index, dice, drawn(dice, Subject.PERSON), samplePerson, employerOf(dice, samplePerson));
    }
    if (first && index % 12 == 5) {
      Subject subject = dice.chance(50) ? Subject.EMPLOYER : Subject.STAFF;
      return at(index, dice, drawn(dice, subject), person(dice), sampleEmployer);
    }
    // Every third case goes through the catalogue, so that no item is left out.
    CatalogueItem item =
        index % 3 == 0 ? items.get((int) (index / 3 % items.size())) : dice.pick(common);
    return of(index, dice, item);
  }

  private Subject subject(CatalogueItem item) {
    return Objects.requireNonNull(subjects.get(item.code()));
  }

  /** The number with zeros before it; a longer one is left as it is. */
  private static String padded(long number, int digits) {
    String text = String.valueOf(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private Person person(Dice dice) {
    return population.person(dice.below(PERSONS));
  }

  private Employer employerOf(Dice dice, Person person) {
    return population.employer(dice, person.region(), EMPLOYERS);
  }

  /** An item of that subject; any, where the catalogue has none. */
  private CatalogueItem drawn(Dice dice, Subject subject) {
    List<CatalogueItem> fitting = common.stream().filter(item -> subject(item) == subject).toList();
    return dice.pick(fitting.isEmpty() ? common : fitting);
  }

  /** A case of one item. */
  SampleCase of(CatalogueItem item, long index) {
    return of(index, Dice.of(seed, index), item);
  }

  private SampleCase of(long index, Dice dice, CatalogueItem item) {
    Person person = person(dice);
    return at(index, dice, item, person, employerOf(dice, person));
  }

  private SampleCase at(
      long index, Dice dice, CatalogueItem item, Person person, Employer employer) {
    Subject subject = subject(item);
    Region home = subject == Subject.PERSON ? person.region() : employer.region();
    Region region = dice.chance(88) ? home : population.region(dice);
    Channel channel = channel(dice, subject);
    CaseTimes times = CaseTimes.draw(dice, item.time(), channel);
    Outcome outcome = outcome(dice, subject);
    boolean byHand = channel == Channel.WINDOW || !(item.time() instanceof ProcessingTime.Seconds);
    String handler = byHand ? "T" + dice.between(1001, 1000 + 9 * region.windows()) : null;
    String window =
        channel == Channel.WINDOW ? "A" + padded(dice.between(1, region.windows()), 2) : null;
    String date = times.accepted().toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE);
    return new SampleCase(
        dice,
        item,
        subject,
        person,
        employer,
        holders(dice, subject, person, employer, region),
        region,
        sourceSystem(channel),
        region.code() + date + padded(index, 6),
        channel,
        window,
        handler,
        times.accepted(),
        times.completed(),
        outcome,
        ProcessSteps.of(dice, item, times, outcome, handler));
  }

  private List<Holder> holders(
      Dice dice, Subject subject, Person person, Employer employer, Region region) {
    return switch (subject) {
      case PERSON -> List.of(person.as("申请人", null));
      case EMPLOYER -> List.of(employer.as("参保单位"));
      case STAFF -> {
        List<Holder> holders = new ArrayList<>(List.of(employer.as("参保单位")));
        holders.add(person.as("职工", "1"));
        int others = dice.below(7);
        for (int i = 0; i < others; i++) {
          holders.add(person(dice).as("职工", "1"));
        }
        yield holders;
      }
      case AGENCY ->
          List.of(
              new Holder(
                  World.agency(region.code() + "-SI"),
                  Holder.IdType.USCC,
                  Population.uscc("12", region.code(), "00" + region.code()),
                  "经办机构",
                  null));
    };
  }

  private static Channel channel(Dice dice, Subject subject) {
    int percent = dice.below(100);
    if (subject == Subject.AGENCY || percent < 6) {
      return Channel.BATCH;
    }
    return percent < 52 ? Channel.WINDOW : percent < 80 ? Channel.WEB : Channel.APP;
  }

  private static String sourceSystem(Channel channel) {
    return switch (channel) {
      case WINDOW -> "teller";
      case WEB -> "portal";
      case APP -> "app";
      case BATCH -> "batch";
    };
  }

  private static Outcome outcome(Dice dice, Subject subject) {
    int percent = subject == Subject.AGENCY ? 0 : dice.below(100);
    return percent < 94
        ? Outcome.GRANTED
        : percent < 97 ? Outcome.REFUSED : percent < 99 ? Outcome.WITHDRAWN : Outcome.TERMINATED;
  }
}
