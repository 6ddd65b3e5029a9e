package cn.cunzhen.api.node;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.KeptQuestions;
import cn.cunzhen.api.account.KeySignIn;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.calls.AuditCalls;
import cn.cunzhen.api.calls.CopyCalls;
import cn.cunzhen.api.calls.CopyOffice;
import cn.cunzhen.api.calls.GrantCalls;
import cn.cunzhen.api.calls.GuardianshipCalls;
import cn.cunzhen.api.calls.ItemCalls;
import cn.cunzhen.api.calls.LedgerCalls;
import cn.cunzhen.api.calls.ListCalls;
import cn.cunzhen.api.calls.ObjectionCalls;
import cn.cunzhen.api.calls.PageCalls;
import cn.cunzhen.api.calls.ProofCalls;
import cn.cunzhen.api.calls.ReaderCalls;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.calls.ReportCalls;
import cn.cunzhen.api.calls.SealCalls;
import cn.cunzhen.api.calls.SearchCalls;
import cn.cunzhen.api.calls.SessionCalls;
import cn.cunzhen.api.calls.SubmissionCalls;
import cn.cunzhen.api.calls.SystemCalls;
import cn.cunzhen.api.calls.WatchCalls;
import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.HttpServer;
import cn.cunzhen.api.http.OpenApi;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.oidc.OpenId;
import cn.cunzhen.api.oidc.OpenIdSettings;
import cn.cunzhen.api.pages.LedgerFigures;
import cn.cunzhen.api.pages.Pages;
import cn.cunzhen.api.tls.ServerTls;
import cn.cunzhen.api.tls.TlsFiles;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Proofs;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.Reporting;
import cn.cunzhen.core.Verification;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.access.Grants;
import cn.cunzhen.core.access.Guardianships;
import cn.cunzhen.core.access.Objections;
import cn.cunzhen.core.access.Openings;
import cn.cunzhen.core.access.Releases;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.copy.CopyCodes;
import cn.cunzhen.core.copy.CopySealing;
import cn.cunzhen.core.copy.CopyVerifier;
import cn.cunzhen.core.copy.Standings;
import cn.cunzhen.core.derived.DisposalFollower;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.Rounds;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.longterm.LongTermSealing;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.CertificateTerm;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamping;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.tally.Tallies;
import cn.cunzhen.core.witness.Cosigning;
import cn.cunzhen.indexer.access.AccessFollower;
import cn.cunzhen.indexer.access.AccessIndex;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process of the archive: the floors below, its access ledger, and a server for them.
 *
 * <p>Started in the order in which things rest on each other, and stopped the other way round.
 */
public final class Node implements AutoCloseable {
  /** More bytes than a package has besides its files. */
  private static final long BESIDE_FILES = 64 << 20;

  private static final Duration ACCESS_PATIENCE = Duration.ofSeconds(2);

  /**
   * How often it is looked whether a revocation list is due, or one is to be named by the ledger
   * that somebody has revoked a certificate on.
   */
  private static final Duration LISTS = Duration.ofSeconds(10);

  /** How often it is looked whether another certificate lies there to serve with. */
  private static final Duration CERTIFICATE = Duration.ofSeconds(5);

  private final Parts parts;
  private final Floors floors;
  private final Accounts accounts;
  private final HttpServer server;
  private final List<Route> routes;
  private final Witnesses witnesses;
  private final Stamping stamping;

  private Node(
      Parts parts,
      Floors floors,
      Accounts accounts,
      Witnesses witnesses,
      Stamping stamping,
      List<Route> routes,
      HttpServer server) {
    this.parts = parts;
    this.floors = floors;
    this.accounts = accounts;
    this.witnesses = witnesses;
    this.stamping = stamping;
    this.routes = routes;
    this.server = server;
  }

