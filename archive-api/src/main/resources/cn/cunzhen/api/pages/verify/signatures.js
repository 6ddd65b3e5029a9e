// Verification in the browser, 1 of 7: bytes, DER, certificates, and signatures by WebCrypto.
//
// The parts are one script: signatures, seals (seals and time stamps), proofs (ledger entry,
// inclusion proof, checkpoint), evidence (what renewed a proof), packages, copies (certified ones),
// page (what people see). Nothing in them asks a network.
//
// What is read here may come from a forger. A reader throws Refused where a thing is not what it
// is taken for, and Unknowable where it may be right and this browser can't tell.

class Refused extends Error {
  /** @param code which of the page's sentences says why; the values fill its places */
  constructor(code, ...values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

class Unknowable extends Refused {}

const require = (holds, code = "malformed") => {
  if (!holds) {
    throw new Refused(code);
  }
};

// Bytes

const MB = 1 << 20;
const bytesOf = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) =>
  one.length === other.length && one.every((byte, i) => byte === other[i]);

/** Malformed UTF-8 is refused, and a byte order mark is part of the text. */
const textOf = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused("malformed");
  }
};

const join = (parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** The one base64 form (RFC 4648 §4): browsers pass over blanks and missing padding. */
const fromBase64 = (text) => {
  require(typeof text === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0);
  const binary = atob(text);
  require(btoa(binary) === text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
};

const digest = async (algorithm, bytes) =>
  new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
const sha256 = (bytes) => digest("SHA-256", bytes);

// DER (X.690 §10): definite lengths in the fewest bytes, and nothing left over.

const INTEGER = 0x02, BITS = 0x03, OCTETS = 0x04, OID = 0x06, SEQUENCE = 0x30, SET = 0x31;
const FIRST = 0xa0, SECOND = 0xa1, THIRD = 0xa2; // [0], [1], [2], constructed

const readElement = (bytes, at) => {
  require(at + 2 <= bytes.length && (bytes[at] & 0x1f) !== 0x1f);
  let start = at + 2;
  let length = bytes[at + 1];
  if (length === 0x80) {
    throw new Unknowable("not-der"); // an indefinite length: BER, which other software may read
  }
  if (length > 0x80) {
    const count = length & 0x7f;
    require(count <= 4 && start + count <= bytes.length);
    length = bytes.subarray(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
    require(length >= 0x80 && length >= 256 ** (count - 1));
    start += count;
  }
  require(start + length <= bytes.length);
  return {
    tag: bytes[at],
    raw: bytes.subarray(at, start + length),
    content: bytes.subarray(start, start + length),
  };
};

const readDer = (bytes) => {
  const element = readElement(bytes, 0);
  require(element.raw.length === bytes.length);
  return element;
};

/** More than anything here needs: a forger's work ends there too. */
const MOST_PARTS = 10_000;

/** What stands in an element, which must have this tag. */
const inside = (element, tag = SEQUENCE) => {
  require(element?.tag === tag);
  const parts = [];
  for (let at = 0; at < element.content.length; at += parts.at(-1).raw.length) {
    parts.push(readElement(element.content, at));
    require(parts.length <= MOST_PARTS);
  }
  return parts;
};

const contentOf = (element, tag) => {
  require(element?.tag === tag);
  return element.content;
};

/** Dotted. Numbers past 2^53 come out wrong, and so equal none that is looked for. */
const oidOf = (element) => {
  const content = contentOf(element, OID);
  require(content.length > 0 && content.at(-1) < 0x80);
  const arcs = [];
  let arc = 0;
  for (const byte of content) {
    require(arc > 0 || byte !== 0x80);
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = Math.min(2, Math.floor(arcs[0] / 40));
  return [first, arcs[0] - 40 * first, ...arcs.slice(1)].join(".");
};

const bitsOf = (element) => {
  const content = contentOf(element, BITS);
  require(content[0] === 0);
  return content.subarray(1);
};

/** UTCTime or GeneralizedTime, in milliseconds since 1970. */
const timeOf = (element) => {
  require(element?.tag === 0x17 || element?.tag === 0x18);
  const text = textOf(element.content);
  const century = element.tag === 0x18 ? "" : text < "50" ? "20" : "19";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/.exec(century + text);
  require(parts && (element.tag === 0x18 || !parts[7]));
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  require(month <= 12 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59);
  const fraction = Math.floor(Number("0." + (parts[7] ?? "0")) * 1000);
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction);
};

// Certificates (RFC 5280 §4)

const BASIC_CONSTRAINTS = "2.5.29.19", KEY_USAGE = "2.5.29.15", PURPOSES = "2.5.29.37";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
/** Documents (RFC 9336), mail, anything. */
const SIGNING = ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "2.5.29.37.0"];
const DIGITAL_SIGNATURE = 0x80, NON_REPUDIATION = 0x40, CERTIFICATE_SIGNING = 0x04;

const readCertificate = (raw) => {
  const [body, algorithm, signature, ...rest] = inside(readDer(raw));
  require(rest.length === 0);
  const fields = inside(body);
  const [serial, inner, issuer, validity, subject, key, ...more] =
    fields[0]?.tag === FIRST ? fields.slice(1) : fields;
  const [notBefore, notAfter] = inside(validity).map(timeOf);
  require(inner && same(inner.raw, algorithm.raw) && key);
  return {
    raw,
    body: body.raw,
    serial: serial.raw,
    issuer: issuer.raw,
    subject: subject.raw,
    name: nameOf(subject),
    notBefore,
    notAfter,
    key: key.raw,
    algorithm: oidOf(inside(algorithm)[0]),
    signature: bitsOf(signature),
    extensions: readExtensions(more.find(({ tag }) => tag === 0xa3)),
  };
};

const readExtensions = (wrapped) => {
  const extensions = new Map();
  for (const extension of wrapped ? inside(inside(wrapped, 0xa3)[0]) : []) {
    const parts = inside(extension);
    const type = oidOf(parts[0]);
    require(!extensions.has(type));
    const value = readDer(contentOf(parts.at(-1), OCTETS));
    extensions.set(type, { critical: parts.length === 3 && parts[1].content[0] !== 0, value });
  }
  return extensions;
};

/** For people alone: the common name, else all that can be read. */
const nameOf = (subject) => {
  const names = inside(subject).flatMap((set) => inside(set, SET)).map((pair) => {
    const [type, value] = inside(pair);
    return { common: oidOf(type) === "2.5.4.3", text: readable(value) };
  });
  const common = names.filter((name) => name.common);
  return (common.length > 0 ? common : names).map(({ text }) => text).join(", ");
};

const readable = ({ tag, content }) =>
  new TextDecoder(tag === 0x1e ? "utf-16be" : "utf-8").decode(content);

const usesOf = ({ extensions }) => {
  const usage = extensions.get(KEY_USAGE)?.value;
  return usage === undefined ? undefined : contentOf(usage, BITS)[1] ?? 0;
};

const criticalsAreAmong = ({ extensions }, understood) =>
  [...extensions].every(([type, { critical }]) => !critical || understood.includes(type));

const mayIssue = (certificate, issuersBelow) => {
  const constraints = certificate.extensions.get(BASIC_CONSTRAINTS)?.value;
  const [authority, length] = constraints ? inside(constraints) : [];
  const uses = usesOf(certificate);
  return authority?.tag === 0x01 && authority.content[0] !== 0
    && (length === undefined || Number("0x" + hex(contentOf(length, INTEGER))) >= issuersBelow)
    && (uses === undefined || (uses & CERTIFICATE_SIGNING) !== 0)
    && criticalsAreAmong(certificate, [BASIC_CONSTRAINTS, KEY_USAGE]);
};

const hasSigningUse = (certificate) =>
  ((usesOf(certificate) ?? 0) & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0;

/** What it says that it is for; undefined where it does not say. */
const purposesOf = ({ extensions }) => {
  const purposes = extensions.get(PURPOSES)?.value;
  return purposes && inside(purposes).map(oidOf);
};

const OF_SIGNERS = [BASIC_CONSTRAINTS, KEY_USAGE, PURPOSES];

/** One that names purposes, and none of them is the signing of contents, seals nothing. */
const maySeal = (certificate) =>
  hasSigningUse(certificate)
  && (purposesOf(certificate)?.some((purpose) => SIGNING.includes(purpose)) ?? true)
  && criticalsAreAmong(certificate, OF_SIGNERS);

/** Time stamps and nothing else (RFC 3161 §2.3). */
const mayStamp = (certificate) =>
  hasSigningUse(certificate)
  && certificate.extensions.get(PURPOSES)?.critical === true
  && purposesOf(certificate).join() === TIME_STAMPING
  && criticalsAreAmong(certificate, OF_SIGNERS);

const readPem = (text) => {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)];
  require(blocks.length > 0 && blocks.every(([, type]) => type === "CERTIFICATE"));
  return blocks.map(([, , base64]) => readCertificate(fromBase64(base64.replace(/\s/g, ""))));
};

// Signatures

const SIGNATURES = {
  "1.2.840.10045.4.3.2": { name: "ECDSA", hash: "SHA-256" },
  "1.2.840.10045.4.3.3": { name: "ECDSA", hash: "SHA-384" },
  "1.2.840.10045.4.3.4": { name: "ECDSA", hash: "SHA-512" },
  "1.2.840.113549.1.1.11": { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  "1.2.840.113549.1.1.12": { name: "RSASSA-PKCS1-v1_5", hash: "SHA-384" },
  "1.2.840.113549.1.1.13": { name: "RSASSA-PKCS1-v1_5", hash: "SHA-512" },
};
const EC_KEY = "1.2.840.10045.2.1", RSA_KEY = "1.2.840.113549.1.1.1";
const P256 = "1.2.840.10045.3.1.7";
const CURVES = {
  [P256]: { namedCurve: "P-256", size: 32 },
  "1.3.132.0.34": { namedCurve: "P-384", size: 48 },
  "1.3.132.0.35": { namedCurve: "P-521", size: 66 },
};

/** The curve of a public key, dotted; undefined for a key that is on none. */
const curveOf = (key) => {
  const [type, curve] = inside(inside(readDer(key))[0]);
  return oidOf(type) === EC_KEY && curve?.tag === OID ? oidOf(curve) : undefined;
};

const isRsa = (key) => oidOf(inside(inside(readDer(key))[0])[0]) === RSA_KEY;

/** The signature as WebCrypto takes it: r and s side by side, each as long as the curve's field. */
const rawSignature = (der, size) => {
  const numbers = inside(readDer(der)).map((number) => {
    const content = contentOf(number, INTEGER);
    const padded = content[0] === 0;
    require(content.length > 0 && (padded ? content[1] >= 0x80 : content[0] < 0x80));
    const digits = padded ? content.subarray(1) : content;
    require(digits.length <= size);
    return join([new Uint8Array(size - digits.length), digits]);
  });
  require(numbers.length === 2);
  return join(numbers);
};

/**
 * Whether the signature verifies.
 *
 * @param algorithm dotted
 * @param key SubjectPublicKeyInfo
 */
const verifies = async (algorithm, key, message, signature) => {
  const { name, hash } = SIGNATURES[algorithm] ?? {};
  const curve = CURVES[curveOf(key)];
  if (!name || (name === "ECDSA" && !curve)) {
    throw new Unknowable("no-algorithm");
  }
  if (name !== "ECDSA" && !isRsa(key)) {
    return false;
  }
  try {
    const kind = name === "ECDSA" ? { name, namedCurve: curve.namedCurve } : { name, hash };
    const imported = await crypto.subtle.importKey("spki", key, kind, false, ["verify"]);
    const raw = name === "ECDSA" ? rawSignature(signature, curve.size) : signature;
    return await crypto.subtle.verify({ name, hash }, imported, raw, message);
  } catch {
    return false; // a key that is no key, or a signature that can't be one
  }
};

// Paths to an anchor (RFC 5280 §6.1, without policies and name constraints)

const LONGEST_PATH = 8;

const issued = async (issuer, certificate) =>
  same(issuer.subject, certificate.issuer)
  && verifies(certificate.algorithm, issuer.key, certificate.body, certificate.signature);

/** The first that issued it; a candidate whose key this browser can't use leaves it open. */
const issuerAmong = async (candidates, certificate) => {
  let open;
  for (const candidate of candidates) {
    try {
      if (await issued(candidate, certificate)) {
        return candidate;
      }
    } catch (fault) {
      open = fault;
    }
  }
  if (open) {
    throw open;
  }
  return undefined;
};

/**
 * The way from the first certificate to an anchor, and what is wrong with it at whatever time.
 *
 * @param certificates the signer's first
 * @param mayBeUsed whether a certificate is made for what the signer does
 */
const pathTo = async (anchors, certificates, mayBeUsed) => {
  const faults = new Set();
  const path = [certificates[0]];
  let unused = certificates.slice(1);
  let anchor = await issuerAmong(anchors, path[0]);
  while (!anchor && path.length < LONGEST_PATH) {
    const next = await issuerAmong(unused, path.at(-1));
    if (!next) {
      break;
    }
    path.push(next);
    unused = unused.filter((each) => each !== next);
    anchor = await issuerAmong(anchors, next);
  }
  anchor ? path.push(anchor) : faults.add("chain");
  if (certificates.some(({ issuer, subject }) => same(issuer, subject))) {
    faults.add("root-inside");
  }
  if (unused.length > 0) {
    faults.add("surplus-certificate");
  }
  if (!mayBeUsed(path[0]) || !path.slice(1).every((each, i) => mayIssue(each, i))) {
    faults.add("certificate-use");
  }
  const validAt = (time) =>
    path.every(({ notBefore, notAfter }) => notBefore <= time && time <= notAfter);
  return { faults, validAt, until: Math.min(...path.map(({ notAfter }) => notAfter)) };
};
