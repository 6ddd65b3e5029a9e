// Verification in the browser, 5 of 7: ZIP files, proofs in them, and packages.
//
// A package is read from its end, and its files one after the other: never all of it at once.

const LARGEST_FILE = 1024 * MB; // WebCrypto digests what is whole in memory, and nothing else
const LARGEST_END = 64 * MB; // the metadata of some fifty thousand files
const CRC_STEP = 8 * MB;

const LOCAL_HEADER = 0x04034b50, ROW = 0x02014b50, END = 0x06054b50;
const LOCAL_SIZE = 30, ROW_SIZE = 46, END_SIZE = 22, LONG_END_SIZE = 56 + 20 + END_SIZE;
const U4 = 0xffffffff;

const slice = async (file, from, to) => {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new Unknowable("unreadable");
  }
};

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const ascii = (bytes) => String.fromCharCode(...bytes);

/** The name in the local header at the start of a ZIP file; undefined where there is none. */
const firstName = async (file) => {
  const header = await slice(file, 0, LOCAL_SIZE + 256);
  if (header.length < LOCAL_SIZE || viewOf(header).getUint32(0, true) !== LOCAL_HEADER) {
    return undefined;
  }
  return ascii(header.subarray(LOCAL_SIZE, LOCAL_SIZE + viewOf(header).getUint16(26, true)));
};

// CRC-32 (ISO 3309), by its table

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});

const crcOf = (bytes, before = 0) => {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) {
    crc = CRC_TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  }
  return ~crc >>> 0;
};

/** The same of much, with pauses in which the page stays alive. */
const crcOfMuch = async (bytes) => {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += CRC_STEP) {
    crc = crcOf(bytes.subarray(at, at + CRC_STEP), crc);
    await new Promise((resume) => setTimeout(resume));
  }
  return crc;
};

// Central directory

const notAPackage = () => new Refused("package-not-a-package");
const brokenDirectory = () => new Refused("package-directory");

const readEnd = async (file) => {
  const bytes = await slice(file, Math.max(0, file.size - LONG_END_SIZE), file.size);
  if (bytes.length < END_SIZE) {
    throw notAPackage();
  }
  const end = viewOf(bytes.subarray(bytes.length - END_SIZE));
  if (end.getUint32(0, true) !== END) {
    throw notAPackage();
  }
  const [count, size, offset] =
    [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (count !== 0xffff && size !== U4 && offset !== U4) {
    return { size, offset };
  }
  if (bytes.length < LONG_END_SIZE) {
    throw brokenDirectory();
  }
  const long = viewOf(bytes);
  return { size: Number(long.getBigUint64(40, true)), offset: Number(long.getBigUint64(48, true)) };
};

/** What the central directory says of the entries. */
const readRows = async (file) => {
  const { size, offset } = await readEnd(file);
  if (offset + size > file.size || file.size - offset > LARGEST_END) {
    throw brokenDirectory();
  }
  const bytes = await slice(file, offset, offset + size);
  const rows = [];
  for (let at = 0; at < bytes.length; at = rows.at(-1).next) {
    rows.push(readRow(bytes, at));
  }
  return rows;
};

const readRow = (bytes, at) => {
  const row = viewOf(bytes.subarray(at));
  if (row.byteLength < ROW_SIZE || row.getUint32(0, true) !== ROW) {
    throw brokenDirectory();
  }
  const nameLength = row.getUint16(28, true);
  const extraLength = row.getUint16(30, true);
  const next = at + ROW_SIZE + nameLength + extraLength;
  const near = row.getUint32(42, true);
  if (next > bytes.length || (near === U4 && extraLength < 12)) {
    throw brokenDirectory();
  }
  return {
    name: ascii(bytes.subarray(at + ROW_SIZE, at + ROW_SIZE + nameLength)),
    method: row.getUint16(10, true),
    crc: row.getUint32(16, true),
    packed: row.getUint32(20, true),
    size: row.getUint32(24, true),
    offset: near === U4 ? Number(row.getBigUint64(ROW_SIZE + nameLength + 4, true)) : near,
    next,
  };
};

// Proofs in a ZIP file: deflated, and so possibly far larger than they look

const BUNDLE = "proof.json";

const inflate = async (packed, most) => {
  const reader = new Blob([packed]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    parts.push(value);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new Refused("proof-large");
    }
  }
  return join(parts);
};

