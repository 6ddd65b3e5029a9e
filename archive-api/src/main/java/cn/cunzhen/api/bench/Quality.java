package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is found of what is asked for, on average of the questions of a kind.
 *
 * @param found of the first ten hits that could be right, the part that was
 * @param recall the part of the records meant that is among all hits
 */
record Quality(double found, double recall) {
  private static final int SHOWN = 10;

  /** By kind, as that caller finds it. */
  static Map<Kind, Quality> of(Described index, Searcher caller, Map<Kind, List<Probe>> probes)
      throws InterruptedException {
    Map<Kind, Quality> quality = new EnumMap<>(Kind.class);
    for (Map.Entry<Kind, List<Probe>> each : probes.entrySet()) {
      double found = 0;
      double recall = 0;
      for (Probe probe : each.getValue()) {
        found += found(index, caller, probe);
        recall += isRecalled(index, caller, probe) ? 1 : 0;
      }
      int number = each.getValue().size();
      quality.put(each.getKey(), new Quality(found / number, recall / number));
    }
    return quality;
  }

  /** How many of the first ten hits are right, of those that could be. */
  private static double found(Described index, Searcher caller, Probe probe)
      throws InterruptedException {
    List<Hit> hits = ask(index, probe, probe.question(Page.MOST), caller);
    List<Hit> right = hits.stream().filter(probe.right()).toList();
    boolean known = right.stream().anyMatch(hit -> hit.record().equals(probe.target().id()));
    long could = Math.min(SHOWN, right.size() + (known || hits.size() == Page.MOST ? 0 : 1));
    long shown = hits.stream().limit(SHOWN).filter(probe.right()).count();
    return could == 0 ? 0 : shown / (double) could;
  }

  /** Whether the target is among all that is found. */
  private static boolean isRecalled(Described index, Searcher caller, Probe probe)
      throws InterruptedException {
    Question question = probe.question(Page.MOST);
    Instant completed = probe.target().completedAt().toInstant();
    Filter narrow =
        new Filter(
                null,
                null,
                probe.items(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                completed,
                completed.plusMillis(1))
            .heldBy(probe.holder().idType(), probe.holder().number());
    return ask(index, probe, question.with(narrow), caller).stream()
        .anyMatch(hit -> hit.record().equals(probe.target().id()));
  }

  /** What is only like the question counts as nothing, unless that is what was asked for. */
  private static List<Hit> ask(Described index, Probe probe, Question question, Searcher caller)
      throws InterruptedException {
    Answer answer = index.ask(question, caller.sees(probe));
    return answer.approximate() && !probe.kind().isApproximate() ? List.of() : answer.hits();
  }
}
