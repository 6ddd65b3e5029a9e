"use strict";

// Keeps what the pages are dressed with, and a page for when there is no network. What says
// something about anybody is asked for each time, and never kept. VERSION stands before this.

const OFFLINE = "/assets/offline.html";
const KEPT = [
  OFFLINE,
  "/assets/style.css",
  "/assets/my.css",
  "/assets/htmx.js",
  "/assets/pages.js",
  "/assets/icon.svg",
  "/assets/kinds.svg",
];

async function keep() {
  const cache = await caches.open(VERSION);
  await cache.addAll(KEPT.map((path) => new Request(path, { cache: "reload", credentials: "omit" })));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path, request) {
  const cache = await caches.open(VERSION);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = new URL(url).pathname;
  if (method !== "GET") {
    return;
  }
  if (KEPT.includes(path)) {
    event.respondWith(kept(path, event.request));
  } else if (mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => kept(OFFLINE, OFFLINE)));
  }
});
