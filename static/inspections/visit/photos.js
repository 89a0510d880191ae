// Photos are shrunk on the phone, hashed there, and kept with the time and, where allowed, the place.
import * as store from "./store.js";

const LONGEST = 1600; // pixels: enough to read a certificate on the wall
const SMALL = 400_000; // bytes: below that nothing is gained

const shrink = async (file) => {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.85); });
  return !blob || blob.size >= file.size ? file : blob;
};

export const hashOf = async (bytes) => {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// Asked once a page; an answer within five seconds or none.
let place;
const whereabouts = () => {
  place ??= new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    const none = () => done(null);
    navigator.geolocation.getCurrentPosition((found) => done(found.coords), none, { timeout: 5000 });
    return setTimeout(none, 6000);
  });
  return place;
};

// Keep one on the phone. The bytes are kept, not the file: a file can be gone from the camera by then.
// `onPhone` is kept once it is on the disk; `located` once the place is known or given up: the first never waits for it.
export const keep = (key, file, { kind = "photo", label = "" } = {}) => {
  const id = crypto.randomUUID();
  const onPhone = write(id, key, file, kind, label);
  const located = kind === "photo" ? onPhone.then(() => locate(id)) : onPhone;
  return { onPhone, located };
};

const write = async (id, key, file, kind, label) => {
  const small = await shrink(file).catch(() => file);
  const bytes = await small.arrayBuffer();
  await store.keepFile({
    id,
    key,
    kind,
    label,
    name: (file.name ?? `${kind}.png`).slice(-120),
    type: small.type || file.type,
    bytes,
    sha256: await hashOf(bytes),
    keptAt: Date.now(),
    takenAt: new Date(file.lastModified ?? Date.now()).toISOString(),
    latitude: null,
    longitude: null,
    accuracy: null,
    sent: false,
    error: "",
  });
};

const locate = async (id) => {
  const where = await whereabouts();
  if (!where) return;
  const { latitude, longitude } = where;
  await store.changeFile(id, (now) => now && { ...now, latitude, longitude, accuracy: Math.round(where.accuracy) });
};

// A list of what is kept, with a picture and a way to take it off again while it is not sent. Returns how many are not.
export const show = async (list, key, words, onChange) => {
  const rows = await store.files(key);
  list.replaceChildren(...await Promise.all(rows.map(async (row) => {
    const item = document.createElement("li");
    if (row.type.startsWith("image/")) {
      const reader = new FileReader();
      const url = await new Promise((done) => {
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(new Blob([row.bytes], { type: row.type }));
      });
      item.append(Object.assign(document.createElement("img"), { alt: row.label || row.name, src: url }));
    }
    item.append(` ${row.label || row.name} · ${row.error || (row.sent ? words.sent : words.held)} `);
    if (!row.sent) {
      const off = Object.assign(document.createElement("button"), { type: "button", textContent: words.remove });
      off.className = "button small";
      off.addEventListener("click", async () => { await store.dropFile(row.id); onChange(); });
      item.append(off);
    }
    return item;
  })));
  return rows.filter((row) => !row.sent).length;
};
