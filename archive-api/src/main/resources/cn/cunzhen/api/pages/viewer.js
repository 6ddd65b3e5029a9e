"use strict";

// Looking at a file: one page at a time, as large as one likes, with the words that were searched
// for marked on it, beside another file where one compares, and on paper.

const viewer = document.getElementById("viewer");
const number = document.getElementById("number");
const find = document.getElementById("find");
const matches = document.getElementById("matches");
const beside = document.getElementById("beside");
const thumbnails = document.getElementById("thumbnails");
const panes = viewer.querySelector(".panes");
const paper = document.getElementById("paper");

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const WIDEST = 3000;
const PAPER_WIDTH = 1600;
const RETRIES = 3;

// A file in a pane of its own: which page of it, how large, which way up.
class Pane {
  constructor(element, path, page, pages, name, words) {
    Object.assign(this, { element, path, page, pages, name, words, zoom: 1, turns: 0, asked: 0, widest: 0 });
    this.frame = element.querySelector(".frame");
    this.sheet = element.querySelector(".sheet");
    this.picture = element.querySelector("img");
    this.picture.addEventListener("load", () => this.place());
    if (this.picture.complete) {
      this.place();
    }
  }

  // The sheet lies in a frame of the size that it has when it is turned.
  place() {
    const { naturalWidth, naturalHeight } = this.picture;
    if (!naturalWidth) {
      return;
    }
    const shape = naturalHeight / naturalWidth;
    const sideways = this.turns % 2 === 1;
    const wide = this.element.clientWidth * this.zoom;
    const width = sideways ? wide / shape : wide;
    const height = width * shape;
    this.frame.style.width = `${sideways ? height : width}px`;
    this.frame.style.height = `${sideways ? width : height}px`;
    this.sheet.style.width = `${width}px`;
    this.sheet.style.transform =
      `translate(-50%, -50%) rotate(${this.turns * 90}deg)`;
    // Asked for once only: of a tall page the archive may draw less than it is asked for.
    const fine = Math.min(WIDEST, Math.ceil(width * devicePixelRatio));
    if (fine > naturalWidth * 1.05 && fine > this.widest) {
      this.load(fine);
    }
  }

  load(width) {
    this.widest = width;
    this.picture.src = `${this.path}/pages/${this.page}?width=${Math.max(100, Math.ceil(width))}`;
    this.picture.alt = viewer.dataset.picture.replace(viewer.dataset.name, this.name)
      .replace("#", this.page);
  }

  go(page) {
    const next = Math.min(this.pages, Math.max(1, page));
    if (next === this.page) {
      return;
    }
    this.page = next;
    this.sheet.querySelectorAll(".mark").forEach((mark) => mark.remove());
    this.load(Math.min(WIDEST, this.element.clientWidth * this.zoom * devicePixelRatio));
    this.element.scrollTo(0, 0);
    this.mark();
  }

  scale(zoom) {
    this.zoom = zoom;
    this.place();
  }

  turn() {
    this.turns = (this.turns + 1) % 4;
    this.place();
  }

  async mark() {
    const question = find?.value.trim() ?? "";
    const asked = ++this.asked;
    const marks = question && this.words ? await this.places(question) : [];
    if (asked !== this.asked) {
      return;
    }
    this.sheet.querySelectorAll(".mark").forEach((mark) => mark.remove());
    for (const { x, y, w, h } of marks) {
      const mark = document.createElement("div");
      mark.className = "mark";
      Object.assign(mark.style, {
        left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%`,
      });
      this.sheet.append(mark);
    }
    if (this === main && matches) {
      matches.textContent = question ? viewer.dataset.found.replace("#", marks.length) : "";
    }
  }

  async places(question) {
    const answer = await fetch(`${this.path}/pages/${this.page}/marks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ q: question }),
    });
    return answer.ok ? (await answer.json()).marks : [];
  }
}

viewer.dataset.name = document.querySelector("h1").textContent;
const main = new Pane(panes.querySelector(".pane"), viewer.dataset.path,
  Number(viewer.dataset.page), Number(viewer.dataset.pages), viewer.dataset.name,
  viewer.dataset.words === "true");
let other = null;
const open = () => [main, other].filter(Boolean);

