package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An index that a test fills record by record, and asks what it knows by then. */
final class TestIndex implements AutoCloseable {
  static final Sha256 GENESIS = Sha256.of(Bytes.utf8("genesis"));
  static final Numbering NUMBERING = (record, index) -> ArchiveNumber.of(record, 0, index);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordIndex index;

  TestIndex(Path folder) throws IOException {
    this.index = RecordIndex.open(folder, GENESIS, NUMBERING);
  }

  RecordIndex index() {
    return index;
  }

  /** Applies the entries of these versions. */
  void add(Sample... samples) throws IOException {
    List<Change> changes = new ArrayList<>();
    long size = index.position().size();
    for (Sample sample : samples) {
      ArchivalRecord record = sample.record();
      changes.add(new Change.Version(size++, record, Sample.digestOf(record)));
    }
    index.apply(changes, reached(size));
  }

  /** Applies the entry of one change. */
  void apply(Change change) throws IOException {
    index.apply(List.of(change), reached(index.position().size() + 1));
  }

  /** Puts in what the record's files say, one page each. */
  void addTexts(Sample sample, String... texts) throws IOException {
    List<FileText> all = new ArrayList<>();
    for (String text : texts) {
      all.add(new FileText(all.size() + 1, text(text)));
    }
    index.putTexts(sample.record(), Sample.digestOf(sample.record()), all);
    settle();
  }

  /** Waits until questions see all that was written. */
  void settle() throws IOException {
    index.defects();
  }

  /** Text on pages from 1. */
  static Extraction.Text text(String... pages) {
    List<Page> all = new ArrayList<>();
    for (String page : pages) {
      all.add(new Page(all.size() + 1, page));
    }
    return new Extraction.Text(all, false, "text/plain");
  }

  Answer ask(Question question, Visibility visibility) throws InterruptedException {
    return ask(question, Sight.of(visibility));
  }

  Answer ask(Question question, Sight sight) throws InterruptedException {
    return switch (index.search(question, sight, index.position().size(), PATIENCE)) {
      case Answer answer -> answer;
      case Behind behind -> throw new AssertionError("still at " + behind.position());
    };
  }

  Answer ask(Question question) throws InterruptedException {
    return ask(question, new Visibility.All());
  }

  /** The records that a text finds as it was typed, in the order of the answer. */
  List<RecordId> find(String text) throws InterruptedException {
    return find(Question.of(text));
  }

  List<RecordId> find(Question question) throws InterruptedException {
    Answer answer = ask(question);
    return answer.approximate() ? List.of() : answer.hits().stream().map(Hit::record).toList();
  }

  /** The records that are only like a text, in the order of the answer. */
  List<RecordId> findLike(String text) throws InterruptedException {
    Answer answer = ask(Question.of(text));
    return answer.approximate() ? answer.hits().stream().map(Hit::record).toList() : List.of();
  }

  @Override
  public void close() throws IOException {
    index.close();
  }

  private static Reached reached(long size) {
    return size == 0 ? Reached.NOTHING : new Reached(size, Sha256.of(Bytes.utf8("root " + size)));
  }
}
