"use strict";

// What a browser does not do by itself: it searches while one types Chinese, leads back to what
// was found, and says when the archive does not answer.

const QUESTION = "question";
const box = document.getElementById("q");
const trouble = document.getElementById("trouble");

// Letters typed on the way to a Chinese word are no question yet; the finished word is.
document.addEventListener("input", (event) => {
  if (event.isComposing) {
    event.stopPropagation();
  }
}, true);

if (box) {
  const keep = () => sessionStorage.setItem(QUESTION, box.value);
  box.addEventListener("input", keep);
  box.addEventListener("compositionend", keep);

  // Kept in this tab until somebody signs in again: a URL with a name in it would outlive that.
  // What was typed before this script was there is a question too.
  document.addEventListener("DOMContentLoaded", () => {
    box.value ||= sessionStorage.getItem(QUESTION) ?? "";
    if (box.value !== box.defaultValue) {
      keep();
      box.form.requestSubmit();
    }
  });
} else if (document.getElementById("password")) {
  sessionStorage.removeItem(QUESTION);
}

const say = (silent) => { trouble.hidden = !silent; };
document.addEventListener("htmx:sendError", () => say(true));
document.addEventListener("htmx:beforeSwap", (event) => say(!event.detail.shouldSwap));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) {
    location.assign("/signin?to=" + encodeURIComponent(location.pathname));
  }
});

// A suggestion that is taken stands in the box, as if it had been typed.
document.addEventListener("click", (event) => {
  const taken = event.target.closest("[data-question]");
  if (taken && box) {
    box.value = taken.dataset.question;
    sessionStorage.setItem(QUESTION, box.value);
    box.focus();
  }
});

// Where there is little room, what narrows the answer down waits folded until it is asked for.
const roomy = matchMedia("(min-width: 60rem)");
const fold = () => {
  const facets = document.querySelector(".facets");
  if (facets) {
    facets.open = roomy.matches || facets.dataset.narrowed === "yes";
  }
};
fold();
roomy.addEventListener("change", fold);
document.addEventListener("htmx:afterSwap", fold);

// The arrow keys lead from the box through what was found, and back.
const hits = () => [...document.querySelectorAll(".hit")];
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox])");
  if (event.key === "/" && box && !typing) {
    event.preventDefault();
    box.select();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = hits().indexOf(event.target);
  if (!step || event.isComposing || (event.target !== box && at < 0)) {
    return;
  }
  const next = event.target === box ? (step > 0 ? 0 : -1) : at + step;
  if (next >= 0 && next < hits().length) {
    event.preventDefault();
    hits()[next].focus();
  } else if (next < 0 && at === 0 && box) {
    event.preventDefault();
    box.focus();
  }
});

const print = document.getElementById("print");
if (print) {
  print.addEventListener("click", () => window.print());
}

// Those whose records they are may keep the pages on their phone, like an app.
if (document.querySelector("link[rel=manifest]") && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/worker.js");
}
