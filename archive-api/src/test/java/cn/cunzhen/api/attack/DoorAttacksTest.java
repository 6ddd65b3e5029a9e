package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that mean no good, through the doors by which files come in. */
class DoorAttacksTest {
  private static final long SEED = 20260105;
  private static final int FLIPS = 20;
  private static final int CUTS = 12;

  @TempDir private static Path folder;
  private static RunningNode node;
  private static String record;

  /** Listens where hostile files point to; nobody may come. */
  private static ServerSocket lure;

  /**
   * @param mayHold whether what was changed may be outside of what is sealed
   */
  record Parcel(String name, Bytes content, boolean mayHold) {
    static Parcel of(String name, byte[] bytes, boolean mayHold) {
      return new Parcel(name, Bytes.of(bytes), mayHold);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    lure = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    lure.setSoTimeout(100);
    node = RunningNode.on(folder, Map.of("ARCHIVE_STAMP_SECONDS", "1"));
    HttpResponse<String> receipt =
        submit("whole", "承诺书.txt", "告知承诺书".getBytes(StandardCharsets.UTF_8));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    record = RunningNode.json(receipt).path("recordId").asText();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    lure.close();
  }

  private static HttpResponse<String> submit(String transaction, String name, byte[] file)
      throws Exception {
    ObjectNode submission = Siege.submission(transaction);
    ((ObjectNode) submission.at("/files/0")).put("fileName", name);
    return node.submit("source", submission.toString(), Map.of("f1", file));
  }

  private static byte[] get(String account, String path, String accept) throws Exception {
    HttpRequest.Builder request =
        node.as(account, "/api/v1/records/" + record + path)
            .header("Accept", accept)
            .header("Archive-Purpose", "case-17");
    HttpResponse<byte[]> answer = node.bytes(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** What the archive itself gives out, damaged in every way that chance finds. */
  static Stream<Parcel> damaged() throws Exception {
    Map<String, byte[]> whole = new LinkedHashMap<>();
    whole.put("package", get("archivist", "/package", "*/*"));
    whole.put("proof", get("clerk", "/proof", "application/json"));
    whole.put("proof files", get("clerk", "/proof", "application/zip"));
    whole.put("report", get("clerk", "/report", "application/pdf"));
    List<Parcel> parcels = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : whole.entrySet()) {
      byte[] bytes = each.getValue();
      // Of a paper's signature the end is blank, and of a proof's files only the first is read.
      boolean open = List.of("report", "proof files").contains(each.getKey());
      Random random = new Random(SEED);
      for (int i = 0; i < FLIPS; i++) {
        byte[] flipped = bytes.clone();
        int at = random.nextInt(bytes.length);
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        parcels.add(
            Parcel.of(
                each.getKey() + " changed at " + at, flipped, !each.getKey().equals("package")));
      }
      for (int i = 0; i < CUTS; i++) {
        int at = bytes.length * (i + 1) / (CUTS + 2);
        parcels.add(Parcel.of(each.getKey() + " up to " + at, Arrays.copyOf(bytes, at), open));
        parcels.add(
            Parcel.of(
                each.getKey() + " twice from " + at,
                joined(Arrays.copyOf(bytes, at), bytes),
                open));
        byte[] blank = bytes.clone();
        Arrays.fill(blank, at, Math.min(bytes.length, at + 64), (byte) 0);
        parcels.add(Parcel.of(each.getKey() + " blank at " + at, blank, open));
      }
    }
    return parcels.stream();
  }

  /** A proof, each of its fields in turn being something else. */
  static Stream<Parcel> forged() throws Exception {
    String proof = new String(get("clerk", "/proof", "application/json"), StandardCharsets.UTF_8);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("nothing", RunningNode.JSON.nullNode());
    values.put("no text", RunningNode.JSON.getNodeFactory().textNode(""));
    values.put("text", RunningNode.JSON.getNodeFactory().textNode("../../etc/passwd"));
    values.put("no bytes", RunningNode.JSON.getNodeFactory().textNode("===="));
    values.put("bytes", RunningNode.JSON.getNodeFactory().textNode("AAAA"));
    values.put("nested bytes", RunningNode.JSON.getNodeFactory().textNode(nested()));
    values.put("endless bytes", RunningNode.JSON.getNodeFactory().textNode(endless()));
    values.put("a negative number", RunningNode.JSON.getNodeFactory().numberNode(-1));
    values.put("a number", RunningNode.JSON.getNodeFactory().numberNode((1L << 53) - 1));
    values.put("an object", RunningNode.JSON.createObjectNode());
    ArrayNode many = RunningNode.JSON.createArrayNode();
    for (int i = 0; i < 10_000; i++) {
      many.add("AAAA");
    }
    values.put("a long list", many);
    List<Parcel> parcels = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : RunningNode.JSON.readTree(proof).properties()) {
      values.forEach((name, value) -> {
        ObjectNode forged = (ObjectNode) tree(proof);
        forged.set(field.getKey(), value);
        byte[] bytes = forged.toString().getBytes(StandardCharsets.UTF_8);
        parcels.add(Parcel.of(field.getKey() + " is " + name, bytes, true));
      });
    }
    return parcels.stream();
  }

