// Verification in the browser, 3 of 7: checks, and the chain from a record to the time: ledger
// entry, inclusion proof, checkpoint, time stamp.

// Checks

const HOLDS = "holds", FAILS = "fails", UNKNOWN = "unknown";

/**
 * One check.
 *
 * @param name its code, as the archive's own verification has it
 * @param faults codes of what is wrong, each alone or with the values for its places
 */
const check = (name, faults, time) =>
  ({ name, verdict: faults.length === 0 ? HOLDS : FAILS, why: faults.map((each) => [each].flat()), time });

const unknown = (name, ...why) => ({ name, verdict: UNKNOWN, why: [why] });

/** A check of what may be anything: a forger's bytes are no reason to stop, nor to be believed. */
const attempt = async (name, faultsOf) => {
  try {
    const done = await faultsOf();
    return Array.isArray(done) ? check(name, done) : done;
  } catch (fault) {
    if (fault instanceof Unknowable) {
      return unknown(name, fault.code, ...fault.values);
    }
    return check(name, [fault instanceof Refused ? [fault.code, ...fault.values] : "malformed"]);
  }
};

// record.json

/** RFC 8785, as far as the archive writes it: integers, no lone surrogates. */
const canonical = (value) => {
  if (typeof value === "number") {
    require(Number.isSafeInteger(value) && !Object.is(value, -0));
  }
  if (typeof value === "string") {
    require(!/\0|[\ud800-\udfff]/u.test(value));
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return "[" + value.map(canonical).join() + "]";
  }
  const members = Object.keys(value).sort().map((key) => canonical(key) + ":" + canonical(value[key]));
  return "{" + members.join() + "}";
};

const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isDigest = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isPath = (value) =>
  typeof value === "string" && /^data\/[a-z]{1,20}\/[0-9]{3,9}\.[a-z0-9]{1,8}$/.test(value);

/** The record, in its canonical form and with all that is used of it here. */
const readRecord = (bytes) => {
  let record;
  try {
    const text = textOf(bytes);
    record = JSON.parse(text);
    require(canonical(record) === text);
  } catch {
    throw new Refused("package-record");
  }
  const files = record?.files;
  require(record?.formatVersion === 1
    && /^[0-9a-v]{26}$/.test(record.id)
    && isCount(record.version) && record.version > 0
    && isDigest(record.checks)
    && Array.isArray(record.seals) && record.seals.every((name) => typeof name === "string")
    && typeof record.item?.name === "string"
    && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(record.sealedAt)
    && Array.isArray(files)
    && files.every((file) => isPath(file?.path) && isCount(file.size) && isDigest(file.sha256)
      && typeof file.submittedName === "string"), "package-record");
  return record;
};

// The ledger

const LEAF = new RegExp('^{"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z)",'
  + '"digest":{"sha256":"([0-9a-f]{64})"},"record":"([0-9a-v]{26})","type":"([a-z]+)",'
  + '"version":([1-9][0-9]{0,8})}$');

const readLeaf = (bytes) => {
  const parts = LEAF.exec(textOf(bytes));
  require(parts && !Number.isNaN(Date.parse(parts[1])));
  const [, at, digest, record, type, version] = parts;
  return { at: Date.parse(at), digest, record, type, version: Number(version) };
};

/** RFC 9162 §2.1.1: leaves and nodes are hashed under different prefixes. */
const leafHash = (leaf) => sha256(join([[0], leaf]));
const nodeHash = (left, right) => sha256(join([[1], left, right]));

