// Answers for the pages of visits when there is no network. Only what a page kept by itself is answered; all else
// goes to the server as ever.
const NAME = "kept-pages-";
const PATIENCE = 4000;
const PAGES = /^\/desk\/inspections\/(parts\/\d+|phone)\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = async (path) => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(NAME)) continue;
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return null;
};

const answer = async (request, path) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const fresh = await fetch(request, { signal: stop.signal });
    if (fresh.status < 500) return fresh;
    return (await kept(path)) ?? fresh;
  } catch (error) {
    const found = await kept(path);
    if (found) return found;
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = event.request.mode === "navigate" && PAGES.test(url.pathname);
  if (page || url.pathname.startsWith("/static/")) event.respondWith(answer(event.request, url.pathname));
});
