"use strict";

// A folder of transactions, or of lists of them, handed in one after the other, a few at a time; what became of each
// stands on the page at once, and can be kept as a list.

const form = document.getElementById("batch");
const folder = document.getElementById("folder");
const nothing = document.getElementById("nothing");
const live = document.getElementById("live");
const progress = document.getElementById("progress");
const stop = document.getElementById("stop");
const report = document.getElementById("report");
const outcomes = document.getElementById("outcomes");

const SUBMISSION = "transaction.json";
const RECEIPTS = "receipts.jsonl";
const LIST = /\.csv$/i;
const AT_ONCE = 3;
const ATTEMPTS = 4;
const words = form.dataset;
let stopped = false;
let counts;
let lines;

const path = (file) => file.webkitRelativePath;
const parent = (file) => path(file).slice(0, path(file).lastIndexOf("/"));
const hidden = (file) => path(file).split("/").slice(1).some((part) => part.startsWith("."));

const byFolder = (files) => {
  const folders = new Map();
  for (const file of files) {
    if (!folders.has(parent(file))) {
      folders.set(parent(file), new Map());
    }
    folders.get(parent(file)).set(file.name, file);
  }
  return folders;
};

// Folders with a submission in them are transactions; elsewhere lists name transactions, and what
// belongs to neither is stray.
const gather = async (files) => {
  const folders = [...byFolder(files)].filter(([, inside]) => inside.has(SUBMISSION))
    .sort(([one], [other]) => one < other ? -1 : 1);
  const own = folders.map(([folder]) => folder + "/");
  const rest = files.filter((file) => !hidden(file) && file.name !== RECEIPTS
    && !own.some((folder) => path(file).startsWith(folder)));
  const lists = rest.filter((file) => LIST.test(file.name));
  const read = await Promise.all(lists.map((list) => readList(list, rest)));
  const used = new Set([...lists, ...read.flatMap(({ used }) => used)]);
  const jobs = [
    ...folders.map(([folder, inside]) => () => handIn(folder, inside)),
    ...read.flatMap(({ jobs }) => jobs)];
  const stray = rest.filter((file) => !used.has(file))
    .map((file) => () => tell("refused", path(file), [words.stray]));
  return jobs.length === 0 ? [] : [...jobs, ...stray];
};

// The archive reads the list; the files stay here until their transaction's turn.
const readList = async (list, files) => {
  const folder = parent(list) + "/";
  const around = new Map(files.filter((file) => path(file).startsWith(folder))
    .map((file) => [path(file).slice(folder.length), file]));
  const body = new FormData();
  body.append("files", JSON.stringify([...around.keys()]));
  body.append("list", list);
  const answer = await fetch("/api/v1/lists", { method: "POST", body }).catch(() => null);
  leaveIfSignedOut(answer);
  if (!answer?.ok) {
    const title = answer ? (await answer.json()).title : words.unclear;
    return { jobs: [() => tell("refused", path(list), [title])], used: files };
  }
  const { transactions, files: named } = await answer.json();
  const jobs = transactions.map(({ line, submission, files: parts, faults }) => {
    const place = path(list) + (line > 0 ? ":" + line : "");
    return () => faults
      ? tell("refused", place, faults.map((each) => each.where + "  " + each.message))
      : post(place, JSON.stringify(submission),
        Object.entries(parts).map(([name, at]) => [name, around.get(at)]));
  });
  return { jobs, used: named.map((name) => around.get(name)) };
};

const tell = (kind, path, messages) => {
  counts[kind] += 1;
  counts.left -= 1;
  for (const each of ["done", "known", "refused", "left"]) {
    document.getElementById(each).textContent = counts[each];
  }
  progress.value = 1 - counts.left / counts.all;
  lines.push([path, words[kind], ...messages]);
  if (kind === "refused") {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = path;
    const why = document.createElement("ul");
    for (const message of messages) {
      const each = document.createElement("li");
      each.textContent = message;
      why.append(each);
    }
    item.append(name, why);
    outcomes.append(item);
  }
};

