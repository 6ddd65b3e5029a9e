// Verification in the browser, 2 of 7: seals and time stamps, both CMS SignedData (RFC 5652).

const SIGNED_DATA = "1.2.840.113549.1.7.2", DATA = "1.2.840.113549.1.7.1";
const CONTENT_TYPE = "1.2.840.113549.1.9.3", MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_TIME = "1.2.840.113549.1.9.5";
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const TIME_STAMP_INFO = "1.2.840.113549.1.9.16.1.4";
const SHA256 = "2.16.840.1.101.3.4.2.1", ECDSA_SHA256 = "1.2.840.10045.4.3.2";
const DIGESTS = {
  [SHA256]: "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

/** Real ones have a few KB and at most a handful of certificates; a forger's work ends there too. */
const LARGEST_SIGNED_DATA = 256 << 10, MOST_CERTIFICATES = 16;

/** The parts of a SignedData with one signer; whether they belong together is yet to be seen. */
const readSignedData = (bytes) => {
  require(bytes.length <= LARGEST_SIGNED_DATA);
  const [type, wrapped] = inside(readDer(bytes));
  require(oidOf(type) === SIGNED_DATA);
  const [, , content, ...rest] = inside(inside(wrapped, FIRST)[0]);
  const signers = inside(rest.at(-1), SET);
  require(signers.length === 1);
  const [, id, digestAlgorithm, ...more] = inside(signers[0]);
  const attributes = more[0]?.tag === FIRST ? more.shift() : undefined;
  const certificates = rest.filter(({ tag }) => tag === FIRST)
    .flatMap((set) => inside(set, FIRST))
    .filter(({ tag }) => tag === SEQUENCE)
    .map(({ raw }) => readCertificate(raw));
  require(certificates.length <= MOST_CERTIFICATES);
  return {
    content: inside(content),
    certificates: signerFirst(id, certificates),
    digestAlgorithm: oidOf(inside(digestAlgorithm)[0]),
    attributes: readAttributes(attributes),
    signed: attributes ? join([[SET], attributes.raw.subarray(1)]) : undefined, // RFC 5652 §5.4
    algorithm: oidOf(inside(more[0])[0]),
    signature: contentOf(more[1], OCTETS),
    unsigned: more[2],
    raw: { id, digestAlgorithm, attributes, algorithm: more[0] },
  };
};

const readAttributes = (attributes) => {
  const values = new Map();
  for (const attribute of attributes ? inside(attributes, FIRST) : []) {
    const [type, value] = inside(attribute);
    require(!values.has(oidOf(type)) && inside(value, SET).length === 1);
    values.set(oidOf(type), inside(value, SET)[0]);
  }
  return values;
};

/** The certificates with the signer's first; none where the signer's is missing. */
const signerFirst = (id, certificates) => {
  const byKey = id.tag === 0x80;
  const [issuer, serial] = byKey ? [] : inside(id);
  const signer = certificates.find((each) => byKey
    ? same(id.content, each.extensions.get("2.5.29.14")?.value.content ?? [])
    : same(issuer.raw, each.issuer) && same(serial.raw, each.serial));
  return signer ? [signer, ...certificates.filter((each) => each !== signer)] : [];
};

// A seal has one form: what is read is written again and has to come out the same, so that not one
// bit of it can be changed unnoticed.

const der = (tag, ...parts) => {
  const content = join(parts);
  const length = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) {
    length.unshift(rest % 256);
  }
  const short = content.length < 0x80;
  return join([[tag], short ? [content.length] : [0x80 + length.length, ...length], content]);
};

const derOid = (dotted) => {
  const [first, second, ...arcs] = dotted.split(".").map(BigInt);
  const bytes = [40n * first + second, ...arcs].flatMap((arc) => {
    const digits = [Number(arc % 128n)];
    for (let rest = arc / 128n; rest > 0n; rest /= 128n) {
      digits.unshift(Number(0x80n + (rest % 128n)));
    }
    return digits;
  });
  return der(OID, bytes);
};

/** UTCTime up to 2049, as RFC 5652 §11.3 has it. */
const derTime = (time) => {
  const text = new Date(time).toISOString().replace(/[-:T]|\.\d+/g, "");
  return text < "2050" ? der(0x17, bytesOf(text.slice(2))) : der(0x18, bytesOf(text));
};

const derSet = (tag, parts) =>
  der(tag, ...parts.map((part) => [hex(part), part]).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part));

const derAttribute = (type, value) => der(SEQUENCE, derOid(type), der(SET, value));

/** @param time undefined where a seal gives none of its own */
const sealAttributes = async (signer, contentDigest, time) => {
  const issuer = der(SEQUENCE, der(SEQUENCE, der(0xa4, signer.issuer)), signer.serial);
  const reference = der(SEQUENCE, der(OCTETS, await sha256(signer.raw)), issuer);
  return [
    derAttribute(CONTENT_TYPE, derOid(DATA)),
    ...(time === undefined ? [] : [derAttribute(SIGNING_TIME, derTime(time))]),
    derAttribute(MESSAGE_DIGEST, der(OCTETS, contentDigest)),
    derAttribute(SIGNING_CERTIFICATE_V2, der(SEQUENCE, der(SEQUENCE, reference))),
  ];
};

/**
 * CAdES-B-B, detached, P-256 with SHA-256: all that determines it, put together.
 *
 * @param unsigned attributes, each in DER; none for what is no list
 */
