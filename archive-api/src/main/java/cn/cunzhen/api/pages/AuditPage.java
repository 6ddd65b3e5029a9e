package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.Growth;
import cn.cunzhen.core.audit.AuditJob;
import cn.cunzhen.core.seal.CertificateTerm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The auditors' room.
 *
 * @param job null where none is under way
 * @param fault what was wrong with what was typed; null where nothing was
 */
public record AuditPage(
    Ledger ledger,
    List<StampLine> stamps,
    List<WitnessLine> witnesses,
    List<TermLine> terms,
    List<EvidenceLine> evidence,
    GatheredLine gathered,
    @Nullable Job job,
    List<AuditLine> reports,
    @Nullable Proof proof,
    @Nullable String fault) {
  public AuditPage {
    stamps = List.copyOf(stamps);
    witnesses = List.copyOf(witnesses);
    terms = List.copyOf(terms);
    evidence = List.copyOf(evidence);
    reports = List.copyOf(reports);
  }

  /**
   * The newest checkpoint, and how it came to be.
   *
   * @param stamped how many entries; 0 for none
   * @param cosigned likewise
   */
  public record Ledger(
      long size, String root, long stamped, long cosigned, List<GrowthLine> growth, String line) {
    public Ledger {
      growth = List.copyOf(growth);
    }
  }

  /** How many entries there were by then. */
  public record GrowthLine(Instant time, long size) {}

  /**
   * A time stamp.
   *
   * @param faults empty where it holds
   */
  public record StampLine(long size, Instant time, String authority, String faults) {}

  /**
   * A witness.
   *
   * @param time null where none of the newest checkpoints has its signature
   */
  public record WitnessLine(String name, long size, @Nullable Instant time) {}

  /**
   * A certificate.
   *
   * @param due whether it ends within a year
   */
  public record TermLine(CertificateTerm term, boolean due, boolean over) {}

  /**
   * Evidence by one digest.
   *
   * @param entries how many it covers
   * @param newest when its newest token was given
   * @param until when the first certificate behind its newest tokens ends
   * @param due whether that is within a year
   */
  public record EvidenceLine(
      String digest, long entries, Instant newest, Instant until, boolean due) {}

  /**
   * What was gathered to validate seals and stamps later.
   *
   * @param entries how many entries it covers; 0 for none
   * @param asOf when the newest word of an issuer in it is of; null for none
   * @param due whether it is more than a month old
   */
  public record GatheredLine(long entries, long size, @Nullable Instant asOf, boolean due) {}

  /** The job under way. */
  public record Job(AuditJob job, AuditLine line, @Nullable String trouble) {
    /** Of hundred. */
    public int percent() {
      long all = Math.max(1, job.entries());
      return (int) (100 * job.progress().done() / all);
    }

    /** In tens, so that whoever hears it is not told too often. */
    public int tens() {
      return percent() / 10 * 10;
    }
  }

  /**
   * What became of the question for a proof.
   *
   * @param growth null where there is none
   * @param fault null where it is proved
   */
  public record Proof(String from, String to, @Nullable Growth growth, @Nullable String fault) {}

  /** How many certificates end within a year. */
  public long due() {
    return terms.stream().filter(TermLine::due).count();
  }
}
