// What this phone holds of visits: drafts by part, and photos and signatures by their own key.
const NAME = "visits";
const VERSION = 1;

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

let opened;
const open = () => {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "key" });
      request.result.createObjectStore("files", { keyPath: "id" }).createIndex("key", "key");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
};

// One transaction; resolved only once it is on the disk.
const within = async (stores, mode, work) => {
  const transaction = (await open()).transaction(stores, mode, { durability: "strict" });
  const ended = new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
  const result = await work(transaction);
  await ended;
  return result;
};

export const keyOf = (owner, part) => `${owner}:${part}`;
export const usable = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);
export const draft = (key) => within(["drafts"], "readonly", (t) => asked(t.objectStore("drafts").get(key)));
export const drafts = () => within(["drafts"], "readonly", (t) => asked(t.objectStore("drafts").getAll()));
export const keepDraft = (row) => within(["drafts"], "readwrite", (t) => asked(t.objectStore("drafts").put(row)));
// Read and write in one transaction, so that typing and sending never go over each other.
const changed = (name) => (key, how) => within([name], "readwrite", async (t) => {
  const next = how(await asked(t.objectStore(name).get(key)));
  if (next) await asked(t.objectStore(name).put(next));
  return next;
});
export const change = changed("drafts");
export const changeFile = changed("files");
// In the order they were kept: the keys are random.
export const files = async (key) => {
  const all = await within(["files"], "readonly", (t) => asked(t.objectStore("files").index("key").getAll(key)));
  return all.sort((one, other) => (one.keptAt ?? 0) - (other.keptAt ?? 0));
};
export const keepFile = (row) => within(["files"], "readwrite", (t) => asked(t.objectStore("files").put(row)));
export const dropFile = (id) => within(["files"], "readwrite", (t) => asked(t.objectStore("files").delete(id)));

// Forget a draft and its photos: only after the server has confirmed all of it, or because the officer says so.
export const forget = async (key) => {
  const held = await files(key);
  await within(["drafts", "files"], "readwrite", async (t) => {
    for (const one of held) t.objectStore("files").delete(one.id);
    await asked(t.objectStore("drafts").delete(key));
  });
};