const show = () => {
  number.value = main.page;
  document.getElementById("previous").disabled = main.page === 1;
  document.getElementById("next").disabled = main.page === main.pages;
  thumbnails?.querySelectorAll("button").forEach((each, i) => {
    const here = i + 1 === main.page;
    each.toggleAttribute("aria-current", here);
    if (here) {
      each.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
  history.replaceState(null, "", `?p=${main.page}`);
};

const go = (page) => { main.go(page); show(); };
const step = (by) => go(main.page + by);
const zoom = (by) => {
  const at = ZOOMS.indexOf(main.zoom) + by;
  const next = ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at))];
  open().forEach((pane) => pane.scale(next));
};
const fit = () => open().forEach((pane) => pane.scale(1));

const onClick = (id, action) => document.getElementById(id)?.addEventListener("click", action);
onClick("previous", () => step(-1));
onClick("next", () => step(1));
onClick("smaller", () => zoom(-1));
onClick("larger", () => zoom(1));
onClick("fit", fit);
onClick("turn", () => main.turn());
onClick("print-page", () => printPages([main.page]));
onClick("print-all", () => printPages(Array.from({ length: main.pages }, (_, i) => i + 1)));
number.addEventListener("change", () => go(Number(number.value) || 1));

// Thumbnails are drawn when they come into sight: whoever looks at one page asks for few.
if (thumbnails) {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        seen.unobserve(target);
        target.querySelector("img").src = target.dataset.src;
      }
    }
  }, { root: thumbnails, rootMargin: "200px" });
  for (let page = 1; page <= main.pages; page++) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.src = `${main.path}/pages/${page}?width=160`;
    const picture = document.createElement("img");
    picture.alt = "";
    button.append(picture, String(page));
    button.addEventListener("click", () => go(page));
    item.append(button);
    thumbnails.append(item);
    seen.observe(button);
  }
}

let compared = 0;
let second = null;

beside?.addEventListener("change", async () => {
  const choice = ++compared;
  second?.remove();
  second = null;
  other = null;
  panes.classList.toggle("two", beside.value !== "");
  main.place();
  if (beside.value === "") {
    return;
  }
  const path = viewer.dataset.record + beside.value;
  const name = beside.selectedOptions[0].textContent;
  const answer = await fetch(`${path}/pages`);
  const list = await answer.json();
  if (choice !== compared) {
    return; // another was chosen meanwhile
  }
  second = main.element.cloneNode(true);
  second.setAttribute("aria-label", name);
  second.querySelectorAll(".mark").forEach((mark) => mark.remove());
  panes.append(second);
  if (!answer.ok) {
    second.textContent = list.title;
    return;
  }
  second.querySelector("img").src = `${path}/pages/1?width=800`;
  const pane = new Pane(second, path, 1, list.pages, name, list.words);
  second.addEventListener("keydown", (event) => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      event.stopPropagation();
      pane.go(pane.page + by);
    }
  });
  other = pane;
  pane.mark();
});

const pause = (millis) => new Promise((done) => { setTimeout(done, millis); });

const loaded = (page) => new Promise((done) => {
  const picture = new Image();
  picture.addEventListener("load", () => done(picture));
  picture.addEventListener("error", () => done(null));
  picture.src = `${main.path}/pages/${page}?width=${PAPER_WIDTH}`;
});

// Every page or none: paper from which one is missing would not say so.
let printing = false;
const printPages = async (pages) => {
  if (printing) {
    return;
  }
  printing = true;
  const trouble = document.getElementById("trouble");
  trouble.hidden = true;
  for (const page of pages) {
    let picture = await loaded(page);
    for (let attempt = 1; !picture && attempt <= RETRIES; attempt++) {
      await pause(attempt * 1000);
      picture = await loaded(page);
    }
    if (!picture) {
      trouble.hidden = false;
      break;
    }
    paper.append(picture);
  }
  if (trouble.hidden) {
    window.print();
  }
  paper.replaceChildren();
  printing = false;
};

let typing;
find?.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => open().forEach((pane) => pane.mark()), 250);
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const actions = {
    ArrowLeft: () => step(-1),
    PageUp: () => step(-1),
    ArrowRight: () => step(1),
    PageDown: () => step(1),
    Home: () => go(1),
    End: () => go(main.pages),
    "+": () => zoom(1),
    "=": () => zoom(1),
    "-": () => zoom(-1),
    0: fit,
    r: () => main.turn(),
    p: () => printPages([main.page]),
    "/": () => find?.focus(),
  };
  const action = actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

let resized;
addEventListener("resize", () => {
  cancelAnimationFrame(resized);
  resized = requestAnimationFrame(() => open().forEach((pane) => pane.place()));
});

// What was searched for is kept by the tab, not by the address: it may be a name.
const question = sessionStorage.getItem("question");
if (find && question) {
  find.value = question;
  main.mark();
}
show();
