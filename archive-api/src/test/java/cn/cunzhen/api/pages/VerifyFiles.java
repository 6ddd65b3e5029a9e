package cn.cunzhen.api.pages;

import cn.cunzhen.core.copy.CopySealing;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.EvidenceVerifier;
import cn.cunzhen.core.evidence.HashTree;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofZip;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.OpenSslAuthority;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.seal.TimeStamper;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The proof, the package and a file of one record, and what a forger makes of each. */
final class VerifyFiles {
  /** What is wrong with a file, and which checks have to notice. */
  enum Bad {
    RECORD_FLIPPED("record-flipped.json", "seal", "leaf"),
    RECORD_FLIPPED_ZIP("record-flipped.zip", "seal", "leaf"),
    SEAL_OF_A_STRANGER("stranger.json", "seal"),
    SEAL_OF_A_STRANGER_ZIP("stranger.zip", "seal"),
    INCLUSION_FLIPPED("inclusion.json", "inclusion"),
    CHECKPOINT_OF_ANOTHER_KEY("key.json", "checkpoint"),
    STAMP_OF_ANOTHER_CHECKPOINT("stamp.json", "time"),
    FILE_CHANGED("changed.zip", "digests"),
    FILE_SURPLUS("surplus.zip", "package", "digests"),
    FILE_MISSING("missing.zip", "package", "digests"),
    PACKAGE_OF_A_STRANGER("seal-in-package.zip", "package", "digests", "seal"),
    COPY_CHANGED("copy-changed.pdf", "copy-seal"),
    COPY_WITH_MORE("copy-longer.pdf", "copy"),
    COPY_OF_A_STRANGER("copy-stranger.pdf", "copy-signer", "copy-time"),
    COPY_WITH_ANOTHER_SPELLING("copy-spelling.pdf", "copy-seal", "copy-time");

    final String file;
    private final String failing;

    Bad(String file, String... failing) {
      this.file = file;
      this.failing = String.join(" ", failing);
    }

    List<String> failing() {
      return List.of(failing.split(" "));
    }
  }

  static final List<String> GOOD = List.of("proof.json", "proof.zip", "package.zip");

  static final List<String> GOOD_COPIES = List.of("copy.pdf", "report.pdf");

  /** How long a local header is before the name begins. */
  private static final int LOCAL_HEADER = 30;

