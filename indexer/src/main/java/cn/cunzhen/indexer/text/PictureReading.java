package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.Trouble;
import cn.cunzhen.indexer.recognition.Picture;
import cn.cunzhen.indexer.recognition.Picture.TooManyPixelsException;
import cn.cunzhen.indexer.recognition.Picture.UnknownPictureException;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recogniser;
import cn.cunzhen.indexer.recognition.Recogniser.TooSlowException;
import cn.cunzhen.indexer.text.Answer.PicturesRead;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the text of pictures, one after another, as long as there is time for a further one. */
final class PictureReading {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String PICTURE = "image";

  private final Recogniser recogniser;
  private final Duration time;
  private final int characters;

  /**
   * @param time after which no further picture is begun
   */
  PictureReading(Recogniser recogniser, Duration time, int characters) {
    this.recogniser = recogniser;
    this.time = time;
    this.characters = characters;
  }

  PicturesRead read(List<Picture> pictures) throws InterruptedException {
    long begun = System.nanoTime();
    long ran = THREADS.getCurrentThreadCpuTime();
    Duration recognised = recogniser.spent();
    List<Extraction> outcomes = new ArrayList<>();
    Map<Integer, Recognised> scans = new TreeMap<>();
    for (Picture picture : pictures) {
      outcomes.add(read(picture, scans));
      if (System.nanoTime() - begun > time.toNanos()) {
        break;
      }
    }
    Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - ran);
    return new PicturesRead(outcomes, scans, spent.plus(recogniser.spent()).minus(recognised));
  }

  /** Reads one picture; where its words stand is told only of one that is a page. */
  private Extraction read(Picture picture, Map<Integer, Recognised> scans)
      throws InterruptedException {
    try {
      Pages pages = new Pages(characters, time, true);
      Recognised recognised = recogniser.read(picture.source().open());
      if (picture.whole() && !recognised.boxes().isEmpty()) {
        scans.put(picture.page(), recognised);
      }
      pages.append(recognised.text());
      List<Page> found = pages.finish();
      return found.isEmpty()
          ? new NoText(Reason.EMPTY, "no text was recognised")
          : new Text(
              List.of(new Page(picture.page(), found.getFirst().text())), pages.isFull(), PICTURE);
    } catch (TooManyPixelsException | PagesFullException e) {
      return new NoText(Reason.TOO_LARGE, Trouble.of(e));
    } catch (UnknownPictureException e) {
      return new NoText(Reason.UNSUPPORTED, Trouble.of(e));
    } catch (TooSlowException e) {
      return new NoText(Reason.TIMED_OUT, Trouble.of(e));
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      return new NoText(Reason.DAMAGED, Trouble.of(e));
    }
  }
}
