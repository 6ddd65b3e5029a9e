package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.NamedFile;
import cn.cunzhen.core.Proofs;
import cn.cunzhen.core.Verification;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofZip;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proofs, and verification by anyone. */
public final class ProofCalls {
  /** Who may ask for the proof of a record. */
  public static final Access PROVERS =
      Access.only(Role.CLERK, Role.ARCHIVIST, Role.AUDITOR, Role.CITIZEN, Role.EMPLOYER);

  private final Reading reading;
  private final Proofs proofs;
  private final Verification verification;
  private final Path spool;
  private final long longest;

  /**
   * @param spool folder for what is handed in to be verified; nothing stays there
   * @param longest bytes of what is handed in
   */
  public ProofCalls(
      Reading reading, Proofs proofs, Verification verification, Path spool, long longest) {
    this.reading = reading;
    this.proofs = proofs;
    this.verification = verification;
    this.spool = spool;
    this.longest = longest;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(GET, "/api/v1/records/{id}/proof", PROVERS, "All that proves a record.")
            .path("id", "record id")
            .gives(200, "application/json", "leaf, inclusion proof, checkpoint, record.json, seal")
            .gives(200, "application/zip", "The same as files, and as a C2SP tlog-proof")
            .by(this::proof),
        Route.of(GET, "/api/v1/records/{id}/verification", PROVERS, "Verify a record now.")
            .path("id", "record id")
            .gives(200, "application/json", "every check and its verdict")
            .by(exchange ->
                exchange.json(200, CheckJson.of(verify(exchange), exchange.language()))),
        Route.of(
                POST,
                "/api/v1/verifications",
                Access.anyone(),
                "Verify a package, a proof or a copy, and single files beside it.")
            .query("sha256", "of a single file: whether the package or proof names it; 64 digits")
            .takes(
                "application/octet-stream",
                "a package, a proof bundle or a certified copy; nothing is kept")
            .gives(
                200,
                "application/json",
                "every check and its verdict; where a single file is named")
            .by(this::verifyWhatIsHandedIn));
  }

  private void proof(Exchange exchange) throws InterruptedException {
    ProofBundle bundle = proofs.of(reading.of(exchange, Action.PROOF, null).holding());
    exchange.covers(reading.position());
    String accept = exchange.context().header("Accept");
    if (accept != null && accept.contains("application/zip")) {
      exchange
          .context()
          .contentType("application/zip")
          .header("Content-Disposition", "attachment; filename=\"proof.zip\"")
          .result(ProofZip.format(bundle).toArray());
    } else {
      exchange.json(200, bundle.json());
    }
  }

  /** Reads everything of the record again, and checks it. */
  public List<Check> verify(Exchange exchange) throws IOException, InterruptedException {
    return verification.of(reading.of(exchange, Action.VERIFICATION, null).holding());
  }

  private void verifyWhatIsHandedIn(Exchange exchange) throws IOException {
    Sha256 single = single(exchange.context().queryParam("sha256"));
    Path file = Files.createTempFile(spool, "verify-", ".tmp");
    try {
      Files.copy(exchange.body(longest), file, StandardCopyOption.REPLACE_EXISTING);
      FileVerification.Result result = verification.of(file);
      exchange.json(
          200,
          single == null
              ? CheckJson.of(result.checks(), exchange.language())
              : ofFile(NamedFile.of(single, List.of(result)), result, exchange.language()));
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ProblemCode.INVALID,
          "neither a package nor a proof bundle nor a certified copy; of a single file send its"
              + " proof or package, and its digest as ?sha256=");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static ObjectNode ofFile(
      NamedFile named, FileVerification.Result beside, Language language) {
    List<Check> checks = new ArrayList<>(beside.checks());
    checks.addFirst(named.check());
    ObjectNode json = CheckJson.of(checks, language);
    if (named.place() != null) {
      CheckJson.addPlace(json, named.place());
    }
    return json;
  }

  private static @Nullable Sha256 single(@Nullable String hex) {
    try {
      return hex == null ? null : Sha256.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.MALFORMED, "`sha256` has 64 lower-case hexadecimal digits");
    }
  }
}
