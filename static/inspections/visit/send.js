// Sending what the phone holds: photos in pieces, then the draft. Everything can be sent again without harm;
// nothing is forgotten here before the server has said that it has it.
import * as store from "./store.js";

const PIECE = 200 * 1024;
const OFFLINE = { offline: true };
const SIGN_IN = { signIn: true };
const JSON_BODY = { "Content-Type": "application/json" };

const ask = async (draft, url, body, headers = {}) => {
  const sent = { method: body ? "POST" : "GET", body, redirect: "manual", credentials: "same-origin" };
  let answer;
  try {
    answer = await fetch(url, { ...sent, headers: { ...headers, "X-CSRFToken": draft.csrf } });
  } catch {
    throw OFFLINE;
  }
  if (answer.type === "opaqueredirect") throw SIGN_IN;
  if (answer.status >= 500) throw OFFLINE;
  const said = await answer.json().catch(() => ({}));
  if (said.csrf) draft.csrf = said.csrf;
  else if (!body && answer.status >= 400) throw SIGN_IN; // another role, or nobody
  return { ...said, status: answer.status };
};

// A token from before the last sign-in is refused: fetch a fresh one, once.
const post = async (draft, url, body, headers) => {
  const said = await ask(draft, url, body, headers);
  if (said.status !== 403 || said.csrf) return said;
  await ask(draft, draft.stateUrl);
  return ask(draft, url, body, headers);
};

const piece = (row, index, total) => {
  const form = new FormData();
  const facts = {
    id: row.id, kind: row.kind, name: row.name, label: row.label, sha256: row.sha256, total, index,
    taken_at: row.takenAt, latitude: row.latitude, longitude: row.longitude, accuracy: row.accuracy,
  };
  for (const [name, value] of Object.entries(facts)) if (value !== null) form.set(name, value);
  form.set("piece", new Blob([row.bytes.slice(index * PIECE, (index + 1) * PIECE)]), "piece");
  return form;
};

// What the server has of it is written down after each piece; what was taken off meanwhile stays off.
const note = (row, facts) => store.changeFile(row.id, (now) => now && { ...now, ...facts });

// Returns whether the server has all of it. What did not arrive whole is sent anew, once.
const sendFile = async (draft, row, again = true) => {
  const total = Math.max(1, Math.ceil(row.bytes.byteLength / PIECE));
  let have = row.have ?? [];
  for (let index = 0; index < total; index += 1) {
    if (have.includes(index)) continue;
    const said = await post(draft, draft.pieceUrl, piece(row, index, total));
    if (said.status !== 200) {
      await note(row, { error: said.error ?? String(said.status), have: [] });
      return again && said.status === 422 ? sendFile(draft, { ...row, have: [] }, false) : false;
    }
    have = said.have;
    await note(row, { have, error: "", sent: said.done });
    if (said.done) return true;
  }
  // Every piece is there by our count, yet it was never said to be whole: begin anew.
  await note(row, { have: [] });
  return again ? sendFile(draft, { ...row, have: [] }, false) : false;
};

const sendFiles = async (draft) => {
  let all = true;
  for (const row of await store.files(draft.key)) if (!row.sent) all = (await sendFile(draft, row)) && all;
  return all;
};

// What is about to be posted, to the letter. One key belongs to one text: should the answer be lost, the very same
// is posted again before anything newer, so that the server's "I have it" never speaks of words it has not.
const frozen = (draft) => ({
  edit: draft.edit,
  act: draft.act,
  body: JSON.stringify({
    act: draft.act,
    by_hand: draft.byHand,
    version: draft.version,
    client_id: draft.clientId,
    answers: draft.answers,
    extras: draft.extras,
    statement: draft.statement,
  }),
});

const postDraft = async (draft) => {
  const posted = draft.posted ?? frozen(draft);
  await store.change(draft.key, (now) => now && { ...now, posted });
  const said = await post(draft, draft.draftUrl, posted.body, JSON_BODY);
  return settle(draft.key, posted, said, draft.csrf);
};

const settle = async (key, posted, said, csrf) => {
  const known = { csrf, posted: null };
  if (said.status === 200) {
    const submitted = posted.act === "submit";
    const unsent = (await store.files(key)).some((row) => !row.sent);
    const now = await store.change(key, (held) => {
      if (!held) return null;
      const newer = held.edit !== posted.edit;
      const open = newer ? held.state : "sent"; // typed meanwhile: that still has to be sent
      const state = submitted && (newer || unsent) ? "late" : open;
      return { ...held, ...known, version: said.version, clientId: crypto.randomUUID(), error: "", state };
    });
    if (submitted && now?.state === "sent") await store.forget(key);
    return { done: true, submitted, unsent, url: said.url, version: said.version, more: now?.state === "waiting" };
  }
  const conflict = said.status === 409;
  const left = { state: conflict ? "conflict" : "refused", theirs: said.now ?? null, gone: said.gone ?? [] };
  await store.change(key, (now) => now && { ...now, ...known, ...left, error: said.error ?? String(said.status) });
  return { ...said, [conflict ? "conflict" : "refused"]: true };
};

// What became of it: { done, url }, { conflict }, { refused, errors }, { photo }, { offline } or { signIn }.
const attempt = async (key) => {
  let draft = await store.draft(key);
  if (!draft || (draft.state === "sent" && !draft.posted)) return { done: true };
  try {
    await ask(draft, draft.stateUrl); // without a network nothing is begun that would be in doubt afterwards
    if (draft.posted) {
      const said = await postDraft(draft);
      draft = await store.draft(key);
      if (!said.done || said.submitted || !draft || draft.state === "sent") return said;
    }
    // A submission closes the part: it waits until every photo is there, or is taken off.
    if (!(await sendFiles(draft)) && draft.act === "submit" && !(await closed(draft))) {
      await store.change(key, (now) => ({ ...now, state: "photo", csrf: draft.csrf }));
      return { photo: true };
    }
    const said = await postDraft(draft);
    return said.more ? await attempt(key) : said;
  } catch (why) {
    if (why?.offline || why?.signIn) return why;
    throw why;
  }
};

const closed = async (draft) => (await ask(draft, draft.stateUrl)).open === false;

// One sender at a time, also over several tabs.
export const send = (key) => (navigator.locks
  ? navigator.locks.request(`visit-${key}`, () => attempt(key))
  : attempt(key));

// Everything that waits, now and whenever the network returns; further and further apart while it does not.
export const keepTrying = (owner, onSent) => {
  let wait = 10_000;
  let timer;
  let running = false;
  const round = async () => {
    if (running) return;
    running = true;
    clearTimeout(timer);
    let stuck = false;
    try {
      for (const row of await store.drafts()) {
        if (row.owner !== owner || (row.state !== "waiting" && !row.posted)) continue;
        const said = await send(row.key);
        stuck ||= Boolean(said.offline || said.signIn);
        onSent(row.key, said);
      }
    } finally {
      running = false;
      wait = stuck ? Math.min(wait * 2, 300_000) : 10_000;
      timer = setTimeout(round, wait);
    }
  };
  addEventListener("online", () => { wait = 10_000; round(); });
  round();
};
