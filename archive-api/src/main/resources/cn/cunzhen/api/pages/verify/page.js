// Verification in the browser, 7 of 7: what people see. Names and words that come out of a file are
// only ever set as text.

const root = document.getElementById("verify");
const input = document.getElementById("files");
const state = document.getElementById("state");
const results = document.getElementById("results");
const clear = document.getElementById("clear");
const anchors = document.getElementById("anchors");
const trouble = document.getElementById("trust-fault");
const words = JSON.parse(root.dataset.words);

let language = document.documentElement.lang;
let trust;

/** What was dropped, in order: each file, and what came of it once it is known. */
let dropped = [];

/** The sentence of this code, its places filled in order; what is left over stands behind it. */
const say = (code, ...values) => {
  const sentence = words[code][language].replace(/%s/g, () => values.shift());
  return [sentence, ...values].join(": ");
};

// What a file is, and what comes of it

const IN_PACKAGE = /^[0-9a-v]{26}-v[1-9][0-9]{0,8}\//;

const holdsRecord = async (file) => {
  try {
    return (await readRows(file)).some(({ name }) => name.endsWith("/" + RECORD));
  } catch {
    return false;
  }
};

const isPackage = async (file, first) =>
  first !== undefined && (IN_PACKAGE.test(first) || holdsRecord(file));