const read = async (inside) => {
  const text = await inside.get(SUBMISSION).text();
  try {
    const { files = [] } = JSON.parse(text);
    const listed = files.every(({ name, fileName }) => name && fileName);
    return listed ? { text, files } : null;
  } catch {
    return null;
  }
};

// The files that the submission lists, by their own names or by what they were called; and all
// that keeps the folder from being what it lists.
const match = (inside, listed) => {
  const found = new Map();
  const faults = [];
  for (const { name, fileName } of listed) {
    const file = inside.get(name) ?? inside.get(fileName);
    const several = listed.filter((each) => each.fileName === fileName).length > 1;
    if (!file) {
      faults.push(words.lacks + fileName);
    } else if (!inside.has(name) && several) {
      faults.push(words.ambiguous + fileName);
    }
    found.set(name, file);
  }
  const used = new Set(found.values());
  for (const [name, file] of inside) {
    if (!used.has(file) && name !== SUBMISSION && name !== RECEIPTS && !name.startsWith(".")) {
      faults.push(words.surplus + name);
    }
  }
  return { found, faults };
};

const handIn = async (folder, inside) => {
  const submission = await read(inside);
  if (!submission) {
    tell("refused", folder, [words.malformed]);
    return;
  }
  const { found, faults } = match(inside, submission.files);
  if (faults.length > 0) {
    tell("refused", folder, faults);
    return;
  }
  await post(folder, submission.text, [...found]);
};

const post = async (place, submission, parts) => {
  const body = new FormData();
  body.append("transaction", submission);
  parts.forEach(([name, file]) => body.append(name, file, file.name));
  await send(place, body);
};

const leaveIfSignedOut = (answer) => {
  if (answer?.status === 401) {
    location.assign("/signin?to=%2Fintake%2Fbatch");
  }
};

const pause = (millis) => new Promise((done) => { setTimeout(done, millis); });

// What has no certain answer is sent again, which changes nothing where it had arrived.
const send = async (path, body) => {
  for (let attempt = 0; attempt < ATTEMPTS && !stopped; attempt++) {
    await pause(attempt * 1000);
    const answer = await fetch("/api/v1/transactions", { method: "POST", body }).catch(() => null);
    leaveIfSignedOut(answer);
    if (answer && answer.status !== 429 && answer.status < 500) {
      settle(path, answer, await answer.json());
      return;
    }
  }
  tell("refused", path, [words.unclear]);
};

const settle = (path, answer, json) => {
  if (answer.ok) {
    tell(answer.status === 201 ? "done" : "known", path, [json.archiveNumber]);
  } else {
    const errors = (json.errors ?? []).map((each) => each.pointer + "  " + each.message);
    tell("refused", path, [json.title, ...errors]);
  }
};

// A cell that begins like a formula is given a mark before it: spreadsheets would run it.
const cell = (text) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return '"' + safe.replaceAll('"', '""') + '"';
};

const finish = () => {
  stop.disabled = true;
  const csv = "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  report.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  report.hidden = false;
  report.focus();
};

folder.addEventListener("change", async () => {
  const all = await gather([...folder.files]);
  nothing.textContent = words.none;
  nothing.hidden = all.length > 0;
  live.hidden = all.length === 0;
  if (all.length === 0) {
    return;
  }
  stopped = false;
  stop.disabled = false;
  report.hidden = true;
  outcomes.replaceChildren();
  counts = { all: all.length, left: all.length, done: 0, known: 0, refused: 0 };
  lines = [];
  const rest = all.values();
  const work = async () => {
    for (let next = rest.next(); !next.done && !stopped; next = rest.next()) {
      await next.value();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  folder.value = "";
  finish();
});

stop.addEventListener("click", () => { stopped = true; });
