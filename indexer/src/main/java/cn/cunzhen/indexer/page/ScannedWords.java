package cn.cunzhen.indexer.page;

import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.indexer.page.PageWords.Place;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recognised.Box;
import cn.cunzhen.indexer.text.KeptScans;
import cn.cunzhen.storage.StorageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of pages that are pictures, as recognition has told them and the store keeps them.
 *
 * <p>They are kept beside the record and go with it; nothing of them is remembered here.
 */
public final class ScannedWords {
  private static final Logger LOG = LoggerFactory.getLogger(ScannedWords.class);
  private static final float WHOLE = Box.WHOLE;

  private final Derivatives derivatives;

  public ScannedWords(Derivatives derivatives) {
    this.derivatives = derivatives;
  }

  /** Whether any are known of a file. */
  boolean has(PageSource source) {
    return kept(source).anyMatch(scans -> scans.files().containsKey(source.sha256()));
  }

  /** Those of a page; none where none are known. */
  PageWords words(PageSource source, int page) {
    return kept(source)
        .flatMap(scans -> scans.page(source.sha256(), page).stream())
        .findFirst()
        .filter(scan -> scan.text().length() <= PageWords.MOST)
        .map(ScannedWords::placed)
        .orElse(PageWords.NONE);
  }

  /** Marks are worth less than the page: where the store can't be asked there are none. */
  private Stream<KeptScans> kept(PageSource source) {
    try {
      return derivatives.find(source.within(), KeptScans.KIND).stream()
          .flatMap(content -> KeptScans.parse(content).stream())
          .filter(scans -> source.within().names(scans.record()));
    } catch (StorageException e) {
      LOG.info("where words stand in {} can't be read just now", source.record(), e);
      return Stream.empty();
    }
  }

  private static PageWords placed(Recognised scan) {
    List<Place> places = new ArrayList<>(Collections.nCopies(scan.text().length(), Place.NOWHERE));
    for (Box box : scan.boxes()) {
      place(box, scan.text(), places);
    }
    return new PageWords(scan.text(), places);
  }

  /** Each character of a box has the same part of it. */
  private static void place(Box box, String text, List<Place> places) {
    int count = text.codePointCount(box.from(), box.to());
    float width = (box.right() - box.left()) / WHOLE / count;
    float top = box.top() / WHOLE;
    float height = (box.bottom() - box.top()) / WHOLE;
    int number = 0;
    for (int at = box.from(); at < box.to(); number++) {
      Place place = new Place(box.left() / WHOLE + number * width, top, width, height);
      int next = Math.min(box.to(), text.offsetByCodePoints(at, 1));
      Collections.fill(places.subList(at, next), place);
      at = next;
    }
  }
}
