package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.storage.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What somebody may see of a record of which they hold but a part: of a form that concerns many,
 * what concerns them.
 *
 * @param record with nothing in it of anybody else: its other files are there by number alone, and
 *     what the source has said in words of its own is left out. The policy is not to be asked of
 *     it: it no longer says that there are others
 * @param others how many others hold it
 * @param form which of its files is the form, from 1; 0 where none can be
 * @param ranges the pages of the form on which they stand
 * @param last the last page on which anybody stands; where the form has fewer, it is not the form
 */
public record OwnPart(ArchivalRecord record, int others, int form, List<Range> ranges, int last) {
  private static final Sha256 NOTHING = Sha256.ofHex("00".repeat(32));
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  public OwnPart {
    ranges = List.copyOf(ranges);
  }

  /** Neighbouring pages, both ends included. */
  public record Range(int from, int to) {}

  /**
   * Whether a part is all that this holder of a record holds: it concerns others too, and says on
   * which pages of its form this one stands. An employer holds all of what it handed in.
   */
  public static boolean isAll(ArchivalRecord record, Person person) {
    return person.idType() != IdType.USCC
        && record.holders().stream()
            .filter(holder -> is(holder, person))
            .allMatch(holder -> holder.pages() != null)
        && record.holders().stream().anyMatch(holder -> !is(holder, person));
  }

  /** The part of a caller, and of those whom it stands for, of a record that one of them holds. */
  public static OwnPart of(Caller caller, ArchivalRecord record) {
    List<Holder> own =
        record.holders().stream()
            .filter(holder -> persons(caller).anyMatch(person -> is(holder, person)))
            .toList();
    Set<Person> others = new HashSet<>();
    record.holders().stream()
        .filter(holder -> !own.contains(holder))
        .forEach(holder -> others.add(new Person(holder.idType(), holder.number())));
    int form = form(record);
    int last = ranges(record.holders()).mapToInt(Range::to).max().orElse(0);
    return new OwnPart(cut(record, own, form), others.size(), form, ranges(own).toList(), last);
  }

  /** Whether this file is the form; no other is theirs to see. */
  public boolean shows(int file) {
    return file == form && form > 0;
  }

  /** Whether they stand on all of these pages of the form. */
  public boolean shows(IntStream pages) {
    return pages.allMatch(
        page -> ranges.stream().anyMatch(range -> range.from() <= page && page <= range.to()));
  }

  /** The pages on which they stand of a form that has so many; none where it can't be the form. */
  public List<Integer> pages(int of) {
    return of < last
        ? List.of()
        : IntStream.rangeClosed(1, of).filter(page -> shows(IntStream.of(page))).boxed().toList();
  }

  static boolean is(Holder holder, Person person) {
    return holder.idType() == person.idType() && holder.number().equals(person.number());
  }

  static Stream<Person> persons(Caller caller) {
    return Stream.concat(Stream.ofNullable(caller.person()), caller.wards().stream());
  }

  /** The first file handed in whose pages are the same wherever it is opened. */
  private static int form(ArchivalRecord record) {
    for (int n = 1; n <= record.files().size(); n++) {
      ArchivedFile file = record.files().get(n - 1);
      if (file.part() == Part.APPLICATION && hasPages(file.mediaType())) {
        return n;
      }
    }
    return 0;
  }

  private static boolean hasPages(String mediaType) {
    return mediaType.equals("application/pdf")
        || mediaType.equals("application/ofd")
        || mediaType.startsWith("image/");
  }

  private static Stream<Range> ranges(List<Holder> holders) {
    return holders.stream()
        .flatMap(holder -> Stream.ofNullable(holder.pages()))
        .flatMap(pages -> Arrays.stream(pages.split(",", -1)))
        .map(RANGE::matcher)
        .filter(Matcher::matches)
        .map(range -> {
          int from = Integer.parseInt(range.group(1));
          return new Range(from, range.group(2) == null ? from : Integer.parseInt(range.group(2)));
        });
  }

  private static ArchivalRecord cut(ArchivalRecord record, List<Holder> own, int form) {
    List<ArchivedFile> files =
        IntStream.rangeClosed(1, record.files().size())
            .mapToObj(n -> n == form ? unnamed(record.files().get(n - 1)) : shut())
            .toList();
    return new ArchivalRecord(
        record.id(),
        record.version(),
        record.previous(),
        record.sourceSystem(),
        record.transactionId(),
        NOTHING,
        record.item(),
        own,
        record.agency(),
        record.region(),
        record.window(),
        record.channel(),
        null,
        record.acceptedAt(),
        record.completedAt(),
        record.outcome(),
        record.process().stream().map(OwnPart::unnamed).toList(),
        record.retention(),
        record.confidentiality(),
        files,
        List.of(),
        NOTHING,
        record.seals(),
        Bytes.ofHex("00".repeat(32)),
        record.sealedAt());
  }

  private static ProcessStep unnamed(ProcessStep step) {
    return new ProcessStep(step.code(), step.name(), null, step.at(), null);
  }

  /** People put names of others into titles and names of files. */
  private static ArchivedFile unnamed(ArchivedFile file) {
    return new ArchivedFile(
        file.path(),
        file.part(),
        file.material(),
        null,
        file.path().substring(file.path().lastIndexOf('/') + 1),
        file.mediaType(),
        null,
        file.size(),
        file.sha256(),
        file.sm3(),
        file.origin());
  }

  private static ArchivedFile shut() {
    return new ArchivedFile(
        "",
        Part.APPLICATION,
        "",
        null,
        "",
        "application/octet-stream",
        null,
        0,
        NOTHING,
        null,
        ArchivedFile.Origin.BORN_DIGITAL);
  }
}