/** The text of the bundle in a ZIP file, whatever else is in it. */
const bundleIn = async (file) => {
  try {
    const [row] = await readRows(file);
    const header = viewOf(await slice(file, row.offset, row.offset + LOCAL_SIZE));
    require(row.name === BUNDLE && row.packed <= LARGEST_PROOF);
    const start = row.offset + LOCAL_SIZE + header.getUint16(26, true) + header.getUint16(28, true);
    const packed = await slice(file, start, start + row.packed);
    return textOf(row.method === 0 ? packed : await inflate(packed, LARGEST_PROOF));
  } catch (fault) {
    throw fault.code === "proof-large" ? fault : new Refused("proof-zip");
  }
};

// The one form of a package: record.json, checks.json, the seals and the check sums of the files
// determine every other byte of it. It is put together from them, and compared.

const METADATA = "metadata/", RECORD = "metadata/record.json", CHECKS = "metadata/checks.json";
const SEAL = "seal.p7s", SEAL_GM = "seal-gm.p7s", SEAL_PQ = "seal-pq.p7s";
const BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** Numbers of so many bytes each, little-endian. */
const numbers = (...pairs) => {
  const bytes = [];
  for (const [size, number] of pairs) {
    let rest = number;
    for (let i = 0; i < size; i++) {
      bytes.push(rest % 256);
      rest = Math.floor(rest / 256);
    }
  }
  return Uint8Array.from(bytes);
};

const NO_TIME = 0x00210000; // 1980-01-01

/** Flags, method, time, check sum, both sizes, length of the name. */
const shared = ({ name, crc, size }) =>
  [[2, 0], [2, 0], [4, NO_TIME], [4, crc], [4, size], [4, size], [2, name.length]];

const localHeader = (row) =>
  join([numbers([4, LOCAL_HEADER], [2, 10], ...shared(row), [2, 0]), bytesOf(row.name)]);

/** An extra field only where the offset needs zip64. */
const rowOf = (row) => {
  const far = row.offset >= U4;
  const head = numbers([4, ROW], [2, 45], [2, far ? 45 : 10], ...shared(row), [2, far ? 12 : 0],
    [2, 0], [2, 0], [2, 0], [4, 0], [4, Math.min(row.offset, U4)]);
  return join([head, bytesOf(row.name), far ? numbers([2, 1], [2, 8], [8, row.offset]) : []]);
};

const endOf = (count, offset, size) => {
  const long = count >= 0xffff || size >= U4 || offset >= U4
    ? numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count],
      [8, size], [8, offset], [4, 0x07064b50], [4, 0], [8, offset + size], [4, 1])
    : [];
  const few = Math.min(count, 0xffff);
  return join([long, numbers([4, END], [2, 0], [2, 0], [2, few], [2, few], [4, Math.min(size, U4)],
    [4, Math.min(offset, U4)], [2, 0])]);
};

const nameOfPackage = ({ id, version }) => id + "-v" + version;
const digestLines = (pairs) => pairs.map(([digest, path]) => digest + "  " + path + "\n").join("");

