"use strict";

// Handing in by hand: files find their material by their names, the list ticks off as they come,
// and what the archive refuses stands beside the field that it is about.

const form = document.getElementById("intake");
const drop = document.getElementById("drop");
const input = document.getElementById("files");
const list = document.getElementById("chosen");
const materials = document.getElementById("materials");
const faults = document.getElementById("faults");
const progress = document.getElementById("progress");
const doing = document.getElementById("doing");
const submit = document.getElementById("submit");

const ZONE = "+08:00";
let files = [];

const known = () => [...materials.querySelectorAll("li")];
const field = (id) => document.getElementById(id);

const size = (bytes) => bytes < 1024 ? bytes + " B" : bytes < 1 << 20
  ? Math.round(bytes / 1024) + " KB" : (bytes / (1 << 20)).toFixed(1) + " MB";

// How many characters in a row two names have in common.
const common = (one, other) => {
  let most = 0;
  for (let i = 0; i < one.length; i++) {
    while (i + most < one.length && other.includes(one.slice(i, i + most + 1))) {
      most += 1;
    }
  }
  return most;
};

// Two Chinese characters tell a material, of an English name or a code five letters.
const likeness = (item, name) => Math.max(
  common(item.dataset.zh, name) / 2,
  common(item.dataset.en.toLowerCase(), name) / 5,
  common(item.dataset.code, name) / 5);

// The material that the file's name is most like; else what is missing; else what may repeat.
const guess = (fileName) => {
  const name = fileName.toLowerCase().replace(/\.[^.]*$/, "");
  const taken = (item) => files.some((each) => each.material === item.dataset.code);
  const free = known().filter((item) => item.dataset.repeatable === "true" || !taken(item));
  const alike = free.map((item) => [likeness(item, name), item]).filter(([much]) => much >= 1);
  const found = alike.sort(([a], [b]) => b - a)[0]?.[1]
    ?? free.find((item) => item.dataset.required === "true" && !taken(item))
    ?? free.findLast((item) => item.dataset.required !== "true")
    ?? free.at(-1);
  return found?.dataset.code ?? "";
};

const choice = (file) => {
  const select = document.createElement("select");
  select.setAttribute("aria-label", list.dataset.material + " · " + file.blob.name);
  for (const item of known()) {
    const option = new Option(item.querySelector(".label").textContent, item.dataset.code);
    select.append(option);
  }
  select.value = file.material;
  select.addEventListener("change", () => { file.material = select.value; tick(); });
  return select;
};

const row = (file) => {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.blob.name;
  const bytes = document.createElement("span");
  bytes.className = "quiet";
  bytes.textContent = size(file.blob.size);
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = list.dataset.remove;
  remove.setAttribute("aria-label", list.dataset.remove + " " + file.blob.name);
  remove.addEventListener("click", () => {
    files = files.filter((each) => each !== file);
    show();
    input.focus();
  });
  item.append(name, bytes, choice(file), remove);
  return item;
};

const tick = () => {
  const words = materials.querySelector("ul")?.dataset;
  for (const item of known()) {
    const count = files.filter((file) => file.material === item.dataset.code).length;
    const lacks = count === 0 && item.dataset.required === "true";
    item.className = count > 0 ? "here" : lacks ? "lacks" : "";
    item.querySelector(".state").textContent =
      count > 0 ? words.here + (count > 1 ? " × " + count : "") : lacks ? words.lacks : "";
  }
};

const show = () => {
  for (const file of files) {
    if (!known().some((item) => item.dataset.code === file.material)) {
      file.material = "";
    }
  }
  for (const file of files.filter((each) => each.material === "")) {
    file.material = guess(file.blob.name);
  }
  list.replaceChildren(...files.map(row));
  tick();
};

const add = (blobs) => {
  for (const blob of blobs) {
    const file = { blob, material: "" };
    file.material = guess(blob.name);
    files.push(file);
  }
  show();
};

input.addEventListener("change", () => { add(input.files); input.value = ""; });
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) {
  document.addEventListener(kind, () => drop.classList.remove("over"));
}
document.addEventListener("drop", (event) => {
  event.preventDefault();
  add([...event.dataTransfer.files]);
});
document.addEventListener("htmx:afterSwap", show);
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 404) {
    materials.textContent = materials.dataset.none;
    show();
  }
});

