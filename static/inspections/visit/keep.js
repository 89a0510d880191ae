// Keeps this page, as it is loaded, and all it is made of, so that it opens without a network. Nothing else is kept.
const NAME = "kept-pages-";

export const keepPage = async (owner, workerUrl) => {
  if (!navigator.serviceWorker || !globalThis.caches) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== NAME + owner) await caches.delete(name);
  }
  await navigator.serviceWorker.register(workerUrl, { scope: "/desk/" });
  localStorage.setItem("kept-pages", NAME + owner); // what signing out deletes
  const kept = await caches.open(NAME + owner);
  const page = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  if (page?.ok) await kept.put(location.pathname, page);
  const made = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const own = made.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
  await Promise.allSettled([...new Set(own.map((url) => url.pathname))].map((path) => kept.add(path)));
};

export const dropPage = async (path) => {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME)) await (await caches.open(name)).delete(path);
  }
};
