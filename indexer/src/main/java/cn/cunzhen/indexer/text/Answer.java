package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.Strings;
import cn.cunzhen.indexer.recognition.Recognised;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reading process answers. */
final class Answer {
  private static final int LONGEST_WORD = 1 << 12;
  private static final int MOST_PICTURES = 10_000;

  private Answer() {}

  /**
   * To the question for the text.
   *
   * @param pictures how many there are that may show more text
   */
  record TextFound(Extraction text, String mediaType, int pictures) {
    void write(DataOutputStream out) throws IOException {
      ExtractionForm.write(out, text);
      Strings.write(out, mediaType);
      out.writeInt(pictures);
    }

    static TextFound read(DataInputStream in, int characters) throws IOException {
      Extraction text = ExtractionForm.read(in, characters);
      return new TextFound(text, Strings.read(in, LONGEST_WORD), ScanForm.count(in, MOST_PICTURES));
    }
  }

  /**
   * To the question for pictures.
   *
   * @param outcomes of as many pictures as there was time for
   * @param scans what was recognised of those that are pages, by the page's number
   * @param spent how long the processor was busy with them
   */
  record PicturesRead(List<Extraction> outcomes, Map<Integer, Recognised> scans, Duration spent) {
    PicturesRead {
      outcomes = List.copyOf(outcomes);
      scans = Map.copyOf(scans);
    }

    void write(DataOutputStream out) throws IOException {
      out.writeLong(spent.toMillis());
      out.writeInt(outcomes.size());
      for (Extraction outcome : outcomes) {
        ExtractionForm.write(out, outcome);
      }
      ScanForm.write(out, scans);
    }

    static PicturesRead read(DataInputStream in, int characters) throws IOException {
      Duration spent = Duration.ofMillis(in.readLong());
      List<Extraction> outcomes = new ArrayList<>();
      for (int left = ScanForm.count(in, MOST_PICTURES); left > 0; left--) {
        outcomes.add(ExtractionForm.read(in, characters));
      }
      return new PicturesRead(outcomes, ScanForm.read(in), spent);
    }
  }
}
