package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextStateTest {
  @TempDir private Path folder;

  @Test
  void whatCameOfReadingEachFileOfThisVersionIsKnownOnceItWasRead() throws Exception {
    Sample sample = Sample.of(1).file(null, "a.pdf").file(null, "b.jpg");
    ArchivalRecord record = sample.record();
    List<FileText> texts =
        List.of(
            new FileText(
                1, new Extraction.Text(List.of(new Page(1, "甲"), new Page(3, "乙")), true, "")),
            new FileText(2, new Extraction.NoText(Reason.UNRECOGNISED, ""), true));
    try (TestIndex test = new TestIndex(folder)) {
      RecordIndex index = test.index();
      test.add(sample);
      test.settle();
      assertThat(index.textStates(record.id(), Sample.digestOf(record))).isEmpty();

      index.putTexts(record, Sample.digestOf(record), texts);
      test.settle();

      assertThat(index.textStates(record.id(), Sample.digestOf(record)))
          .containsExactly(
              new TextState(1, 2, true, null, false),
              new TextState(2, 0, false, Reason.UNRECOGNISED, true));
      ArchivalRecord next = sample.version(2).record();
      assertThat(index.textStates(record.id(), Sample.digestOf(next))).isEmpty();
      assertThat(index.textStates(Sample.of(2).id(), Sample.digestOf(record))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStateIsReadAsItIsWritten(Reason reason) {
    TextState state = new TextState(2, 0, false, reason, true);

    assertThat(TextState.parse(state.format())).isEqualTo(state);
  }
}
