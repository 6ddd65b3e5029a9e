package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.indexer.search.Suggestion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/**
 * Suggests names and numbers from the records of a view that a caller may see.
 *
 * <p>The names come from the records that fit best, and are then counted over all. Nothing is kept
 * beside the index, so what was disposed of is not suggested either.
 */
final class Suggester {
  private static final int RECORDS = 40;

  /** So often it is asked again for records that hold none of the names that it has. */
  private static final int ROUNDS = 3;

  private static final int LEAST_OF_NUMBER = 3;

  private final View view;
  private final Query visible;
  private final int limit;
  private final String typed;
  private final Folded folded;
  private final Spoken spoken;

  Suggester(View view, Visibility visibility, String typed, int limit) {
    this.view = view;
    this.visible = VisibleQuery.of(visibility);
    this.limit = limit;
    this.typed = typed;
    this.folded = Folded.ofName(typed);
    this.spoken = Spoken.of(typed);
  }

  /** Holders, then items, then numbers; of each kind what is found most comes first. */
  List<Suggestion> suggest() throws IOException {
    if (folded.isEmpty()) {
      return List.of();
    }
    List<List<Suggestion>> kinds = List.of(holders(), items(), numbers());
    while (kinds.stream().mapToInt(List::size).sum() > limit) {
      kinds.stream().max(Comparator.comparingInt(List::size)).orElseThrow().removeLast();
    }
    return kinds.stream().flatMap(List::stream).toList();
  }

  private List<Suggestion> holders() throws IOException {
    Map<String, Candidate> found = new LinkedHashMap<>();
    Query names = TextQuery.suggestedHolder(typed);
    boolean more = true;
    for (int round = 0; round < ROUNDS && more && found.size() < limit; round++) {
      int before = found.size();
      ScoreDoc[] records = records(names, Key.NAME, found);
      for (int i = 0; i < records.length && found.size() < limit; i++) {
        for (Holder holder : describe(records[i].doc).holders()) {
          if (fits(holder.name())) {
            add(Kind.HOLDER, holder.name(), holder.name(), found);
          }
        }
      }
      more = records.length == RECORDS && found.size() > before;
    }
    return counted(Key.NAME, found);
  }

  private List<Suggestion> numbers() throws IOException {
    if (folded.size() < LEAST_OF_NUMBER) {
      return new ArrayList<>();
    }
    Map<String, Candidate> found = new LinkedHashMap<>();
    ScoreDoc[] records = records(TextQuery.suggestedNumber(typed), Key.NUMBER, found);
    for (int i = 0; i < records.length && found.size() < limit; i++) {
      Description record = describe(records[i].doc);
      for (Holder holder : record.holders()) {
        addNumber(holder.number(), Masking.mask(holder.idType(), holder.number()), found);
      }
      addNumber(record.transactionId(), record.transactionId(), found);
      addNumber(record.archiveNumber(), record.archiveNumber(), found);
    }
    return counted(Key.NUMBER, found);
  }

  private void addNumber(String number, String shown, Map<String, Candidate> to) {
    if (Folded.ofName(number).find(folded, 0) >= 0) {
      add(Kind.NUMBER, number, shown, to);
    }
  }

  private List<Suggestion> items() throws IOException {
    Set<String> fitting = new HashSet<>();
    for (String item : Tally.values(view.reader(), Fields.ITEM_NAMED)) {
      if (Folded.ofName(code(item)).find(folded, 0) >= 0 || fits(name(item))) {
        fitting.add(item);
      }
    }
    if (fitting.isEmpty()) {
      return new ArrayList<>();
    }
    List<String> codes = fitting.stream().map(Suggester::code).toList();
    Tally tally = new Tally(Fields.ITEM_NAMED);
    view.searcher().search(new ConstantScoreQuery(among(Key.ITEM.isOneOf(codes))), tally);
    // An item may have had another name that doesn't fit.
    return tally.counts().stream()
        .filter(item -> fitting.contains(item.value()))
        .limit(limit)
        .map(item -> new Suggestion(Kind.ITEM, name(item.value()), item.records()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String code(String item) {
    return item.substring(0, item.indexOf('\n'));
  }

  private static String name(String item) {
    return item.substring(item.indexOf('\n') + 1);
  }

  private boolean fits(String name) {
    return Folded.ofName(name).find(folded, 0) >= 0 || spoken.is(name);
  }

  /** The visible records that fit best, but for those of what is known already. */
  private ScoreDoc[] records(Query fitting, Key key, Map<String, Candidate> but)
      throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder().add(fitting, Occur.MUST);
    query.add(visible, Occur.FILTER);
    query.add(key.isOneOf(List.copyOf(but.keySet())), Occur.MUST_NOT);
    // When it has so many, it looks for none that fit no better.
    TopScoreDocCollectorManager enough = new TopScoreDocCollectorManager(RECORDS, RECORDS);
    return view.searcher().search(query.build(), enough).scoreDocs;
  }

  private Description describe(int document) throws IOException {
    Document head = view.head(document);
    String number = StoredTrace.read(head).archiveNumber();
    return StoredDescription.read(head, number == null ? "" : number);
  }

  private Query among(Query fitting) {
    return new BooleanQuery.Builder().add(fitting, Occur.MUST).add(visible, Occur.FILTER).build();
  }

  private void add(Kind kind, String name, String shown, Map<String, Candidate> to) {
    if (to.size() < limit) {
      to.putIfAbsent(Folded.ofName(name).toString(), new Candidate(kind, shown));
    }
  }

  private List<Suggestion> counted(Key key, Map<String, Candidate> found) throws IOException {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Map.Entry<String, Candidate> each : found.entrySet()) {
      long count = view.searcher().count(among(key.is(each.getKey())));
      suggestions.add(new Suggestion(each.getValue().kind, each.getValue().shown, count));
    }
    suggestions.sort(Comparator.comparingLong(Suggestion::count).reversed());
    return suggestions;
  }

  private record Candidate(Kind kind, String shown) {}
}