const formatSeal = async (certificates, contentDigest, time, signature, unsigned) => {
  const [signer] = certificates;
  const one = der(INTEGER, [1]);
  const hash = der(SEQUENCE, derOid(SHA256));
  const attributes = derSet(FIRST, await sealAttributes(signer, contentDigest, time));
  const info = der(SEQUENCE, one, der(SEQUENCE, signer.issuer, signer.serial), hash, attributes,
    der(SEQUENCE, derOid(ECDSA_SHA256)), der(OCTETS, signature),
    unsigned ? derSet(SECOND, unsigned) : []);
  return der(SEQUENCE, derOid(SIGNED_DATA), der(FIRST, der(SEQUENCE, one, der(SET, hash),
    der(SEQUENCE, derOid(DATA)), derSet(FIRST, certificates.map(({ raw }) => raw)), der(SET, info))));
};

/**
 * Verifies the P-256 seal of a content.
 *
 * @returns its faults, by their codes; whose seal it is, and the time that it gives
 */
const verifySeal = async (bytes, content, anchors) => {
  const seal = readSignedData(bytes);
  const { certificates, attributes, signature } = seal;
  require(certificates.length > 0, "seal-signer-certificate");
  require(attributes.has(MESSAGE_DIGEST) && attributes.has(SIGNING_TIME), "seal-signed-attributes");
  const [signer] = certificates;
  require(seal.algorithm === ECDSA_SHA256 && curveOf(signer.key) === P256, "seal-algorithm");
  const sealed = contentOf(attributes.get(MESSAGE_DIGEST), OCTETS);
  const time = timeOf(attributes.get(SIGNING_TIME));
  const path = await pathTo(anchors, certificates, maySeal);
  const faults = [...path.faults].map((fault) => "seal-" + fault);
  const mark = (holds, fault) => holds || faults.push("seal-" + fault);
  mark(same(await formatSeal(certificates, sealed, time, signature), bytes), "not-canonical");
  mark(same(sealed, await sha256(content)), "content");
  mark(await verifies(ECDSA_SHA256, signer.key, seal.signed, signature), "signature");
  mark(path.validAt(time), "validity");
  return { faults, time, signer: signer.name };
};

// Time stamps (RFC 3161 §2.4.2, RFC 5816)

const readStamp = (bytes) => {
  const token = readSignedData(bytes);
  const [type, wrapped] = token.content;
  require(oidOf(type) === TIME_STAMP_INFO);
  const info = contentOf(inside(wrapped, FIRST)[0], OCTETS);
  const [version, , imprint, , time] = inside(readDer(info));
  require(hex(version.raw) === "020101");
  const [algorithm, stamped] = inside(imprint);
  return {
    ...token,
    info,
    time: timeOf(time),
    imprintAlgorithm: oidOf(inside(algorithm)[0]),
    imprint: contentOf(stamped, OCTETS),
  };
};

/** Whether the signer signed the info, directly or by its attributes (RFC 5652 §5.4). */
const isSigned = async ({ info, attributes, signed, ...stamp }) => {
  const hash = DIGESTS[stamp.digestAlgorithm];
  if (!hash) {
    throw new Unknowable("no-algorithm");
  }
  // Plain rsaEncryption leaves it to the digest algorithm which hash is meant (RFC 3370 §3.2).
  const algorithm = stamp.algorithm === RSA_KEY
    ? Object.keys(SIGNATURES).find((each) =>
      SIGNATURES[each].name.startsWith("RSA") && SIGNATURES[each].hash === hash)
    : stamp.algorithm;
  return signed !== undefined
    && attributes.has(CONTENT_TYPE) && oidOf(attributes.get(CONTENT_TYPE)) === TIME_STAMP_INFO
    && attributes.has(MESSAGE_DIGEST)
    && same(contentOf(attributes.get(MESSAGE_DIGEST), OCTETS), await digest(hash, info))
    && verifies(algorithm, stamp.certificates[0].key, signed, stamp.signature);
};

/** Whether the signed reference to the signer's certificate is right (RFC 5816 §2.2.1). */
const isReferred = async ({ attributes, certificates }) => {
  const second = attributes.get(SIGNING_CERTIFICATE_V2);
  const first = attributes.get(SIGNING_CERTIFICATE);
  if (!second && !first) {
    return false;
  }
  const parts = inside(inside(inside(second ?? first)[0])[0]);
  const named = parts[0].tag === SEQUENCE ? oidOf(inside(parts.shift())[0]) : SHA256;
  const hash = second ? DIGESTS[named] : "SHA-1";
  return hash !== undefined
    && same(contentOf(parts[0], OCTETS), await digest(hash, certificates[0].raw));
};

/**
 * Judges a time stamp over this digest.
 *
 * @param algorithm that made the digest, dotted
 * @returns its faults, by their codes; and when the certificates behind it end
 */
const judgeStamp = async (stamp, algorithm, digested, anchors) => {
  const faults = [];
  const mark = (holds, fault) => holds || faults.push("stamp-" + fault);
  mark(stamp.imprintAlgorithm === algorithm && same(stamp.imprint, digested), "imprint");
  if (stamp.certificates.length === 0) {
    return { faults: [...faults, "stamp-signer-certificate"] };
  }
  const path = await pathTo(anchors, stamp.certificates, mayStamp);
  mark(!path.faults.has("chain"), "chain");
  mark(!path.faults.has("certificate-use"), "certificate-use");
  mark(path.validAt(stamp.time), "validity");
  mark(await isSigned(stamp), "signature");
  mark(await isReferred(stamp), "reference");
  return { faults, until: path.until };
};