// A unified social credit code of an organisation begins with 1, 5, 9, A or Y and has letters.
field("idNumber").addEventListener("change", (event) => {
  const number = event.target.value.trim().toUpperCase();
  if (/^[0-9A-Z]{18}$/.test(number) && /[A-Z]/.test(number.slice(0, 17))) {
    field("idType").value = "uscc";
  } else if (/^\d{17}[0-9X]$/.test(number) && field("idType").value === "uscc"
    && !/^9[1-3]/.test(number)) {
    field("idType").value = "resident-id";
  }
});

const transaction = () => {
  const json = {
    holders: [{
      name: field("holderName").value.trim(),
      idType: field("idType").value,
      idNumber: field("idNumber").value.trim(),
    }],
    files: files.map((file, i) => ({
      name: "f" + (i + 1),
      material: file.material,
      part: known().find((item) => item.dataset.code === file.material)?.dataset.part
        ?? "application",
      fileName: file.blob.name,
    })),
  };
  for (const each of form.querySelectorAll("[name]")) {
    if (each.value.trim() !== "") {
      json[each.name] = each.value.trim();
    }
  }
  json.item = (json.item ?? "").split(" ")[0];
  json.acceptedAt = json.acceptedAt && json.acceptedAt + ":00" + ZONE;
  json.completedAt = json.completedAt && json.completedAt + ":00" + ZONE;
  return json;
};

const at = (pointer) => pointer && (form.querySelector(`[data-pointer="${CSS.escape(pointer)}"]`)
  ?? form.querySelector(`[name="${CSS.escape(pointer.slice(1))}"]`)
  ?? list.children[Number(/^\/files\/(\d+)/.exec(pointer)?.[1] ?? NaN)]?.querySelector("select"));

const name = (element) => element?.labels?.[0]?.textContent ?? element?.getAttribute("aria-label");

const refuse = (heading, errors) => {
  const title = document.createElement("strong");
  title.textContent = heading;
  const all = document.createElement("ul");
  for (const error of errors) {
    const element = at(error.pointer);
    element?.setAttribute("aria-invalid", "true");
    if (element?.closest("details")) {
      element.closest("details").open = true;
    }
    const item = document.createElement("li");
    item.textContent = (element ? name(element) + ": " : "") + error.message;
    all.append(item);
  }
  faults.replaceChildren(title, all);
  faults.hidden = false;
  (form.querySelector("[aria-invalid]") ?? faults).focus();
};

const clear = () => {
  faults.hidden = true;
  form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
};

const ended = (words) => {
  progress.hidden = true;
  doing.textContent = "";
  submit.disabled = false;
  if (words) {
    refuse(words, []);
  }
};

const answered = (request) => {
  ended();
  if (request.status === 200 || request.status === 201) {
    location.assign("/records/" + request.response.recordId + "/receipt");
  } else if (request.status === 401) {
    location.assign("/signin?to=%2Fintake");
  } else {
    const problem = request.response;
    const said = problem?.errors ?? [];
    const detail = problem?.detail ? [{ message: problem.detail }] : [];
    refuse(request.status === 503 || !problem ? form.dataset.unclear
      : problem.title + " · " + form.dataset.faults, [...said, ...detail]);
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clear();
  const body = new FormData();
  body.append("transaction", JSON.stringify(transaction()));
  files.forEach((file, i) => body.append("f" + (i + 1), file.blob, file.blob.name));
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/transactions");
  request.responseType = "json";
  request.upload.addEventListener("progress", (sent) => {
    progress.value = sent.lengthComputable ? sent.loaded / sent.total : 0;
  });
  request.upload.addEventListener("load", () => { doing.textContent = form.dataset.sealing; });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => ended(form.dataset.unclear));
  submit.disabled = true;
  progress.hidden = false;
  progress.value = 0;
  doing.textContent = form.dataset.uploading;
  request.send(body);
});

// An agency serves one region; whoever changes the one means the other, too.
field("agency").addEventListener("change", (event) => {
  const region = event.target.selectedOptions[0].dataset.region;
  if (region) {
    field("region").value = region;
  }
});
