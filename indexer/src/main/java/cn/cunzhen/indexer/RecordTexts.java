package cn.cunzhen.indexer;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.search.FileText;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.text.Extracted;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.KeptScans;
import cn.cunzhen.indexer.text.KeptTexts;
import cn.cunzhen.indexer.text.SourceFile;
import cn.cunzhen.indexer.text.TextExtraction;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files of a record say: as it is kept in the store, and the rest read anew. What took
 * long is kept, so that neither another node nor a new index has to read it again; and where the
 * words stand that were recognised.
 */
final class RecordTexts {
  private static final Logger LOG = LoggerFactory.getLogger(RecordTexts.class);

  /** What takes less is read again in the time that fetching it would take. */
  private static final Duration WORTH_KEEPING = Duration.ofMillis(100);

  private final FileSource files;
  private final TextExtraction extraction;
  private final Derivatives derivatives;

  RecordTexts(FileSource files, TextExtraction extraction, Derivatives derivatives) {
    this.files = files;
    this.extraction = extraction;
    this.derivatives = derivatives;
  }

  /**
   * What was read.
   *
   * @param kept whether no file had to be read anew
   */
  record Read(List<FileText> texts, boolean kept) {
    /** Whether there are pictures that are still to be recognised. */
    boolean more() {
      return texts.stream().anyMatch(FileText::more);
    }
  }

  Read read(ArchivalRecord record, Sha256 digest, Rest rest)
      throws IOException, InterruptedException {
    PackageKey source = PackageKey.of(record.id(), record.version(), digest);
    Map<Sha256, Extraction> known = new HashMap<>(kept(source, digest));
    Map<Sha256, Map<Integer, Recognised>> scans = new HashMap<>();
    int before = known.size();
    long begun = System.nanoTime();
    boolean anew = false;
    List<FileText> texts = new ArrayList<>();
    for (ArchivedFile file : record.files()) {
      Extraction outcome = known.get(file.sha256());
      boolean more = false;
      if (outcome == null) {
        anew = true;
        Extracted extracted = read(source(record, digest, file), rest);
        outcome = extracted.outcome();
        more = extracted.more();
        if (!extracted.scans().isEmpty()) {
          scans.put(file.sha256(), extracted.scans());
        }
        if (!more && KeptTexts.isLasting(outcome)) {
          known.put(file.sha256(), outcome);
        }
      }
      texts.add(new FileText(texts.size() + 1, outcome, more));
    }
    Read read = new Read(texts, !anew);
    boolean costly = System.nanoTime() - begun >= WORTH_KEEPING.toNanos();
    boolean worth = known.size() > before && costly && !read.more();
    keep(
        source,
        new KeptScans(digest, scans),
        worth
            ? Optional.of(new KeptTexts(digest, extraction.languages(), known))
            : Optional.empty());
    return read;
  }

  private Extracted read(SourceFile file, Rest rest) throws IOException, InterruptedException {
    return switch (rest) {
      case TEXT -> extraction.readWithoutPictures(file);
      case PICTURES -> extraction.read(file);
    };
  }

  private SourceFile source(ArchivalRecord record, Sha256 digest, ArchivedFile file) {
    return new SourceFile(file.submittedName(), () -> files.open(record, digest, file));
  }

  /** Of what is kept, the outcomes that this node could not better. */
  private Map<Sha256, Extraction> kept(PackageKey source, Sha256 digest) {
    Set<String> languages = extraction.languages();
    Map<Sha256, Extraction> known = new HashMap<>();
    try {
      for (Bytes content : derivatives.find(source, KeptTexts.KIND)) {
        KeptTexts.parse(content)
            .filter(kept -> kept.record().equals(digest))
            .filter(kept -> kept.languages().containsAll(languages))
            .ifPresent(kept -> known.putAll(kept.outcomes()));
      }
    } catch (StorageException e) {
      LOG.info("what is kept of {} can't be read just now", source.id(), e);
    }
    return known;
  }

  /**
   * Keeps where words stand before the text: a record whose text is kept is not recognised again.
   */
  private void keep(PackageKey source, KeptScans scans, Optional<KeptTexts> texts) {
    try {
      if (!scans.files().isEmpty() && !isKept(source, scans)) {
        scans.format().ifPresent(bytes -> derivatives.keep(source, KeptScans.KIND, bytes));
      }
      texts
          .flatMap(KeptTexts::format)
          .ifPresent(bytes -> derivatives.keep(source, KeptTexts.KIND, bytes));
    } catch (StorageException e) {
      LOG.info("what was read of {} can't be kept just now", source.id(), e);
    }
  }

  private boolean isKept(PackageKey source, KeptScans scans) {
    return derivatives.find(source, KeptScans.KIND).stream()
        .flatMap(content -> KeptScans.parse(content).stream())
        .anyMatch(kept -> kept.record().equals(scans.record()) && kept.covers(scans));
  }
}