  private static final ObjectMapper JSON = new ObjectMapper();
  private final PagesSite site;
  private final Path folder;
  private final ArchiveKeys stranger = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());

  private VerifyFiles(PagesSite site, Path folder) {
    this.site = site;
    this.folder = folder;
  }

  /** Archives a record, waits for its time stamp, and writes all the files into the folder. */
  static VerifyFiles make(PagesSite site, Path folder) throws Exception {
    VerifyFiles files = new VerifyFiles(site, folder);
    String record = files.archive();
    Page page = site.visit(PagesSite.DESK);
    page.waitForCondition(() -> !files.json(proof(record)).path("timestamps").isEmpty());
    ObjectNode proof = files.json(proof(record));
    files.archive();
    page.waitForCondition(
        () -> files.newestStamp().path("size").asInt() > proof.path("treeSize").asInt());
    files.writeProofs(proof);
    files.writePackages(record);
    files.writeCopies();
    files.write("ca.pem", files.get("/ledger/ca.pem"));
    files.write("vkey", files.get("/ledger/vkey"));
    files.write("stranger.pem", Bytes.utf8(files.stranger.anchors().pem()).toArray());
    page.context().close();
    return files;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** A file of this size that takes no room on the disk. */
  Path sparse(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path(name).toFile(), "rw")) {
      file.setLength(size);
    }
    return path(name);
  }

  Path write(String name, byte[] content) throws IOException {
    return Files.write(path(name), content);
  }

  private static String proof(String record) {
    return "/api/v1/records/" + record + "/proof";
  }

  private void writeProofs(ObjectNode proof) throws IOException {
    writeBoth("proof", proof);
    Bytes record = Bytes.ofBase64(proof.path("record").asText());
    writeBoth("record-flipped", proof.deepCopy().put("record", flipped(record).base64()));
    writeBoth("stranger", proof.deepCopy().put("seal", sealOfAStranger(record).base64()));
    ObjectNode inclusion = proof.deepCopy();
    ArrayNode hashes = inclusion.withArray("hashes");
    hashes.set(0, flipped(Bytes.ofBase64(hashes.get(0).asText())).base64());
    writeBoth("inclusion", inclusion);
    writeBoth("key", proof.deepCopy().put("checkpoint", signedByAnother(proof)));
    ObjectNode stamp = proof.deepCopy();
    stamp.putArray("timestamps").add(newestStamp().path("token").asText());
    writeBoth("stamp", stamp);
  }

  /**
   * The same proof with the stamp of an authority outside, alone and beside the archive's own, and
   * that authority's anchors.
   */
  OpenSslAuthority writeOutside() throws IOException {
    OpenSslAuthority authority = OpenSslAuthority.in(Files.createDirectories(path("authority")));
    ObjectNode proof = tree(Files.readAllBytes(path("proof.json")));
    String text = Note.parse(Bytes.utf8(proof.path("checkpoint").asText())).text();
    TimeStampRequest request =
        TimeStampRequest.of(Sha256.of(Bytes.utf8(text)), Bytes.of(new byte[16]));
    Bytes token = request.token(authority.answer(request.der())).der();
    ObjectNode twice = proof.deepCopy();
    twice.withArray("timestamps").add(token.base64());
    writeBoth("stamped-twice", twice);
    proof.putArray("timestamps").add(token.base64());
    writeBoth("outside", proof);
    write("tsa-ca.pem", Files.readAllBytes(authority.anchors()));
    return authority;
  }

  private void writeBoth(String name, JsonNode proof) throws IOException {
    Bytes json = Bytes.utf8(proof.toString());
    write(name + ".json", json.toArray());
    write(name + ".zip", ProofZip.format(ProofBundle.parse(json)).toArray());
  }

  private Bytes sealOfAStranger(Bytes record) {
    String sealedAt = tree(record.toArray()).path("sealedAt").asText();
    return stranger
        .sealer(List.of(SealSuite.P256))
        .seal(record, Instant.parse(sealedAt))
        .getFirst()
        .der();
  }

  private static String signedByAnother(JsonNode proof) {
    Note note = Note.parse(Bytes.utf8(proof.path("checkpoint").asText()));
    KeyName name = note.signatures().getFirst().name();
    Ed25519Signer other = Ed25519Signer.of(name, Bytes.of(new byte[32]));
    return Note.sign(note.text(), other).format().utf8();
  }

  private void writePackages(String record) throws IOException {
    byte[] whole = get("/api/v1/records/" + record + "/package");
    List<String> names = ForgedZip.of(whole).names();
    String letter = names.getFirst();
    String metadata = letter.substring(0, letter.indexOf('/')) + "/metadata/";
    Bytes content = Bytes.of(ForgedZip.of(whole).content(letter));
    Bytes recordJson = Bytes.of(ForgedZip.of(whole).content(metadata + "record.json"));
    write("package.zip", whole);
    write("letter.txt", content.toArray());
    write("letter-changed.txt", flipped(content).toArray());
    byte[] changed = whole.clone();
    changed[LOCAL_HEADER + letter.length()] ^= 1;
    write("changed.zip", changed);
    write("missing.zip", ForgedZip.of(whole).remove(names.get(1)).bytes());
    write(
        "surplus.zip",
        ForgedZip.of(whole).put(letter.replace("001", "999"), new byte[] {1}).bytes());
    String tags = letter.substring(0, letter.indexOf('/')) + "/tagmanifest-sha256.txt";
    String others =
        new String(ForgedZip.of(whole).content(tags), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.endsWith("seal-gm.p7s"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    write(
        "seal-taken.zip",
        ForgedZip.of(whole)
            .remove(metadata + "seal-gm.p7s")
            .put(tags, others.getBytes(StandardCharsets.UTF_8))
            .bytes());
    write(
        "seal-in-package.zip",
        ForgedZip.of(whole)
            .put(metadata + "seal.p7s", sealOfAStranger(recordJson).toArray())
            .bytes());
  }

  private void writeCopies() throws IOException {
    byte[] copy = copy(site.others().getFirst().record());
    write("copy.pdf", copy);
    byte[] changed = copy.clone();
    changed[copy.length / 3] ^= 1;
    write("copy-changed.pdf", changed);
    write("copy-longer.pdf", Arrays.copyOf(copy, copy.length + 1));
    String text = new String(copy, StandardCharsets.ISO_8859_1);
    int seal = text.indexOf("/Contents <") + "/Contents <".length();
    byte[] spelling = copy.clone();
    spelling[seal + 2 * CopySealing.ROOM - 1] ^= 1;
    write("copy-spelling.pdf", spelling);
    write("copy-stranger.pdf", sealedByAStranger(copy, seal));
    write("report.pdf", report(site.others().getFirst().record()));
  }

  private byte[] copy(String record) throws IOException {
    HttpRequest.Builder request =
        site.node()
            .as("clerk", "/api/v1/records/" + record + "/certified-copies")
            .header("Archive-Purpose", "x")
            .POST(HttpRequest.BodyPublishers.ofString("{\"files\": [{\"n\": 1}]}"));
    return pdf(request);
  }

  private byte[] report(String record) throws IOException {
    return pdf(
        site.node()
            .as("clerk", "/api/v1/records/" + record + "/report?format=pdf")
            .header("Archive-Purpose", "x"));
  }

  private byte[] pdf(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> answer = site.node().bytes(request);
      if (answer.statusCode() != 200 && answer.statusCode() != 201) {
        throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sealedByAStranger(byte[] copy, int seal) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    digest.update(copy, 0, seal - 1);
    int resumed = seal + 2 * CopySealing.ROOM + 1;
    digest.update(copy, resumed, copy.length - resumed);
    Clock clock = Clock.systemUTC();
    BuiltInAuthority authority =
        new BuiltInAuthority(stranger.timeStamps(), clock, () -> Bytes.of(new byte[16]));
    try {
      Bytes theirs =
          stranger
              .documentSealer(
                  new TimeStamper(
                      List.of(authority),
                      new TimeStampVerifier(stranger.anchors()),
                      () -> Bytes.of(new byte[16])))
              .seal(new Sha256(Bytes.of(digest.digest())), CopySealing.ROOM);
      byte[] forged = copy.clone();
      byte[] digits =
          HexFormat.of()
              .withUpperCase()
              .formatHex(theirs.toArray())
              .getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, forged, seal, digits.length);
      return forged;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Evidence over the proof by an authority, as the archive has it made when digests grow old. */
  void writeRenewed(OpenSslAuthority outside) throws IOException {
    ObjectNode proof = tree(Files.readAllBytes(path("outside.json")));
    ProofBundle bundle = ProofBundle.parse(Bytes.utf8(proof.toString()));
    writeBoth("renewed", bundle.with(evidence(bundle, outside).der()).json());
    ProofBundle other = ProofBundle.parse(Bytes.of(Files.readAllBytes(path("proof.json"))));
    writeBoth("renewed-other", bundle.with(evidence(other, outside).der()).json());
    BuiltInAuthority sm =
        new BuiltInAuthority(
            stranger.timeStampsGm().orElseThrow(), Clock.systemUTC(), () -> Bytes.of(new byte[16]));
    writeBoth("renewed-sm", bundle.with(evidence(bundle, sm).der()).json());
    writeBoth("renewed-twice", bundle.with(twice(bundle, outside).der()).json());
  }

  private static EvidenceRecord evidence(ProofBundle bundle, TimeStampAuthority authority)
      throws IOException {
    return EvidenceRecord.of(List.of(List.of(first(bundle, authority))));
  }

  /** A tree of several, and not the first of them. */
  private static ArchiveTimeStamp first(ProofBundle bundle, TimeStampAuthority authority)
      throws IOException {
    Bytes own = DigestAlgorithm.SHA512.of(bundle.covered().format());
    HashTree tree =
        new HashTree(
            DigestAlgorithm.SHA512,
            List.of(
                List.of(DigestAlgorithm.SHA512.of(Bytes.utf8("another"))),
                List.of(own, DigestAlgorithm.SHA512.of(Bytes.utf8("its package"))),
                List.of(DigestAlgorithm.SHA512.of(Bytes.utf8("a third")))));
    return new ArchiveTimeStamp(
        DigestAlgorithm.SHA512, tree.reduced(1), token(tree.root(), authority));
  }

  private static TimeStamp token(Bytes digest, TimeStampAuthority authority) throws IOException {
    TimeStampRequest request =
        TimeStampRequest.of(DigestAlgorithm.SHA512, digest, Bytes.of(new byte[16]));
    try {
      return request.token(authority.answer(request.der())).inDer();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its token renewed, and then its tree. */
  private static EvidenceRecord twice(ProofBundle bundle, TimeStampAuthority authority)
      throws IOException {
    ArchiveTimeStamp first = first(bundle, authority);
    Bytes covered = DigestAlgorithm.SHA512.of(first.stamp().der());
    ArchiveTimeStamp second =
        new ArchiveTimeStamp(DigestAlgorithm.SHA512, List.of(), token(covered, authority));
    List<ArchiveTimeStamp> chain = List.of(first, second);
    Bytes again =
        EvidenceVerifier.renewed(
                DigestAlgorithm.SHA512,
                List.of(DigestAlgorithm.SHA512.of(bundle.covered().format())),
                EvidenceRecord.der(List.of(chain)))
            .getFirst();
    ArchiveTimeStamp third =
        new ArchiveTimeStamp(DigestAlgorithm.SHA512, List.of(), token(again, authority));
    return EvidenceRecord.of(List.of(chain, List.of(third)));
  }

  private static Bytes flipped(Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[changed.length / 2] ^= 1;
    return Bytes.of(changed);
  }

  private String archive() throws IOException, InterruptedException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("f1", "本人承诺所述属实。".getBytes(StandardCharsets.UTF_8));
    contents.put("f2", "附件一。".getBytes(StandardCharsets.UTF_8));
    return site.archive(submission(UUID.randomUUID().toString()), contents).record();
  }

  private static String submission(String transaction) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
     "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
     "title": "告知承诺书", "fileName": "承诺书.txt"},
     {"name": "f2", "material": "supporting", "part": "application", "fileName": "附件.txt"}]}
    """
        .formatted(transaction);
  }

  private JsonNode newestStamp() {
    return json("/ledger/stamp");
  }

  private ObjectNode json(String path) {
    return tree(get(path));
  }

  private static ObjectNode tree(byte[] json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] get(String path) {
    HttpRequest.Builder request = site.node().as("archivist", path).header("Archive-Purpose", "x");
    try {
      return site.node().bytes(request).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The line that verifies the site's checkpoints. */
  VerifierKey key() throws IOException {
    return VerifierKey.parse(Files.readString(path("vkey")).strip());
  }
}