const looksLikeProof = async (file) => {
  const start = new TextDecoder().decode(await slice(file, 0, 64 << 10));
  return /^\s*\{/.test(start) && /"(leaf|checkpoint)"\s*:/.test(start);
};

const proofText = async (file) => {
  if (file.size > LARGEST_PROOF) {
    throw new Refused("proof-large");
  }
  return textOf(await slice(file, 0, file.size));
};

const examine = async (file, progress) => {
  const first = await firstName(file);
  if (first === BUNDLE) {
    return verifyProof(await bundleIn(file), trust);
  }
  if (await isPackage(file, first)) {
    return verifyPackage(file, trust, progress);
  }
  if (await looksLikeProof(file)) {
    return verifyProof(await proofText(file), trust);
  }
  if (file.size > LARGEST_FILE) {
    throw new Unknowable("too-large", file.name);
  }
  const bytes = await slice(file, 0, file.size);
  const sum = hex(await sha256(bytes));
  const isCopy = file.size <= LARGEST_COPY && await isPdf(file) && isSignedPdf(bytes);
  return isCopy ? { sum, ...await verifyCopy(bytes, trust) } : { sum };
};

/** Whatever a file holds, something is said of it. */
const outcomeOf = async (file, progress) => {
  try {
    return await examine(file, progress);
  } catch (fault) {
    const why = fault instanceof Refused ? [fault.code, ...fault.values] : ["malformed"];
    return { verdict: [fault instanceof Unknowable ? UNKNOWN : FAILS, ...why] };
  }
};

// Verdicts: holds, fails or unknown, and the sentence that says so

/** A signed PDF may be a file of a record as well as a copy that the archive has certified. */
const verdictOf = (outcome) => outcome.verdict
  ?? (isShownAsFile(outcome) ? verdictOfFile(outcome.sum) : verdictOfChecks(outcome));

const isShownAsFile = ({ sum, checks }) =>
  sum !== undefined && (!checks || verdictOfFile(sum)[0] === HOLDS);

/** Only what it takes makes a record verified: a check that is left open never does. */
const verdictOfChecks = ({ checks, needed, held = "all-hold" }) => {
  const failing = checks.filter(({ verdict }) => verdict === FAILS).length;
  if (failing > 0) {
    return [FAILS, "some-fail", failing];
  }
  const holds = (name) => checks.some((each) => each.name === name && each.verdict === HOLDS);
  const lacking = needed.filter((name) => !holds(name)).length;
  if (lacking > 0) {
    return [UNKNOWN, "undecided", lacking];
  }
  // That nobody outside has stamped leaves nothing open: of an old record it stays so for ever.
  const open = checks.filter(({ name, verdict }) =>
    verdict === UNKNOWN && name !== "time-outside").length;
  return open === 0 ? [HOLDS, held] : [HOLDS, "rest-holds", open];
};

/** Whether a file is one that a verified record names. */
const verdictOfFile = (sum) => {
  const records = dropped.map(({ outcome }) => outcome).filter((outcome) => outcome?.record);
  const verified = records.filter((outcome) => verdictOfChecks(outcome)[0] === HOLDS);
  const naming = (outcomes) => outcomes.flatMap(({ record }) =>
    record.files.filter((file) => file.sha256 === sum).map((file) => ({ record, file })));
  const [found] = naming(verified);
  if (found) {
    const { submittedName, title, materialCode } = found.file;
    return [HOLDS, "file-of", found.record.item.name, submittedName, title ?? materialCode];
  }
  if (naming(records).length > 0) {
    return [UNKNOWN, "file-of-unverified"];
  }
  return verified.length === 0 ? [UNKNOWN, "file-alone"] : [FAILS, "file-of-none"];
};

// Drawing

const make = (tag, properties, ...children) => {
  const { data, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
};

const size = (bytes) => bytes < 1024 ? bytes + " B"
  : bytes < MB ? Math.round(bytes / 1024) + " KB" : (bytes / MB).toFixed(1) + " MB";

/** By the clocks of the people that the archive serves. */
const clock = new Intl.DateTimeFormat("sv-SE",
  { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium" });
const timeElement = (time) =>
  make("time", { dateTime: new Date(time).toISOString() }, clock.format(time) + " UTC+8");

const drawCheck = ({ name, verdict, time, why }) => {
  const line = make("li", { className: verdict, data: { check: name, verdict } }, say(name));
  if (time !== undefined) {
    line.append(" (", timeElement(time), ")");
  }
  line.append(" — ", make("strong", {}, say(verdict)));
  line.append(...why.map((each) => make("span", { className: "why" }, say(...each))));
  return line;
};

const drawFacts = ({ item, id, version, sealedAt, signer, position, digest }) => {
  const facts = [
    ["item", item.name],
    ["record", `${id} · ${say("version", version)}`],
    ["sealed-at", timeElement(Date.parse(sealedAt))],
    ["sealed-by", signer],
    ["digest", digest],
    ...(position === undefined ? [] : [["position", position]]),
  ];
  return make("dl", {}, ...facts.flatMap(([code, value]) =>
    [make("dt", {}, say(code)), make("dd", {}, typeof value === "number" ? String(value) : value)]));
};

const drawOutcome = (outcome) => {
  const [verdict, code, ...values] = verdictOf(outcome);
  const parts = [make("p", { className: "verdict " + verdict, data: { verdict } },
    make("strong", {}, say(code, ...values)))];
  if (outcome.checks && !isShownAsFile(outcome)) {
    parts.push(make("ul", { className: "checks" }, ...outcome.checks.map(drawCheck)));
  }
  // What a record says of itself is shown where its seal holds, and not where anybody can say it.
  if (outcome.record && verdict === HOLDS) {
    parts.push(drawFacts(outcome.record), make("p", { className: "quiet" },
      say(outcome.record.position === undefined ? "package-hint" : "proof-hint")));
  }
  return parts;
};

const drawDropped = ({ file, outcome, progress }) =>
  make("li", { className: "card", data: { file: file.name } },
    make("h2", {}, file.name, " ", make("span", { className: "quiet" }, size(file.size))),
    ...(outcome ? drawOutcome(outcome) : [make("p", {}, progress ?? say("busy"))]));

const drawResults = () => {
  results.replaceChildren(...dropped.map(drawDropped));
  clear.hidden = dropped.length === 0;
};

/** What is trusted, so that it can be compared with what somebody has on paper. */
const drawTrust = () => {
  const all = new Map();
  const { sealAnchors, outsideAnchors = [] } = trust;
  for (const [use, certificates] of
    [["for-seals", sealAnchors], ["for-stamps", [...sealAnchors, ...outsideAnchors]]]) {
    for (const { fingerprint, ...each } of certificates) {
      const uses = [...all.get(fingerprint)?.uses ?? [], say(use)];
      all.set(fingerprint, { ...each, uses, mark: "SHA-256 " + fingerprint });
    }
  }
  const { name, line, source } = trust.key;
  const key = { name, uses: [say("for-checkpoints")], mark: line, source };
  anchors.replaceChildren(...[...all.values(), key].flatMap(drawTrusted));
};

const drawTrusted = ({ name, uses, mark, source }) => {
  const whence = source === undefined ? [] : [say("from-file", source)];
  return [make("dt", {}, name), make("dd", {}, [...uses, ...whence].join(" · "),
    make("div", { className: "number digest" }, mark))];
};

const drawWords = () => {
  document.documentElement.lang = language;
  document.title = say("title") + " · " + say("name");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
};

const draw = () => {
  drawWords();
  drawTrust();
  drawResults();
};

// What people do

let work = Promise.resolve();

/** One thing after the other: what is dropped while something is verified waits for it. */
const afterAll = (job) => {
  work = work.then(job).catch(() => {
    state.textContent = say("malformed");
  });
};

const verify = async (entries) => {
  state.textContent = say("busy");
  for (const entry of entries) {
    entry.outcome = entry.progress = undefined;
    drawResults();
    entry.outcome = await outcomeOf(entry.file, (number, of) => {
      entry.progress = say("progress", number, of);
      drawResults();
    });
  }
  drawResults();
  state.textContent = dropped.length === 0 ? "" : say("done", dropped.length);
};

const add = (files) => {
  const entries = [...files].map((file) => ({ file }));
  afterAll(() => {
    dropped.push(...entries);
    return verify(entries);
  });
};

/** @param source the file that they come from; undefined for what the archive publishes */
const anchorsOf = (pem, source) => Promise.all(
  (pem.trim() === "" ? [] : readPem(pem)).map(async (each) => ({ ...each, fingerprint: hex(await sha256(each.raw)), source })));

const keyOf = async (line, source) => ({ ...await readVerifierKey(line.trim()), source });

/** Lets what is in a file take the place of what is trusted, and verifies all again by that. */
const choose = (id, refusal, changeOf) => {
  document.getElementById(id).addEventListener("change", ({ target }) => {
    const [file] = target.files;
    if (!file) {
      return;
    }
    afterAll(async () => {
      try {
        require(file.size <= MB);
        const text = textOf(await slice(file, 0, file.size));
        trust = { ...trust, ...await changeOf(text, file.name) };
        trouble.hidden = true;
      } catch {
        trouble.textContent = say(refusal, file.name);
        trouble.hidden = false;
        return;
      } finally {
        target.value = "";
      }
      drawTrust();
      await verify(dropped);
    });
  });
};

const listen = () => {
  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  const zone = input.closest(".drop");
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", () => zone.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault(); // a browser would open the file in place of the page
    zone.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
  clear.addEventListener("click", () => afterAll(() => {
    dropped = [];
    state.textContent = "";
    drawResults();
    input.focus();
  }));
  choose("own-anchors", "not-anchors", async (text, source) => {
    const sealAnchors = await anchorsOf(text, source);
    require(sealAnchors.length > 0);
    // Whoever does not believe what is published here does not believe it about time either.
    const outsideAnchors = trust.ownOutside ? trust.outsideAnchors : undefined;
    return { sealAnchors, outsideAnchors };
  });
  choose("own-stamp-anchors", "not-anchors", async (text, source) =>
    ({ outsideAnchors: await anchorsOf(text, source), ownOutside: true }));
  choose("own-key", "not-key", async (text, source) => ({ key: await keyOf(text, source) }));
  document.getElementById("language")?.addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    state.textContent = "";
    draw();
  });
};

const start = async () => {
  drawWords();
  if (!globalThis.crypto?.subtle) {
    trouble.textContent = say("no-crypto");
    trouble.hidden = false;
    return;
  }
  trust = {
    sealAnchors: await anchorsOf(root.dataset.sealAnchors),
    outsideAnchors: await anchorsOf(root.dataset.stampAnchors),
    key: await keyOf(root.dataset.key),
  };
  listen();
  draw();
  input.disabled = false;
};

await start();
