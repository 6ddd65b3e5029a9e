// Verification in the browser, 6 of 7: certified copies and probative-value reports, PDF files with
// one signature over all of it (PAdES B-T, ETSI EN 319 142-1).
//
// Nothing of the file but its bytes is looked at. Like a seal the signature has one form.

const LARGEST_COPY = 256 * MB;
const ROOM = 16 << 10; // bytes that a copy keeps for its signature
const SIGNATURE_STAMP = "1.2.840.113549.1.9.16.2.14";
const FILLING = "2.25.81617332831218084877108556155545360985", LEAST_FILLING = 256;

/** What says of a signature whose it is not, rather than what it is not over. */
const OF_SIGNER = ["chain", "root-inside", "surplus-certificate", "certificate-use", "validity"]
  .map((fault) => "seal-" + fault);

const BYTE_RANGE = bytesOf("/ByteRange");
const REPORT = bytesOf("/Reason (cunzhen probative-value report 1)");

const isPdf = async (file) => ascii(await slice(file, 0, 5)) === "%PDF-";

/** Where the sought bytes stand next, from there on; −1 for nowhere. */
const indexOf = (bytes, sought, from) => {
  for (let at = bytes.indexOf(sought[0], from); at >= 0; at = bytes.indexOf(sought[0], at + 1)) {
    let length = 1;
    while (length < sought.length && bytes[at + length] === sought[length]) {
      length++;
    }
    if (length === sought.length) {
      return at;
    }
  }
  return -1;
};

const isSignedPdf = (bytes) => indexOf(bytes, BYTE_RANGE, 0) >= 0;

/** The signature of a PDF, and what it is over: there is one, and it leaves out itself alone. */
const readSealedPdf = (bytes) => {
  const at = indexOf(bytes, BYTE_RANGE, 0);
  require(at >= 0 && indexOf(bytes, BYTE_RANGE, at + 1) < 0);
  const range = /^\/ByteRange \[0 ([1-9]\d{0,9}) ([1-9]\d{0,9}) ([1-9]\d{0,9})] *[/>\r\n]/
    .exec(ascii(bytes.subarray(at, at + 80)));
  require(range);
  const [gap, resumed, length] = range.slice(1).map(Number);
  require(resumed + length === bytes.length && resumed - gap === 2 + 2 * ROOM);
  require(ascii(bytes.subarray(gap - 10, gap + 1)) === "/Contents <"
    && bytes[resumed - 1] === ">".charCodeAt());
  const digits = new TextDecoder().decode(bytes.subarray(gap + 1, resumed - 1));
  require(/^[0-9A-F]*$/.test(digits));
  return {
    seal: Uint8Array.from({ length: ROOM }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16)),
    covered: join([bytes.subarray(0, gap), bytes.subarray(resumed)]),
  };
};

/** A token with nothing around what is signed in it but what that determines (RFC 5652 §5). */
const formatToken = ({ certificates, info, signature, raw }) => {
  const byKey = raw.id.tag === 0x80;
  const id = byKey ? raw.id.raw : der(SEQUENCE, certificates[0].issuer, certificates[0].serial);
  const signer = der(SEQUENCE, der(INTEGER, [byKey ? 3 : 1]), id, raw.digestAlgorithm.raw,
    raw.attributes.raw, raw.algorithm.raw, der(OCTETS, signature));
  return der(SEQUENCE, derOid(SIGNED_DATA), der(FIRST, der(SEQUENCE, der(INTEGER, [3]),
    der(SET, raw.digestAlgorithm.raw),
    der(SEQUENCE, derOid(TIME_STAMP_INFO), der(FIRST, der(OCTETS, info))),
    derSet(FIRST, certificates.map((each) => each.raw)), der(SET, signer))));
};

/** The parts of a copy's signature, which must be all that there is in it. */
const readDocumentSeal = async (bytes) => {
  const seal = readSignedData(bytes);
  const unsigned = readAttributes({ tag: FIRST, content: contentOf(seal.unsigned, SECOND) });
  const stamp = readStamp(unsigned.get(SIGNATURE_STAMP).raw);
  const filling = [...unsigned.values()].find(({ tag }) => tag === OCTETS);
  const sealed = contentOf(seal.attributes.get(MESSAGE_DIGEST), OCTETS);
  require(seal.certificates.length > 0 && stamp.certificates.length > 0);
  require(filling.content.length >= LEAST_FILLING && filling.content.every((byte) => byte === 0));
  const formatted = await formatSeal(seal.certificates, sealed, undefined, seal.signature,
    [derAttribute(SIGNATURE_STAMP, formatToken(stamp)), derAttribute(FILLING, filling.raw)]);
  require(same(formatted, bytes));
  return { ...seal, sealed, stamp };
};

const judgeDocumentSeal = async (seal, covered, trust) => {
  const [signer] = seal.certificates;
  const path = await pathTo(trust.sealAnchors, seal.certificates, maySeal);
  const faults = [...path.faults].map((fault) => "seal-" + fault);
  const mark = (holds, fault) => holds || faults.push("seal-" + fault);
  mark(path.validAt(seal.stamp.time), "validity");
  mark(same(seal.sealed, await sha256(covered)), "content");
  mark(await verifies(ECDSA_SHA256, signer.key, seal.signed, seal.signature), "signature");
  const stamp = await judgeStamp(
    seal.stamp, SHA256, await sha256(seal.signature), stampAnchors(trust));
  return { faults, stamp: stamp.faults };
};

/** Every check of a copy or a report, in the order of the chain from the file to the time. */
const verifyCopy = async (bytes, trust) => {
  const kind = indexOf(bytes, REPORT, 0) >= 0 ? "report" : "copy";
  const needed = [kind, "copy-seal", "copy-signer", "copy-time"];
  const outcome = (...checks) => ({ checks, needed, held: kind + "-holds" });
  const open = (...names) => names.map((name) => unknown(name, "malformed"));
  let pdf;
  try {
    pdf = readSealedPdf(bytes);
  } catch {
    return outcome(check(kind, ["not-a-copy"]), ...open("copy-seal", "copy-signer", "copy-time"));
  }
  let seal;
  try {
    seal = await readDocumentSeal(pdf.seal);
  } catch {
    return outcome(check(kind, []), check("copy-seal", ["malformed"]), ...open("copy-signer"),
      check("copy-time", ["malformed"]));
  }
  const judged = await attempt("copy-seal", async () =>
    ({ judged: await judgeDocumentSeal(seal, pdf.covered, trust) }));
  if (!judged.judged) {
    return outcome(check(kind, []), judged, ...open("copy-signer", "copy-time"));
  }
  const { faults, stamp } = judged.judged;
  return outcome(check(kind, []),
    check("copy-seal", faults.filter((fault) => !OF_SIGNER.includes(fault))),
    check("copy-signer", faults.filter((fault) => OF_SIGNER.includes(fault))),
    await stampCheck("copy-time", stamp, [seal.stamp], trust));
};