/** The root that a proof leads to (RFC 9162 §2.1.3.2); undefined where it leads nowhere. */
const rootOf = async (leaf, index, treeSize, hashes) => {
  if (index >= treeSize) {
    return undefined;
  }
  let node = index;
  let last = treeSize - 1;
  let hash = await leafHash(leaf);
  const half = (number) => Math.floor(number / 2);
  for (const sibling of hashes) {
    if (last === 0) {
      return undefined;
    }
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        [node, last] = [half(node), half(last)];
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : undefined;
};

// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint)

const ED25519 = 1;

/** A note's text, and its signatures: whose each claims to be, and its bytes. */
const readNote = (note) => {
  const end = note.lastIndexOf("\n\n");
  require(end >= 0 && note.endsWith("\n") && !/[\x00-\x09\x0b-\x1f]/.test(note));
  const lines = note.slice(end + 2, -1).split("\n");
  require(lines.length <= 100);
  const signatures = lines.map((line) => {
    const [, name, base64] = /^— ([^ +]+) ([^ ]+)$/.exec(line) ?? [];
    require(name !== undefined);
    const payload = fromBase64(base64);
    require(payload.length > 4);
    return { name, keyId: hex(payload.subarray(0, 4)), signature: payload.subarray(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
};

const readCheckpoint = (text) => {
  const [origin, size, root, ...rest] = text.split("\n");
  require(rest.length === 1 && rest[0] === "" && origin !== "");
  require(/^(0|[1-9][0-9]*)$/.test(size) && Number.isSafeInteger(Number(size)));
  const hash = fromBase64(root);
  require(hash.length === 32);
  return { origin, size: Number(size), root: hash };
};

/** A verifier key line: {@code <name>+<key id>+<base64>}. */
const readVerifierKey = async (line) => {
  const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  require(name !== undefined);
  const material = fromBase64(base64);
  require(material.length === 33 && material[0] === ED25519);
  const named = await sha256(join([bytesOf(name + "\n"), material]));
  require(hex(named.subarray(0, 4)) === keyId);
  return { line, name, keyId, key: material.subarray(1) };
};

/** Whether the key signed the note, and no signature that names the key is wrong. */
const isSignedBy = async ({ text, signatures }, { name, keyId, key }) => {
  const claims = signatures.filter((each) => each.name === name && each.keyId === keyId);
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new Unknowable("no-ed25519");
  }
  for (const { signature } of claims) {
    if (!await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, bytesOf(text))) {
      return false;
    }
  }
  return claims.length > 0;
};

// Proof bundles

const LARGEST_PROOF = 16 * MB;
const MOST_HASHES = 64, MOST_STAMPS = 100;

/** An authority's clock may be so far behind the archive's: nothing is stamped before it is. */
const CLOCKS_APART = 60_000;

/** Reads a bundle; each field by its type. */
const readProof = (text) => {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refused("proof-json");
  }
  const field = (name, read) => {
    try {
      return read(json[name]);
    } catch {
      throw new Refused("proof-field", name);
    }
  };
  const count = (value) => {
    require(isCount(value));
    return value;
  };
  const list = (value, most) => {
    require(Array.isArray(value) && value.length <= most);
    return value.map(fromBase64);
  };
  require(json !== null && typeof json === "object", "proof-json");
  return {
    leaf: field("leaf", fromBase64),
    index: field("index", count),
    treeSize: field("treeSize", count),
    hashes: field("hashes", (value) => list(value, MOST_HASHES)),
    checkpoint: field("checkpoint", readNote),
    record: field("record", fromBase64),
    seal: field("seal", fromBase64),
    stamps: field("timestamps", (value) => list(value, MOST_STAMPS)),
    evidence: field("evidence", (value) => value === undefined ? undefined : fromBase64(value)),
    json,
  };
};

const leafFaults = async ({ leaf, record }) => {
  const entry = readLeaf(leaf);
  const named = readRecord(record);
  const right = entry.digest === hex(await sha256(record))
    && entry.record === named.id && entry.version === named.version;
  return right ? [] : ["leaf-other"];
};

const inclusionFaults = async ({ leaf, index, treeSize, hashes, checkpoint }) => {
  const { size, root } = readCheckpoint(checkpoint.text);
  const reached = await rootOf(leaf, index, treeSize, hashes);
  return size === treeSize && reached && same(reached, root) ? [] : ["inclusion-other"];
};

// Time stamps, of the archive's own authority and of those outside

/** Roots that are named for time alone; what is the archive's own as well is none of them. */
const rootsOutside = ({ sealAnchors, outsideAnchors = [] }) => outsideAnchors.filter((each) =>
  !sealAnchors.some((own) => same(own.raw, each.raw)));

/**
 * Whether the time of a stamp is believed. Whoever names an authority outside takes none on the
 * word of the archive's own, by which its keys' holder stamps whatever time he likes.
 */
const isTold = async (stamp, trust) => {
  const roots = rootsOutside(trust);
  return roots.length === 0
    || (await judgeStamp(stamp, stamp.imprintAlgorithm, stamp.imprint, roots)).faults.length === 0;
};

/** The earliest time that is believed of stamps that hold; undefined where there is none. */
const toldTime = async (stamps, trust) => {
  const times = [];
  for (const stamp of stamps) {
    if (await isTold(stamp, trust)) {
      times.push(stamp.time);
    }
  }
  return times.length > 0 ? Math.min(...times) : undefined;
};

/** The archive's own roots, and those that are believed about time alone. */
const stampAnchors = ({ sealAnchors, outsideAnchors = [] }) => [...sealAnchors, ...outsideAnchors];

/** Where no roots outside are at hand, a stamp that leads there is neither right nor wrong. */
const stampCheck = async (name, faults, stamps, trust) => {
  if (faults.length === 0) {
    const time = await toldTime(stamps, trust);
    return { ...check(name, [], time), why: time === undefined ? [["stamped-inside"]] : [] };
  }
  return trust.outsideAnchors === undefined && faults.every((fault) => fault === "stamp-chain")
    ? unknown(name, "stamp-elsewhere")
    : check(name, faults);
};

/** The earliest time that is believed; one stamp that does not hold makes all doubtful. */
const stampedTime = async ({ leaf, checkpoint, stamps }, trust) => {
  if (stamps.length === 0) {
    return unknown("time", "not-stamped");
  }
  const stamped = await sha256(bytesOf(checkpoint.text));
  const faults = new Set();
  const read = stamps.map(readStamp);
  for (const stamp of read) {
    const judged = await judgeStamp(stamp, SHA256, stamped, stampAnchors(trust));
    judged.faults.forEach((fault) => faults.add(fault));
  }
  if (Math.min(...read.map(({ time }) => time)) < readLeaf(leaf).at - CLOCKS_APART) {
    faults.add("stamp-early");
  }
  return stampCheck("time", [...faults], read, trust);
};

const sealCheck = (name, seal, record, anchors, facts) =>
  attempt(name, async () => {
    const { faults, time, signer } = await verifySeal(seal, record, anchors);
    facts.sealTime = time;
    facts.signer = signer;
    return faults;
  });

/** Every check of a bundle, from the record to the time; and what may be said of the record. */
const verifyProof = async (text, trust) => {
  const proof = readProof(text);
  const facts = {};
  const checks = [
    await sealCheck("seal", proof.seal, proof.record, trust.sealAnchors, facts),
    await attempt("leaf", () => leafFaults(proof)),
    await attempt("inclusion", () => inclusionFaults(proof)),
    await attempt("checkpoint", async () =>
      await isSignedBy(proof.checkpoint, trust.key) ? [] : ["checkpoint-unsigned"]),
  ];
  const time = await attempt("time", () => stampedTime(proof, trust));
  checks.push(time);
  if (time.verdict === HOLDS && rootsOutside(trust).length > 0) {
    checks.push(time.time === undefined
      ? unknown("time-outside", "stamped-inside") : check("time-outside", [], time.time));
  }
  if (proof.evidence) {
    checks.push(await attempt("evidence", () =>
      renewedTime(proof, time.verdict === HOLDS, trust)));
  }
  const record = await knownRecord(proof.record, facts);
  return { checks, needed: ["seal", "leaf", "inclusion", "checkpoint"],
    record: record && { ...record, position: proof.index + 1 } };
};

/** What people are told of a record; undefined where it can't be read. */
const knownRecord = async (bytes, { signer, sealTime }) => {
  try {
    return { ...readRecord(bytes), digest: hex(await sha256(bytes)), signer, sealTime };
  } catch {
    return undefined;
  }
};
