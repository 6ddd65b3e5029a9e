package cn.cunzhen.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Measures what was asked for, one after the other, and keeps nothing on disk. */
public final class Bench {
  private Bench() {}

  /** What can be measured. */
  public enum Group {
    INTAKE,
    FOUND,
    READ,
    SEARCHABLE,
    SEARCH,
    PROOF,
    LEDGER
  }

  /**
   * How it is measured.
   *
   * @param folder where everything lies meanwhile; on the disk that is to be measured
   * @param submitters how many hand in at a time, one number after the other
   * @param time how long each lane works in one round
   * @param warmUp how long each lane works before anything counts, so that it is compiled
   * @param rounds how often each lane is measured; the middle round counts
   * @param records how many records are made fully searchable
   * @param searched how many records are described to the index that is searched
   * @param entries how far the ledger grows
   * @param progress told what is being measured
   */
  public record Plan(
      Path folder,
      Set<Group> groups,
      List<Integer> submitters,
      Duration time,
      Duration warmUp,
      int rounds,
      int records,
      long searched,
      long entries,
      Consumer<String> progress) {
    public Plan {
      groups = Set.copyOf(groups);
      submitters = List.copyOf(submitters);
    }
  }

  /** What every measurement needs. */
  record Setting(Plan plan, Workload workload, AtomicInteger folders) {
    Duration time() {
      return plan.time();
    }

    Duration warmUp() {
      return plan.warmUp();
    }

    int rounds() {
      return plan.rounds();
    }

    int records() {
      return plan.records();
    }

    long entries() {
      return plan.entries();
    }

    void says(String what) {
      plan.progress().accept(what);
    }

    /** A new, empty folder. */
    Path folder(String name) throws IOException {
      return Files.createDirectories(plan.folder().resolve(folders.incrementAndGet() + "-" + name));
    }
  }

  /** Measures, and removes whatever it made. */
  public static Report run(Plan plan) throws Exception {
    Files.createDirectories(plan.folder());
    try {
      plan.progress().accept("sample transactions are drawn up");
      return measure(new Setting(plan, Workload.draw(), new AtomicInteger()));
    } finally {
      Scratch.empty(plan.folder());
      Files.delete(plan.folder());
    }
  }

  private static Report measure(Setting setting) throws Exception {
    List<Measured> measured = new ArrayList<>();
    List<LedgerGrowth.Stretch> growth = new ArrayList<>();
    for (Group group : Group.values()) {
      if (!setting.plan().groups().contains(group)) {
        continue;
      }
      switch (group) {
        case INTAKE -> {
          measured.addAll(new Intake(setting, true).measure());
          measured.addAll(new Intake(setting, false).measure());
        }
        case FOUND -> measured.addAll(new Finding(setting).measure());
        case READ -> measured.addAll(new Reads(setting).measure());
        case SEARCHABLE -> measured.addAll(new Searchable(setting).measure());
        case SEARCH -> measured.addAll(search(setting));
        case PROOF -> measured.addAll(new Proving(setting).measure());
        case LEDGER -> {
          LedgerGrowth.Growth grown = new LedgerGrowth(setting).measure();
          growth.addAll(grown.stretches());
          measured.addAll(grown.measured());
        }
      }
    }
    return new Report(setting.workload().fileBytes(), measured, growth);
  }

  private static List<Measured> search(Setting setting) throws Exception {
    List<Stock.Text> laws = Laws.load();
    if (laws.isEmpty()) {
      setting.says("no collection of laws is found, so nothing is asked of texts");
    }
    return Searching.measure(setting, new Stock(laws));
  }
}
