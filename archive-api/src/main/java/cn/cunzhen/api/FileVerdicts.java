package cn.cunzhen.api;

import cn.cunzhen.api.calls.CheckJson;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.FileVerification.Result;
import cn.cunzhen.core.NamedFile;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.ProofVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify} says of files: packages, proofs and copies by themselves, single files by the
 * records of the packages and proofs beside them.
 *
 * @param held a checkpoint that somebody has kept; null where nobody has
 */
record FileVerdicts(
    Voice voice, Language language, FileVerification verification, @Nullable Checkpoint held) {
  /** A file, and what it is by itself: null where it is none of what can be verified so. */
  private record Looked(Path file, @Nullable Result result) {
    boolean vouches() {
      return result != null && result.record() != null;
    }

    boolean isShapeless() {
      return result == null || result.isShapeless();
    }
  }

  /**
   * A verdict for each file, in JSON.
   *
   * @param beside packages and proofs that are verified too
   */
  List<JsonNode> of(List<Path> files, List<Path> beside) throws IOException {
    List<Looked> all = new ArrayList<>();
    for (Path file : files) {
      all.add(look(file));
    }
    for (Path file : beside) {
      Looked looked = look(file);
      if (!looked.vouches()) {
        throw voice.failure("verify.beside", file);
      }
      all.add(looked);
    }
    List<Looked> vouching = all.stream().filter(Looked::vouches).toList();
    List<JsonNode> verdicts = new ArrayList<>();
    for (Looked each : all) {
      verdicts.add(verdict(each, vouching));
    }
    return verdicts;
  }

  private Looked look(Path file) throws IOException {
    try {
      Result result = verification.of(file);
      List<Check> checks = new ArrayList<>(result.checks());
      if (held != null) {
        checks.add(compared(file, held));
      }
      return new Looked(file, new Result(checks, result.findings(), result.record()));
    } catch (IllegalArgumentException e) {
      return new Looked(file, null);
    }
  }

  private JsonNode verdict(Looked each, List<Looked> vouching) throws IOException {
    if (!each.vouches() && !vouching.isEmpty()) {
      List<Result> results = vouching.stream().map(Looked::result).toList();
      NamedFile named = NamedFile.of(FileVerification.digest(each.file()), results);
      if (named.place() != null || each.isShapeless()) {
        return ofFile(each.file(), named, vouching);
      }
    }
    if (each.result() == null) {
      return alone(each.file());
    }
    ObjectNode verdict = byItself(each.file(), each.result());
    return each.isShapeless() ? verdict.put("hint", hint(each.file())) : verdict;
  }

  private ObjectNode byItself(Path file, Result result) {
    ObjectNode verdict = CheckJson.of(result.checks(), language).put("file", file.toString());
    for (PackageFinding finding : result.findings()) {
      verdict
          .withArray("findings")
          .addObject()
          .put("code", finding.code())
          .put("where", finding.where())
          .put("meaning", language.choose(finding.chinese(), finding.english()));
    }
    return verdict;
  }

  /** Only a proof says something of a ledger. */
  private static Check compared(Path file, Checkpoint held) throws IOException {
    return !FileVerification.startsLikeAProof(file)
        ? new Check(Name.HELD, Verdict.UNKNOWN)
        : ProofVerifier.compare(FileVerification.bundle(file), held);
  }

  private JsonNode alone(Path file) {
    return CheckJson.of(List.of(new Check(Name.FILE, Verdict.UNKNOWN)), language)
        .put("file", file.toString())
        .put("hint", hint(file));
  }

  private String hint(Path file) {
    return voice.text("verify.alone", file.getFileName());
  }

  private JsonNode ofFile(Path file, NamedFile named, List<Looked> vouching) {
    ObjectNode verdict =
        CheckJson.of(List.of(named.check()), language).put("file", file.toString());
    NamedFile.Place place = named.place();
    if (place == null) {
      boolean unknown = named.check().verdict() == Verdict.UNKNOWN;
      return verdict.put("hint", voice.text(unknown ? "verify.doubtful" : "verify.unnamed"));
    }
    Looked by = vouching.get(place.beside());
    CheckJson.addPlace(verdict, place).put("by", by.file().toString());
    boolean complete = by.result() != null && by.result().isComplete();
    verdict.put("complete", verdict.path("complete").asBoolean() && complete);
    if (named.check().verdict() == Verdict.UNKNOWN) {
      verdict.put("hint", voice.text("verify.doubtful"));
    }
    return verdict;
  }
}