  private static JsonNode tree(String json) {
    try {
      return RunningNode.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sequences in sequences, of which none ends. */
  private static String nested() {
    byte[] der = new byte[60_000];
    for (int i = 0; i < der.length; i += 2) {
      der[i] = 0x30;
      der[i + 1] = (byte) 0x80;
    }
    return Base64.getEncoder().encodeToString(der);
  }

  /** A sequence that says it has 2 GiB. */
  private static String endless() {
    byte[] der = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x30};
    return Base64.getEncoder().encodeToString(der);
  }

  /** Made for readers of ZIP, JSON, PDF and XML. */
  static Stream<Parcel> made() throws IOException {
    Map<String, byte[]> made = new LinkedHashMap<>();
    made.put("nothing", new byte[0]);
    made.put("zeros", new byte[1 << 20]);
    made.put("a ZIP of nothing", zip());
    made.put("a ZIP that climbs", zip("../../../../etc/cron.d/x"));
    made.put("a ZIP with a root", zip("/etc/passwd"));
    made.put("a ZIP of another machine", zip("..\\..\\x", "C:\\x"));
    made.put("a ZIP with odd names", zip("record.json\u0000.txt", "data/\u202egpj.exe", "a/"));
    made.put("a ZIP with a proof's names", zip("record.json", "seal.p7s", "checkpoint", "leaf"));
    made.put("a ZIP with a package's names", zip("bagit.txt", "metadata/record.json", "data/1"));
    made.put("a ZIP bomb", bomb());
    made.put("a ZIP that counts too far", counting());
    made.put("JSON without end", "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
    made.put("JSON in JSON", "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    made.put(
        "a long number", ("{\"a\":" + "9".repeat(1 << 20) + "}").getBytes(StandardCharsets.UTF_8));
    made.put("UTF-16", "{\"record\": \"\"}".getBytes(StandardCharsets.UTF_16));
    made.put("a PDF of nothing", pdf(""));
    made.put(
        "a PDF that refers to itself",
        pdf(
            "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Prev 9/Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF"));
    made.put("a PDF of arrays", pdf("1 0 obj\n" + "[".repeat(200_000)));
    made.put("a PDF of dictionaries", pdf("1 0 obj\n" + "<</A ".repeat(200_000)));
    made.put(
        "a PDF of pages in circles",
        pdf(
            "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    for (String range :
        List.of(
            "0 0 0 0",
            "-1 5 6 7",
            "0 2147483647 2147483647 2147483647",
            "5 1 3",
            "0 9 9 9999999999999999999")) {
      made.put(
          "a PDF signed over " + range,
          pdf(
              "1 0 obj<</Type/Catalog/AcroForm<</SigFlags 3/Fields[2 0 R]>>>>endobj\n2 0 obj<</FT/Sig/T(s)/V 3 0 R>>endobj\n3 0 obj<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange["
                  + range
                  + "]/Contents<3080>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    }
    made.put(
        "XML that reads a file",
        xml("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
    made.put("XML that calls", xml("<!DOCTYPE a SYSTEM '" + lured() + "'><a/>"));
    return made.entrySet().stream().map(each -> Parcel.of(each.getKey(), each.getValue(), false));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('x');
      }
    }
    return bytes.toByteArray();
  }

  /** Under names that are read to their end. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("record.json", "proof.json", "bagit.txt", "seal.p7s")) {
        zip.putNextEntry(new ZipEntry(name));
        for (int i = 0; i < 64; i++) {
          zip.write(new byte[1 << 20]);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Its end says 65,535 entries in 4 GiB. */
  private static byte[] counting() throws IOException {
    byte[] zip = zip("record.json");
    Arrays.fill(zip, zip.length - 14, zip.length - 2, (byte) 0xff);
    return zip;
  }

  private static byte[] pdf(String body) {
    return ("%PDF-1.7\n" + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] xml(String body) {
    return ("<?xml version='1.0'?>" + body).getBytes(StandardCharsets.UTF_8);
  }

  private static String lured() {
    return "http://127.0.0.1:" + lure.getLocalPort() + "/x";
  }

  static Stream<Parcel> all() throws Exception {
    return Stream.of(damaged(), forged(), made()).flatMap(parcels -> parcels);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void whatIsHandedInToBeVerifiedNeverBreaksWhoVerifiesIt(Parcel parcel) throws Exception {
    HttpResponse<String> answer =
        node.send(
            HttpRequest.newBuilder(node.uri("/api/v1/verifications"))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(parcel.content().toArray())));

    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 422);
    assertThat(answer.body()).doesNotContain("root:", "Exception", folder.toString());
    if (!parcel.mayHold()) {
      assertThat(RunningNode.json(answer).path("valid").asBoolean()).as(answer.body()).isFalse();
    }
  }

  /** Kinds of files whose readers would fetch something, were they asked to. */
  static Stream<Parcel> calling() throws IOException {
    String url = lured();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("dtd.xml", xml("<!DOCTYPE a SYSTEM '" + url + "'><a>x</a>"));
    files.put("entity.xml", xml("<!DOCTYPE a [<!ENTITY b SYSTEM '" + url + "'>]><a>&b;</a>"));
    files.put("parameter.xml", xml("<!DOCTYPE a [<!ENTITY % b SYSTEM '" + url + "'> %b;]><a/>"));
    files.put(
        "include.xml",
        xml("<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='" + url + "'/></a>"));
    files.put("sheet.xml", xml("<?xml-stylesheet type='text/xsl' href='" + url + "'?><a>x</a>"));
    files.put(
        "schema.xml",
        xml(
            "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
                + " i:noNamespaceSchemaLocation='"
                + url
                + "'>x</a>"));
    files.put(
        "signed.xml",
        xml(
            "<a>x<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><SignedInfo>"
                + "<CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>"
                + "<SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>"
                + "<Reference URI='"
                + url
                + "'><DigestMethod"
                + " Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><DigestValue>AAAA</DigestValue>"
                + "</Reference></SignedInfo><SignatureValue>AAAA</SignatureValue><KeyInfo>"
                + "<RetrievalMethod URI='"
                + url
                + "'/></KeyInfo></Signature></a>"));
    files.put(
        "picture.svg",
        xml(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink'>"
                + "<image l:href='"
                + url
                + "' width='9' height='9'/></svg>"));
    files.put(
        "page.html",
        ("<html><head><link rel=stylesheet href='"
                + url
                + "'></head><body><img src='"
                + url
                + "'>"
                + "</body></html>")
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "mail.eml",
        ("From: a@b\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<img src='" + url + "'>")
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "fields.rtf",
        ("{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE \"" + url + "\"}{\\fldrslt x}}}")
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "action.pdf",
        pdf(
            "1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI("
                + url
                + ")>>>>endobj\n"
                + "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
                + "trailer<</Root 1 0 R>>\n%%EOF"));
    files.put("words.docx", office(url));
    files.put("form.ofd", ofd(url));
    return files.entrySet().stream().map(each -> Parcel.of(each.getKey(), each.getValue(), true));
  }

  private static byte[] office(String url) throws IOException {
    String types =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            + "<Default Extension='rels'"
            + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + "<Override PartName='/word/document.xml' ContentType='application/"
            + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    String relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='r1' Target='%s' Type='http://schemas.openxmlformats.org/"
            + "officeDocument/2006/relationships/%s'%s/></Relationships>";
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", types);
    parts.put("_rels/.rels", relations.formatted("word/document.xml", "officeDocument", ""));
    parts.put(
        "word/document.xml",
        "<!DOCTYPE w SYSTEM '"
            + url
            + "'><w:document xmlns:w="
            + "'http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p/>"
            + "</w:body></w:document>");
    parts.put(
        "word/_rels/document.xml.rels",
        relations.formatted(url, "attachedTemplate", " TargetMode='External'"));
    return zipped(parts);
  }

  private static byte[] ofd(String url) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "OFD.xml",
        "<!DOCTYPE o [<!ENTITY b SYSTEM '"
            + url
            + "'>]><ofd:OFD"
            + " xmlns:ofd='http://www.ofdspec.org/2016' Version='1.0' DocType='OFD'><ofd:DocBody>"
            + "<ofd:DocRoot>&b;</ofd:DocRoot><ofd:Signatures>"
            + url
            + "</ofd:Signatures>"
            + "</ofd:DocBody></ofd:OFD>");
    return zipped(parts);
  }

  private static byte[] zipped(Map<String, String> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Inspected, searched for signatures, read, drawn: by nobody is anything fetched. */
  @Test
  void noFileMakesTheArchiveCallAnybody() throws Exception {
    for (Parcel parcel : calling().toList()) {
      HttpResponse<String> answer =
          submit(parcel.name(), parcel.name(), parcel.content().toArray());
      assertThat(answer.statusCode()).as("%s: %s", parcel, answer.body()).isIn(201, 422);
      if (answer.statusCode() == 201) {
        String id = RunningNode.json(answer).path("recordId").asText();
        for (String path : List.of("/pages", "/pages/1")) {
          HttpRequest.Builder drawn =
              node.as("clerk", "/api/v1/records/" + id + "/files/1" + path)
                  .header("Archive-Purpose", "case-17");
          assertThat(node.send(drawn).statusCode()).as(parcel.name()).isIn(200, 404, 422);
        }
      }
    }
    CountDownLatch never = new CountDownLatch(1);
    while (node.node().textsPending() > 0) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThatThrownBy(lure::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void nothingIsLeftInTheSpool() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/spool"))) {
      assertThat(all.filter(Files::isRegularFile))
          .noneMatch(file -> file.getFileName().toString().startsWith("verify-"));
    }
  }

  @Test
  void theyAreHundreds() throws Exception {
    assertThat(all().count() + calling().count()).isGreaterThanOrEqualTo(300);
  }
}
