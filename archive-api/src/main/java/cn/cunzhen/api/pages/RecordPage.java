package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Decision;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.indexer.search.TextState;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record as its page shows it.
 *
 * @param holders masked or not, as the viewer may see them
 * @param others how many hold it, too, of whom the viewer may see nothing
 * @param region by name
 * @param agency by name
 * @param words what is to be said of each file's words; empty where all can be searched
 * @param signatures what is to be said of the signatures inside of each file
 * @param purpose what the viewer said it is read for; null where nothing was said
 * @param to where the viewer wanted to go before a purpose was asked for; null for nowhere
 * @param readers who has read it, in sentences; null where the viewer may not know
 * @param asked whether the viewer has just asked for a grant
 * @param near how many records the viewer has opened, of how many; null where that is not said
 */
public record RecordPage(
    ArchivalRecord record,
    String number,
    long position,
    String digest,
    List<Holder> holders,
    int others,
    String region,
    String agency,
    List<File> files,
    List<String> words,
    List<List<String>> signatures,
    Permissions may,
    @Nullable String purpose,
    @Nullable String to,
    @Nullable List<String> readers,
    boolean asked,
    @Nullable Standing near) {
  /** A file of the record. */
  public record File(int n, String name, Part part, String mediaType, long size) {}

  /**
   * What the viewer may do with the record.
   *
   * @param needsPurpose whether the viewer must say what for before a file opens
   * @param needsGrant whether a second person must first let the viewer open files
   * @param look whether pages of files are shown to the viewer
   * @param open whether files are given to the viewer whole
   * @param copy whether certified copies are made for the viewer
   * @param report whether reports are drawn up for the viewer
   * @param proveReaders whether the viewer may have the proof that the list of readers is complete
   */
  public record Permissions(
      boolean needsPurpose,
      boolean needsGrant,
      boolean look,
      boolean open,
      boolean copy,
      boolean verify,
      boolean prove,
      boolean report,
      boolean proveReaders) {
    static Permissions of(Function<Action, Decision> policy, boolean counted) {
      Decision content = policy.apply(Action.FILE);
      return new Permissions(
          content == Decision.NEEDS_PURPOSE,
          content == Decision.NEEDS_GRANT || content == Decision.NEEDS_WARRANT,
          policy.apply(Action.PAGE).isYes(),
          content.isYes(),
          policy.apply(Action.COPY).isYes(),
          policy.apply(Action.VERIFICATION).isYes(),
          policy.apply(Action.PROOF).isYes(),
          policy.apply(Action.REPORT).isYes(),
          counted && policy.apply(Action.ACCESS_PROOF).isYes());
    }
  }

  static RecordPage of(
      Reading.Granted granted,
      List<TextState> texts,
      List<List<FileSignature>> signatures,
      View view,
      PlaceNames places,
      Permissions may,
      @Nullable String purpose,
      @Nullable String to,
      @Nullable List<String> readers,
      boolean asked,
      @Nullable Standing near) {
    Holding holding = granted.holding();
    return new RecordPage(
        holding.record(),
        holding.number().format(),
        holding.entry().index() + 1,
        holding.entry().digest().hex(),
        holders(granted),
        granted.part() == null ? 0 : granted.part().others(),
        places.region(holding.record().region()),
        places.agency(holding.record().agency()),
        files(granted),
        words(holding.record().files().size(), texts, view),
        IntStream.range(0, holding.record().files().size())
            .mapToObj(i -> i < signatures.size() ? signatures.get(i) : List.<FileSignature>of())
            .map(each -> lines(each, granted.decision(), view))
            .toList(),
        may,
        purpose,
        to,
        readers,
        asked,
        near);
  }

  private static List<Holder> holders(Reading.Granted granted) {
    List<Holder> holders = granted.holding().record().holders();
    return granted.decision() == Decision.MASKED
        ? holders.stream().map(Masking::mask).toList()
        : holders;
  }

  /** The files that the viewer may know of. */
  static List<File> files(Reading.Granted granted) {
    List<ArchivedFile> files = granted.holding().record().files();
    OwnPart part = granted.part();
    return IntStream.rangeClosed(1, files.size())
        .filter(n -> part == null || part.shows(n))
        .mapToObj(n -> file(n, files.get(n - 1)))
        .toList();
  }

  private static File file(int n, ArchivedFile file) {
    return new File(n, file.submittedName(), file.part(), file.mediaType(), file.size());
  }

  /** Who signed is shown to those alone who may see whose record it is. */
  private static List<String> lines(List<FileSignature> of, Decision decision, View view) {
    return new SignatureLines(view, decision == Decision.ALLOWED).of(of);
  }

  private static List<String> words(int files, List<TextState> texts, View view) {
    return IntStream.range(0, files)
        .mapToObj(i -> i < texts.size() ? words(texts.get(i), view) : view.t(Text.WORDS_PENDING))
        .toList();
  }

  private static String words(TextState text, View view) {
    if (text.more()) {
      return view.t(Text.WORDS_PENDING);
    }
    Reason reason = text.reason();
    if (reason != null) {
      return view.t(Text.WORDS_NONE, view.language().choose(reason.zh(), reason.en()));
    }
    return text.truncated() ? view.t(Text.WORDS_PARTIAL) : "";
  }
}
