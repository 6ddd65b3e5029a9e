// Verification in the browser, 4 of 7: evidence records (RFC 4998), which cover a proof anew before
// a digest or a certificate loses its worth.

const LARGEST_EVIDENCE = 2 * MB;
const MOST_CHAINS = 64, MOST_ARCHIVE_STAMPS = 256;

/** The chains of a record, each with its time stamps in DER, in the order of time. */
const readChains = (bytes) => {
  require(bytes.length <= LARGEST_EVIDENCE);
  const parts = inside(readDer(bytes));
  require(parts.length === 3 && hex(parts[0].raw) === "020101");
  const listed = inside(parts[1]).map((each) => oidOf(inside(each)[0]));
  const chains = inside(parts[2]).map((chain) => ({
    raw: chain.raw,
    stamps: inside(chain).map(readArchiveStamp),
  }));
  const stamps = chains.flatMap((chain) => chain.stamps);
  require(chains.length > 0 && chains.length <= MOST_CHAINS && stamps.length <= MOST_ARCHIVE_STAMPS
    && chains.every((chain) => chain.stamps.length > 0));
  const used = new Set(stamps.map(({ algorithm }) => algorithm));
  require(used.size === new Set(listed).size && listed.every((each) => used.has(each)));
  return chains;
};

const readArchiveStamp = (element) => {
  const [algorithm, ...rest] = inside(element);
  const lists = rest.length === 2 ? inside(rest[0], THIRD) : [];
  require(rest.length === 1 || rest.length === 2);
  return {
    algorithm: oidOf(inside(algorithm, FIRST)[0]),
    reduced: lists.map((list) => inside(list).map((each) => contentOf(each, OCTETS))),
    token: rest.at(-1).raw,
  };
};

const digestBy = (algorithm, ...parts) => {
  if (!DIGESTS[algorithm]) {
    throw new Unknowable("no-sm");
  }
  return digest(DIGESTS[algorithm], join(parts));
};

/** What several digests give together, in binary ascending order; one alone is itself (§4.2). */
const nodeOf = (algorithm, digests) => {
  const sorted = digests.map((each) => [hex(each), each]).sort(([a], [b]) => (a < b ? -1 : 1));
  return digests.length === 1 ? digests[0] : digestBy(algorithm, ...sorted.map(([, each]) => each));
};

const rootOfLists = async (algorithm, lists) => {
  let root = await nodeOf(algorithm, lists[0]);
  for (const list of lists.slice(1)) {
    root = await nodeOf(algorithm, [...list, root]);
  }
  return root;
};

/** The proof as evidence covers it: without the signatures below its checkpoint. */
const coveredProof = ({ json, checkpoint }) => bytesOf(canonical({
  checkpoint: checkpoint.text,
  hashes: json.hashes,
  index: json.index,
  leaf: json.leaf,
  record: json.record,
  seal: json.seal,
  timestamps: json.timestamps,
  treeSize: json.treeSize,
}));

/** What the first time stamp of a chain covers: the thing, with all chains before it (§5.3). */
const coveredByChain = async (algorithm, covered, before) => {
  const own = await digestBy(algorithm, covered);
  return before.length === 0
    ? own
    : digestBy(algorithm, own,
      await digestBy(algorithm, der(SEQUENCE, ...before.map(({ raw }) => raw))));
};

/**
 * Judges one time stamp.
 *
 * @param covered the digest that it has to cover
 * @param before the time stamp that it renews; undefined for none
 */
const judgeArchiveStamp = async ({ algorithm, reduced, token }, covered, before, anchors) => {
  const stamp = readStamp(token);
  const lists = reduced.length === 0 ? [[covered]] : reduced;
  const faults = lists[0].some((each) => same(each, covered)) ? [] : ["evidence-not-covered"];
  const root = await rootOfLists(algorithm, lists);
  if (stamp.imprintAlgorithm !== algorithm || !same(stamp.imprint, root)) {
    faults.push("evidence-root");
  }
  if (before && stamp.time < before.time) {
    faults.push("evidence-order");
  }
  if (before && before.until < stamp.time) {
    faults.push("evidence-too-late");
  }
  if (faults.length > 0) {
    return { faults, stamp };
  }
  const judged = await judgeStamp(stamp, algorithm, root, anchors);
  return { faults: judged.faults, stamp: { time: stamp.time, until: judged.until } };
};

/** Since when evidence is known to cover a proof: all of its time stamps have to hold. */
const renewedTime = async (proof, isStamped, trust) => {
  const anchors = stampAnchors(trust);
  const chains = readChains(proof.evidence);
  const covered = coveredProof(proof);
  const faults = new Set();
  const read = [];
  let open;
  let before = isStamped ? await lastOf(proof.stamps[0], anchors) : undefined;
  for (const [i, { stamps }] of chains.entries()) {
    const { algorithm } = stamps[0];
    for (const [j, each] of stamps.entries()) {
      read.push(readStamp(each.token));
      try {
        require(each.algorithm === algorithm, "evidence-digest");
        const digested = j === 0
          ? await coveredByChain(algorithm, covered, chains.slice(0, i))
          : await digestBy(algorithm, stamps[j - 1].token);
        const judged = await judgeArchiveStamp(each, digested, before, anchors);
        judged.faults.forEach((fault) => faults.add(fault));
        before = judged.stamp;
      } catch (fault) {
        if (!(fault instanceof Unknowable)) {
          throw fault;
        }
        open = fault.code === "no-algorithm" ? new Unknowable("no-sm") : fault;
        before = { time: read.at(-1).time, until: Infinity };
      }
    }
  }
  if (open && faults.size === 0) {
    throw open;
  }
  return stampCheck("evidence", [...faults], read, trust);
};

/** The time stamp that evidence came to renew. */
const lastOf = async (bytes, anchors) => {
  const stamp = readStamp(bytes);
  const { until } = await judgeStamp(stamp, SHA256, stamp.imprint, anchors);
  return { time: stamp.time, until };
};