/** The files that are not payload (RFC 8493 §2.2), in the order of a package. */
const tagFilesOf = async (record, recordJson, checks, seals) => {
  const octets = record.files.reduce((sum, { size }) => sum + size, 0);
  const info = `Bagging-Date: ${record.sealedAt.slice(0, 10)}\n`
    + `Bag-Group-Identifier: ${record.id}\nExternal-Identifier: ${nameOfPackage(record)}\n`
    + `Payload-Oxum: ${octets}.${record.files.length}\n`;
  const files = [
    [CHECKS, checks], [RECORD, recordJson],
    ...seals.map(([name, bytes]) => [METADATA + name, bytes]),
    ["bagit.txt", bytesOf(BAGIT)], ["bag-info.txt", bytesOf(info)],
    ["manifest-sha256.txt",
      bytesOf(digestLines(record.files.map(({ sha256, path }) => [sha256, path])))]];
  const digests = await Promise.all(
    files.map(async ([path, bytes]) => [hex(await sha256(bytes)), path]));
  return [...files, ["tagmanifest-sha256.txt", bytesOf(digestLines(digests))]];
};

const TAG_DEFECTS = {
  "bagit.txt": "package-bagit",
  "bag-info.txt": "package-bag-info",
  "manifest-sha256.txt": "package-manifest",
  "tagmanifest-sha256.txt": "package-tag-manifest",
};

/** A package's parts as they stand in the file. */
const readPackage = async (file) => {
  const rows = await readRows(file);
  const first = rows[0]?.name ?? "";
  const folder = first.slice(0, first.indexOf("/") + 1);
  const entries = new Map();
  const defects = [];
  for (const row of rows) {
    const path = row.name.startsWith(folder) ? row.name.slice(folder.length) : row.name;
    if (!row.name.startsWith(folder) || entries.has(path)) {
      defects.push(["package-entry-surplus", path]);
    } else {
      entries.set(path, row);
    }
  }
  const content = async (path) => {
    const { offset, name, size } = entries.get(path);
    const start = offset + LOCAL_SIZE + name.length;
    if (start + size > file.size || file.size - start > LARGEST_END) {
      throw brokenDirectory();
    }
    return slice(file, start, start + size);
  };
  for (const path of [RECORD, CHECKS].filter((each) => !entries.has(each))) {
    throw new Refused("package-entry-missing", path);
  }
  return { folder, entries, defects, content,
    recordJson: await content(RECORD), checks: await content(CHECKS) };
};

/** The seals that the record names, as far as they are there. */
const readSeals = async (record, { entries, content }) => {
  const seals = [];
  for (const name of [SEAL, SEAL_GM, SEAL_PQ]) {
    if (record.seals.includes(name) && entries.has(METADATA + name)) {
      seals.push([name, await content(METADATA + name)]);
    }
  }
  return seals;
};

/** Where everything of a package has to stand. */
const formOf = (record, tagFiles, entries) => {
  let offset = 0;
  const row = (path, crc, size) => {
    const made = { path, name: nameOfPackage(record) + "/" + path, crc, size, offset };
    offset += LOCAL_SIZE + made.name.length + size;
    return made;
  };
  const payload = record.files.map(({ path, size }) => row(path, entries.get(path)?.crc ?? 0, size));
  const tags = tagFiles.map(([path, bytes]) => row(path, crcOf(bytes), bytes.length));
  const directory = [...payload, ...tags].map(rowOf);
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = endOf(directory.length, offset, size);
  return { payload, tags, directory: join([...directory, end]), directoryOffset: offset };
};

const entryDefects = (paths, entries) => {
  const expected = new Set(paths);
  const missing = paths.filter((path) => !entries.has(path));
  const surplus = [...entries.keys()].filter((path) => !expected.has(path));
  const defects = [...missing.map((path) => ["package-entry-missing", path]),
    ...surplus.map((path) => ["package-entry-surplus", path])];
  return defects.length === 0 && paths.join() !== [...entries.keys()].join()
    ? ["package-entry-order"] : defects;
};