  /**
   * Starts a node; when this returns it serves.
   *
   * @param unfit told when the store has failed for good: the process must end
   */
  public static Node start(Configuration configuration, Consumer<StorageException.Unfit> unfit)
      throws IOException {
    Parts parts = new Parts();
    try {
      return start(configuration, unfit, parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Node start(
      Configuration configuration, Consumer<StorageException.Unfit> unfit, Parts parts)
      throws IOException {
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    ServerTls tls = tls(configuration, parts, clock);
    Floors floors = Floors.open(configuration, parts, random, clock, unfit);
    Ledger ledger = floors.archive().ledger();
    List<DisposalFollower> erasing =
        List.of(
            parts.add(floors.derivatives().follow(ledger)),
            parts.add(DisposalFollower.start("pages", ledger, floors.pages()::erase)));
    Accounts accounts =
        new Accounts(
            floors.store().heads(),
            floors.identity().keys().idKey().derive("account codes"),
            random,
            clock,
            configuration.sessionTime());
    OpenId openId = openId(configuration, floors, parts, random, clock);
    Watching watching = Watching.open(configuration, floors, parts, random, clock);
    ServedLog served = new ServedLog(floors.log(), ledger::head, floors.identity().signer());
    Witnesses witnesses = Witnesses.start(configuration, floors, served, parts);
    TimeStamps stamps =
        TimeStamps.start(configuration, floors, served, witnesses, parts, random, clock);
    Audits audits =
        Audits.start(configuration, floors, served, stamps, watching.node(), parts, random, clock);
    Remembering remembering = floors.remembering(clock);
    OwnLists lists = remembering.lists();
    parts.add(
        Rounds.start(
            "revocation-lists",
            LISTS,
            () -> {
              lists.refresh();
              remembering.remember();
            }));
    Metrics metrics = new Metrics(floors, erasing, stamps.stamping(), witnesses.cosigning(), tls);
    Guardianships guardianships =
        new Guardianships(
            floors.store().heads(),
            floors.identity().keys().idKey(),
            () -> Floors.random(random, 16),
            clock);
    List<Route> routes =
        routes(
            configuration,
            floors,
            accounts,
            guardianships,
            openId,
            watching,
            served,
            stamps,
            witnesses,
            audits,
            metrics,
            lists,
            Tallying.start(floors, parts, clock),
            clock);
    HttpServer server =
        parts.add(
            new HttpServer(
                configuration.httpHost(),
                configuration.httpPort(),
                tls,
                routes,
                configuration.proxies(),
                configuration.rate(),
                address(configuration),
                token ->
                    (openId != null && OpenId.isMine(token)
                            ? openId.caller(token)
                            : accounts.caller(token))
                        .map(guardianships::standing),
                Pages::problem));
    return new Node(parts, floors, accounts, witnesses, stamps.stamping(), routes, server);
  }

  /** Before all else: files that don't fit are told before anything has been opened. */
  private static @Nullable ServerTls tls(Configuration configuration, Parts parts, Clock clock) {
    TlsFiles files = configuration.tls();
    if (files == null) {
      return null;
    }
    ServerTls tls = ServerTls.open(files, clock);
    parts.add(Rounds.start("tls-certificate", CERTIFICATE, tls::refresh));
    return tls;
  }

  private static @Nullable OpenId openId(
      Configuration configuration, Floors floors, Parts parts, SecureRandom random, Clock clock) {
    OpenIdSettings settings = configuration.openId();
    return settings == null
        ? null
        : parts.add(
            OpenId.start(
                settings, floors.store().heads(), random, clock, configuration.sessionTime()));
  }

  private static Address address(Configuration configuration) {
    return new Address(
        configuration.copies().address(), configuration.httpHost(), configuration.tls() != null);
  }

  /** The node's own access ledger, and the index of all. */
  private record Watching(String node, ServedLog served, AccessLedger ledger, AccessIndex index) {
    static Watching open(
        Configuration configuration, Floors floors, Parts parts, SecureRandom random, Clock clock)
        throws IOException {
      String node = floors.folder().name(configuration.node(), random);
      String prefix = "access/" + node;
      Identity identity = floors.identity();
      AppendLog log = accessLog(floors, node, clock);
      AccessIndex index =
          parts.add(AccessIndex.open(floors.folder().accesses(), identity.genesis().digest()));
      AccessLedger ledger =
          parts.add(
              new AccessLedger(
                  log,
                  floors.store().objects(),
                  prefix,
                  () -> Floors.random(random, AccessBody.SALT),
                  ACCESS_PATIENCE,
                  batch -> index.add(node, batch)));
      parts.add(
          AccessFollower.start(floors.store(), each -> accessLog(floors, each, clock), index));
      return new Watching(
          node, new ServedLog(log, ledger::head, identity.accessSigner(node)), ledger, index);
    }
  }

  private static AppendLog accessLog(Floors floors, String node, Clock clock) {
    return new AppendLog(
        floors.store(),
        "access/" + node,
        floors.identity().accessOrigin(node),
        floors.identity().commitKey(),
        floors.seen(),
        clock);
  }

  private static List<Route> routes(
      Configuration configuration,
      Floors floors,
      Accounts accounts,
      Guardianships guardianships,
      @Nullable OpenId openId,
      Watching watching,
      ServedLog ledger,
      TimeStamps stamps,
      Witnesses witnesses,
      Audits audits,
      Metrics metrics,
      OwnLists lists,
      Tallies tallies,
      Clock clock) {
    Anchors anchors = floors.identity().keys().anchors();
    Proofs proofs =
        new Proofs(
            ledger,
            floors.archive().packages(),
            stamps.stamps(),
            witnesses.cosignatures(),
            Renewals.of(floors.archive().ledger(), floors.store().objects()));
    Verification verification =
        new Verification(
            floors.store().objects(),
            proofs,
            new PackageVerifier(anchors),
            new ProofVerifier(anchors, stamps.outside(), ledger.verifierKey(), witnesses.policy()),
            new CopyVerifier(anchors, stamps.outside()));
    SecureRandom random = new SecureRandom();
    Grants grants = new Grants(floors.store().heads(), () -> Floors.random(random, 16), clock);
    Releases releases =
        new Releases(floors.store().heads(), () -> Floors.random(random, 16), clock);
    Openings openings =
        new Openings(
            configuration.readingLimit(), WatchCalls.opened(watching.index()), releases, clock);
    Reading reading = new Reading(floors.archive(), watching.ledger(), grants, openings, clock);
    SearchCalls search = new SearchCalls(floors.index(), reading);
    RecordCalls records = new RecordCalls(reading, floors.index());
    long longestPackage = configuration.limits().bytesInAll() + BESIDE_FILES;
    ProofCalls proofCalls =
        new ProofCalls(reading, proofs, verification, floors.spool(), longestPackage);
    ReaderCalls readers =
        new ReaderCalls(reading, search, watching.index(), tallies, floors.places());
    SignIn door = new SignIn(accounts, clock);
    List<Route> calls = new ArrayList<>();
    calls.addAll(
        new SessionCalls(
                door,
                new KeySignIn(accounts, floors.store().heads(), clock),
                address(configuration))
            .routes());
    calls.addAll(
        new SubmissionCalls(floors.archive(), configuration.limits().submissionBytes()).routes());
    calls.addAll(new ListCalls().routes());
    calls.addAll(new ItemCalls(floors.archive().catalogue()).routes());
    calls.addAll(search.routes());
    calls.addAll(records.routes());
    WatchCalls watchCalls =
        new WatchCalls(reading, watching.index(), floors.index(), openings, releases, clock);
    calls.addAll(watchCalls.routes());
    Objections objections =
        new Objections(floors.store().heads(), () -> Floors.random(random, 16), clock);
    ObjectionCalls objectionCalls = new ObjectionCalls(reading, watching.index(), objections);
    calls.addAll(objectionCalls.routes());
    GrantCalls grantCalls = new GrantCalls(reading, grants, clock);
    calls.addAll(grantCalls.routes());
    GuardianshipCalls guardianshipCalls = new GuardianshipCalls(reading, guardianships, clock);
    calls.addAll(guardianshipCalls.routes());
    PageCalls pages = new PageCalls(reading, floors.pages(), clock);
    calls.addAll(pages.routes());
    CopyCodes codes = new CopyCodes(floors.identity().keys().idKey());
    CopyOffice office = copyOffice(configuration, floors, stamps, codes);
    CopyCalls copies = new CopyCalls(reading, floors.pages(), office, clock);
    calls.addAll(copies.routes());
    Reporting reporting =
        new Reporting(
            floors.archive(),
            proofs,
            verification,
            witnesses.policy(),
            floors.identity().origin(),
            Version.NUMBER,
            clock);
    ReportCalls reports = new ReportCalls(reading, reporting, readers, office);
    calls.addAll(reports.routes());
    calls.addAll(proofCalls.routes());
    calls.addAll(new SealCalls(reading, longTermSealing(floors, stamps, lists, clock)).routes());
    calls.addAll(readers.routes());
    AuditCalls auditCalls = new AuditCalls(audits.room(), audits.rounds()::trouble);
    calls.addAll(auditCalls.routes());
    calls.addAll(Pages.ofReceipts(records, floors.places(), clock));
    calls.addAll(
        new LedgerCalls(
                ledger,
                stamps.stamps(),
                witnesses.cosignatures(),
                () -> Map.of(watching.node(), watching.served()),
                anchors.pem(),
                stamps.outside().pem(),
                lists)
            .routes());
    calls.addAll(
        new SystemCalls(
                () -> floors.index().reached() >= floors.startedAt(),
                metrics.registry(),
                () -> OpenApi.of(calls, Version.NUMBER))
            .routes());
    List<Route> all = new ArrayList<>(calls);
    all.addAll(
        new Pages(
                reading,
                search,
                records,
                proofCalls,
                readers,
                new KeptQuestions(floors.store().heads(), new SecureRandom()),
                floors.archive().catalogue(),
                floors.places())
            .routes());
    all.addAll(
        Pages.ofAccounts(
            accounts,
            door,
            openId,
            readers,
            objectionCalls,
            guardianshipCalls,
            floors.places(),
            address(configuration),
            configuration.sessionTime(),
            clock));
    all.addAll(Pages.ofFiles(records, pages));
    all.addAll(Pages.ofGrants(grantCalls, clock));
    all.addAll(Pages.ofGuardianships(guardianshipCalls, clock));
    all.addAll(Pages.ofWatch(watchCalls, objectionCalls, floors.places()));
    all.addAll(Pages.ofVerification(anchors, stamps.outside(), ledger.verifierKey()));
    List<CertificateTerm> terms = new ArrayList<>(floors.identity().keys().terms());
    terms.addAll(anchors.and(stamps.anchors()).terms());
    LedgerFigures figures =
        new LedgerFigures(
            ledger,
            stamps.stamps(),
            new TimeStampVerifier(stamps.anchors()),
            witnesses.cosignatures(),
            witnesses.policy(),
            terms,
            Renewals.of(floors.archive().ledger(), floors.store().objects()),
            clock);
    all.addAll(Pages.ofAudits(audits.room(), auditCalls, figures));
    all.addAll(Pages.ofCopies(copies, new Standings(codes, floors.archive().ledger())));
    all.addAll(Pages.ofReports(reports));
    all.addAll(Pages.ofIntake(floors.archive().catalogue(), floors.places(), clock));
    return List.copyOf(all);
  }

  private static LongTermSealing longTermSealing(
      Floors floors, TimeStamps stamps, OwnLists lists, Clock clock) {
    return new LongTermSealing(
        stamps.stamper(new SecureRandom()),
        Renewals.of(floors.archive().ledger(), floors.store().objects())::validations,
        lists,
        floors.identity().keys().anchors().and(stamps.anchors()),
        clock);
  }

  private static CopyOffice copyOffice(
      Configuration configuration, Floors floors, TimeStamps stamps, CopyCodes codes) {
    Identity identity = floors.identity();
    return new CopyOffice(
        codes,
        new CopySealing(identity.keys().documentSealer(stamps.stamper(new SecureRandom()))),
        identity.origin().value(),
        floors.places(),
        address(configuration),
        configuration.copies().pages(),
        floors.spool());
  }

  /** Gets ready for what would else begin with the first who asks for it. */
  public void prepare() throws IOException {
    floors.pages().prepare();
  }

  public int port() {
    return server.port();
  }

  /** Every call that it serves. */
  public List<Route> routes() {
    return routes;
  }

  public Archive archive() {
    return floors.archive();
  }

  /** What verifies the ledger's checkpoints. */
  public VerifierKey verifierKey() {
    return floors.identity().signer().verifierKey();
  }

  /** Why witnesses did not cosign last time, by their names; empty where they did, or are none. */
  public Map<String, String> witnessTroubles() {
    Cosigning cosigning = witnesses.cosigning();
    return cosigning == null ? Map.of() : cosigning.troubles();
  }

  /** How many entries are covered by a stamp and, where there are witnesses, by cosignatures. */
  public long attested() {
    long stamped = stamping.newest().map(Stamped::size).orElse(0L);
    Cosigning cosigning = witnesses.cosigning();
    return cosigning == null ? stamped : Math.min(stamped, cosigning.newest());
  }

  /** How many records' files are still to be read for search. */
  public int textsPending() throws IOException {
    return floors.index().pending();
  }

  public Accounts accounts() {
    return accounts;
  }

  /** Takes no more calls, lets those under way end, and stops. */
  @Override
  public void close() {
    parts.close();
  }
}
