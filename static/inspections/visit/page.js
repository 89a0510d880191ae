// The recording page on a phone: what is typed is kept on the phone at once, sent when there is a network.
// Without this file, or without a place to keep things, the form is sent by its buttons as ever.
import * as conflict from "./conflict.js";
import * as fields from "./fields.js";
import { dropPage, keepPage } from "./keep.js";
import * as photos from "./photos.js";
import { keepTrying, send } from "./send.js";
import { pad } from "./signature.js";
import * as store from "./store.js";

const QUIET = 300; // milliseconds after the last key
const EVERY = 20_000; // sent by itself while there is a network

const form = document.querySelector("form[data-visit]");
const words = document.querySelector("#visit-words")?.dataset;
const line = form?.querySelector("[data-autosave]");
const list = form?.querySelector("[data-held]");
const say = (text) => { line.textContent = text; };
const clock = () => new Date().toLocaleTimeString();

const { owner, part } = form?.dataset ?? {};
const key = store.keyOf(owner, part);
let draft;
let timer = null; // of what is typed and not yet kept

// What the page itself says of the part, before anything is typed.
const fresh = () => ({
  key, owner, part,
  url: location.pathname,
  title: document.querySelector("h1").textContent.trim(),
  department: form.dataset.department,
  stateUrl: form.dataset.stateUrl,
  pieceUrl: form.dataset.pieceUrl,
  draftUrl: form.dataset.draftUrl,
  csrf: form.elements.csrfmiddlewaretoken.value,
  version: Number(form.elements.version.value),
  clientId: crypto.randomUUID(),
  act: "keep",
  byHand: false,
  state: "sent",
  error: "",
  edit: 0,
  posted: null,
  savedAt: Date.now(),
  ...fields.read(form),
});

// Answers to what this page does not ask stay in the draft until the officer lets them go.
const keep = async (more = {}) => {
  clearTimeout(timer);
  timer = null;
  draft = await store.change(key, (held) => {
    const before = held ?? fresh();
    const said = fields.read(form);
    const answers = { ...before.answers, ...said.answers };
    return { ...before, ...said, answers, edit: (before.edit ?? 0) + 1, act: "keep", byHand: false, state: "local", error: "",
      savedAt: Date.now(), ...more };
  });
  say(`${words.held} ${clock()}`);
};

const refresh = async () => {
  const unsent = await photos.show(list, key, words, refresh);
  const left = form.querySelector("[data-unsent]");
  left.textContent = unsent ? `${words.notSent} ${unsent}` : "";
  if (unsent && draft.state === "sent") await keep();
};

const showConflict = () => conflict.show(form, draft, words, keep);

// The page as it was kept may be older than what this phone has typed, and than what it has sent.
const restore = async () => {
  draft = await store.draft(key);
  const page = Number(form.elements.version.value);
  if (!draft || (draft.state === "sent" && !draft.posted && draft.version <= page)) {
    draft = fresh();
    await store.keepDraft(draft);
    return;
  }
  const gone = fields.write(form, draft);
  const token = form.elements.csrfmiddlewaretoken.value;
  draft = await store.change(key, (held) => ({ ...held, csrf: token, gone }));
  if (draft.state !== "sent") say(words[draft.state] || draft.error || words.found);
  if (gone.length || draft.state === "conflict") showConflict();
};

// What became of a sending, in words; where it was submitted, on to the next page.
const tell = async (said) => {
  draft = (await store.draft(key)) ?? draft;
  await refresh();
  if (said.done) await arrived(said);
  else if (said.conflict) {
    say(said.error);
    showConflict();
  } else if (said.photo) {
    say(words.photo);
  } else if (said.refused) {
    say(said.error);
    if (said.errors && draft.byHand) byTheForm();
  } else {
    say(said.signIn ? words.signIn : words.offline);
  }
};

const arrived = async (said) => {
  if (said.version !== undefined) form.elements.version.value = said.version;
  say(said.unsent ? words.unsent : `${words.sent} ${clock()}`);
  if (said.submitted) await dropPage(location.pathname);
  if (said.url && (said.submitted || draft.byHand)) location.assign(said.url);
};

// The server's own page shows what is missing beside each field.
const byTheForm = () => {
  const act = Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: draft.act });
  form.append(act);
  form.elements.version.value = draft.version;
  HTMLFormElement.prototype.submit.call(form);
};

let busy = Promise.resolve(); // photos being shrunk and kept
const take = (file, more) => {
  busy = busy.then(async () => {
    const kept = photos.keep(key, file, more);
    await kept.onPhone;
    await keep();
    await refresh();
    await kept.located;
  }).catch(() => say(words.notKept));
  return busy;
};

const listen = () => {
  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.closest("[data-conflict], [data-signature]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep().catch(() => say(words.notKept)), QUIET);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    const chosen = [...event.target.files];
    event.target.value = "";
    for (const file of chosen) take(file);
  });
  // A phone that is put away may never come back to this page: nothing waits for the timer then.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && timer) keep();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    await busy;
    const act = event.submitter?.value === "submit" ? "submit" : "keep";
    await keep({ act, byHand: true, state: "waiting" });
    say(words.sending);
    form.inert = act === "submit"; // what is typed while the part is being closed would come too late
    const said = await send(key);
    form.inert = false;
    await tell(said);
  });
  const box = form.querySelector("[data-signature]");
  box.hidden = false;
  pad(box, () => form.elements.statement_name.value, (blob, name) =>
    take(blob, { kind: "signature", label: `${words.signature} ${name}`.trim() }));
};

const sendByItself = async () => {
  if (draft.state !== "local" || !navigator.onLine || form.querySelector("[data-conflict]")) return;
  const said = await send(key);
  if (!said.refused) await tell(said);
};

const start = async () => {
  await restore();
  await refresh();
  listen();
  setInterval(sendByItself, EVERY);
  keepTrying(owner, (sentKey, said) => { if (sentKey === key) tell(said); });
  form.dataset.ready = "yes";
  navigator.storage?.persist?.(); // else a full phone may throw drafts away
  await keepPage(owner, form.dataset.workerUrl);
  form.dataset.kept = "yes";
};

if (form && store.usable()) start();