/** What is wrong with everything but the files' contents. */
const formDefects = async (file, parts, record, seals, form, tagFiles) => {
  const { entries, content, folder } = parts;
  const paths = [...form.payload, ...form.tags].map(({ path }) => path);
  const defects = [...parts.defects, ...entryDefects(paths, entries)];
  const mark = (holds, defect, ...where) => holds || defects.push([defect, ...where]);
  mark(folder === nameOfPackage(record) + "/", "package-name");
  mark(hex(await sha256(parts.checks)) === record.checks, "package-checks");
  for (const name of new Set([SEAL, ...record.seals])) {
    mark(seals.has(name), "package-seal-missing", METADATA + name);
  }
  for (const [path, bytes] of tagFiles.filter(([each]) => entries.has(each))) {
    mark(same(await content(path), bytes), TAG_DEFECTS[path], path);
  }
  mark(form.directoryOffset + form.directory.length === file.size, "package-length");
  if (defects.length > 0) {
    return defects;
  }
  for (const row of [...form.payload, ...form.tags]) {
    const header = localHeader(row);
    const present = await slice(file, row.offset, row.offset + header.length);
    mark(same(present, header), "package-local-header", row.path);
  }
  mark(same(await slice(file, form.directoryOffset, file.size), form.directory), "package-directory");
  return defects;
};

/** Whether every file has its digests; read one at a time. */
const digestCheck = (file, record, form, progress) =>
  attempt("digests", async () => {
    const faults = [];
    let tooLarge;
    for (const [i, { path, sha256: expected, size }] of record.files.entries()) {
      progress(i + 1, record.files.length);
      if (size > LARGEST_FILE) {
        tooLarge = path;
        continue;
      }
      const { offset, name, crc } = form.payload[i];
      const start = offset + LOCAL_SIZE + name.length;
      const bytes = await slice(file, start, start + size);
      const right = hex(await sha256(bytes)) === expected;
      if (!right || await crcOfMuch(bytes) !== crc) {
        faults.push([right ? "package-payload-crc" : "package-payload-sha256", path]);
      }
    }
    if (tooLarge !== undefined && faults.length === 0) {
      throw new Unknowable("too-large", tooLarge);
    }
    const sm3 = record.files.some((each) => "sm3" in each);
    return { ...check("digests", faults), ...(sm3 && faults.length === 0 && { why: [["no-sm3"]] }) };
  });

/** The time of the seal is the record's, in whole seconds. */
const sealTimeDefects = (record, { sealTime }) =>
  sealTime === undefined || sealTime === Date.parse(record.sealedAt.slice(0, 19) + "Z")
    ? [] : [["package-seal-time", METADATA + SEAL]];

/** Every check of a package, and what may be said of its record. */
const verifyPackage = async (file, { sealAnchors }, progress) => {
  const needed = ["package", "digests", "seal"];
  let parts;
  let record;
  try {
    parts = await readPackage(file);
    record = readRecord(parts.recordJson);
  } catch (fault) {
    const broken = await attempt("package", async () => { throw fault; });
    return { checks: [broken, { ...broken, name: "digests", why: [] }], needed };
  }
  const seals = new Map(await readSeals(record, parts));
  const tagFiles = await tagFilesOf(record, parts.recordJson, parts.checks, [...seals]);
  const form = formOf(record, tagFiles, parts.entries);
  const facts = {};
  const seal = seals.has(SEAL)
    ? [await sealCheck("seal", seals.get(SEAL), parts.recordJson, sealAnchors, facts)] : [];
  const whole = await attempt("package", async () =>
    [...await formDefects(file, parts, record, seals, form, tagFiles), ...sealTimeDefects(record, facts)]);
  const digests = whole.verdict === HOLDS
    ? await digestCheck(file, record, form, progress)
    : { ...whole, name: "digests", why: [] };
  const gm = seals.has(SEAL_GM) ? [unknown("seal-gm", "no-sm2")] : [];
  const pq = seals.has(SEAL_PQ) ? [unknown("seal-pq", "no-ml-dsa")] : [];
  return { checks: [whole, digests, ...seal, ...gm, ...pq], needed,
    record: await knownRecord(parts.recordJson, facts) };
};
