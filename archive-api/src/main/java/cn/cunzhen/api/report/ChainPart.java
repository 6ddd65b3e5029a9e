package cn.cunzhen.api.report;

import cn.cunzhen.api.slip.Slip;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.report.EntryChain;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.seal.TimeStamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a report that lead from the record by its seals and the ledger to the time. */
record ChainPart(ProbativeReport report, Wording wording, Blocks blocks) {
  void seals() {
    if (!report.seals().isEmpty()) {
      blocks.heading(ReportText.SEALS);
      blocks.table(
          List.of(0.2f, 0.28f, 0.18f, 0.18f, 0.16f),
          List.of(
              ReportText.SUITE,
              ReportText.SIGNER,
              ReportText.TIME,
              ReportText.CERTIFIED,
              ReportText.VERDICT),
          report.seals().stream().map(this::seal).toList());
    }
  }

  private List<String> seal(SealVerdict seal) {
    return List.of(
        algorithms(seal.suite()),
        seal.signer() == null ? "" : seal.signer(),
        time(seal.signedAt()),
        time(seal.certifiedUntil()),
        seal.holds()
            ? wording.t(ReportText.HOLDS)
            : seal.faults().stream().map(this::fault).collect(Collectors.joining("; ")));
  }

  private static String algorithms(SealSuite suite) {
    return switch (suite) {
      case P256 -> "ECDSA P-256, SHA-256";
      case SM2 -> "SM2, SM3";
      case ML_DSA -> "ML-DSA-65, SHA-512";
    };
  }

  private String fault(SealFault fault) {
    return wording.language().choose(fault.chinese(), fault.english());
  }

  private String time(@Nullable Instant time) {
    return time == null ? "" : wording.time(time);
  }

  void chains() {
    report.chains().forEach(this::chain);
  }

  private void chain(EntryChain chain) {
    blocks.heading(ReportText.CHAIN, chain.inclusion().index());
    blocks.lines(
        Stream.of(tree(chain), stamps(chain), witnesses(chain), renewals(chain), evidence(chain))
            .flatMap(lines -> lines));
  }

  private Stream<Slip.Line> tree(EntryChain chain) {
    Checkpoint checkpoint = Checkpoint.parse(chain.checkpoint().text());
    return Stream.of(
            blocks.line(ReportText.LEDGER, checkpoint.origin().value()),
            blocks.line(
                ReportText.TREE,
                wording.t(
                    ReportText.TREE_OF,
                    checkpoint.size(),
                    chain.inclusion().index(),
                    chain.inclusion().hashes().size())),
            blocks.line(ReportText.ROOT, checkpoint.root().bytes().base64()))
        .flatMap(line -> line);
  }

  private Stream<Slip.Line> stamps(EntryChain chain) {
    return chain.stamps().isEmpty()
        ? blocks.line(ReportText.STAMP, wording.t(ReportText.NO_STAMP))
        : chain.stamps().stream().flatMap(stamp -> blocks.line(ReportText.STAMP, stamp(stamp)));
  }

  private String stamp(TimeStamp stamp) {
    return wording.t(
        ReportText.STAMP_BY,
        wording.time(stamp.time()),
        stamp.authority(),
        wording.time(stamp.certifiedUntil()));
  }

  private Stream<Slip.Line> witnesses(EntryChain chain) {
    return blocks.line(
        ReportText.WITNESSES,
        chain.witnesses().isEmpty()
            ? wording.t(ReportText.NO_WITNESSES)
            : chain.witnesses().stream()
                .map(each -> each.name() + " " + wording.time(each.at()))
                .collect(Collectors.joining("; ")));
  }

  private Stream<Slip.Line> renewals(EntryChain chain) {
    return chain.renewals().isEmpty()
        ? blocks.line(ReportText.RENEWALS, wording.t(ReportText.NO_RENEWALS))
        : chain.renewals().stream()
            .flatMap(each -> blocks.line(ReportText.RENEWALS, renewal(each)));
  }

  private String renewal(EntryChain.Renewed renewed) {
    return wording.t(
        ReportText.RENEWAL,
        renewed.chain(),
        renewed.algorithm().word(),
        wording.t(
            ReportText.STAMP_BY,
            wording.time(renewed.at()),
            renewed.authority(),
            wording.time(renewed.certifiedUntil())));
  }

  private Stream<Slip.Line> evidence(EntryChain chain) {
    return blocks.line(
        ReportText.EVIDENCE, chain.evidence() == null ? null : chain.evidence().hex());
  }
}
