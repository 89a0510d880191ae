// The recording page, made kinder: photos are shrunk before they are sent, and what is typed is saved by itself.
// Without this file both are done by hand: whole photos, and the button "Save".
const LONGEST = 2000; // pixels: enough to read a certificate on the wall
const EVERY = 20_000; // milliseconds

const shrink = async (file) => {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 600_000) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
};

const form = document.querySelector("form[data-part]");
const line = form?.querySelector("[data-autosave]");
let dirty = false;
let busy = false;

form?.addEventListener("input", () => { dirty = true; });
form?.addEventListener("change", async (event) => {
  const input = event.target;
  if (input.type !== "file" || input.dataset.shrunk) return;
  busy = true;
  try {
    const chosen = new DataTransfer();
    for (const file of input.files) chosen.items.add(await shrink(file).catch(() => file));
    input.files = chosen.files;
  } finally {
    busy = false;
  }
});

// A draft is the same post as the button's, without files; the answer's version and id are taken over.
const save = async () => {
  if (!dirty || busy || form.dataset.sent) return;
  const data = new FormData(form);
  data.delete("files");
  data.set("act", "keep");
  busy = true;
  dirty = false;
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-part]");
    if (!answer.ok || !fresh) throw new Error(answer.status);
    for (const name of ["version", "client_id"]) form.elements[name].value = fresh.elements[name].value;
    line.textContent = `${line.dataset.saved} ${new Date().toLocaleTimeString()}`;
  } catch {
    dirty = true;
    line.textContent = line.dataset.failed;
  } finally {
    busy = false;
  }
};
if (form && line) setInterval(save, EVERY);
