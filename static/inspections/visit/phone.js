// The list of what this phone holds: every draft with its state, what is in it, and a button to send it now.
import { keepPage } from "./keep.js";
import { keepTrying, send } from "./send.js";
import * as store from "./store.js";

const box = document.querySelector("[data-on-phone]");
const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

const button = (text, more, onClick) => {
  const made = make("button", text, { type: "button", className: `button small ${more}`.trim() });
  made.addEventListener("click", onClick);
  return made;
};

// What is in it, to be read and copied where it can no longer be sent.
const inside = (draft, files, words) => {
  const said = Object.entries(draft.answers)
    .filter(([, one]) => one.outcome || one.note)
    .map(([code, one]) => `${code} ${words[one.outcome] ?? ""} ${one.note}`.trim());
  said.push(...draft.extras.map((one) => one.text));
  const { statement_name: name, statement_role: role, statement_text: text } = draft.statement;
  said.push([name, role, text].filter(Boolean).join(" · "), ...files.map((file) => `${file.label || file.name} ${file.error}`));
  const all = make("ul");
  all.append(...said.filter(Boolean).map((one) => make("li", one)));
  return all;
};

// Asked twice: what is thrown away here is nowhere else.
const throwAway = (draft, words, draw) => {
  const part = make("details", "", { className: "confirm" });
  part.append(make("summary", words.discard, { className: "button danger small" }));
  const sure = make("p", words.sure, { tabIndex: -1 });
  sure.dataset.question = "";
  part.append(sure, button(words.discard, "danger", async () => { await store.forget(draft.key); await draw(); }));
  return part;
};

const row = async (draft, words, draw) => {
  const item = make("li", "", { className: "card" });
  const files = await store.files(draft.key);
  const unsent = files.filter((file) => !file.sent).length;
  const photos = unsent ? ` · ${words.photos} ${unsent}` : "";
  const state = draft.error || words[draft.state] || draft.state;
  item.append(make("a", draft.title, { href: draft.url }), ` ${draft.department} · ${state}${photos} `);
  if (draft.state === "local" || draft.state === "waiting") {
    item.append(button(words.send, "", async () => {
      const said = await send(draft.key);
      await draw(said.signIn ? words.signIn : said.offline ? words.offline : "");
    }));
  }
  if (draft.state !== "sent") {
    const more = make("details", "", { className: "panel" });
    more.append(make("summary", words.inside), inside(draft, files, words), throwAway(draft, words, draw));
    item.append(more);
  }
  return item;
};

const start = async () => {
  const { owner, workerUrl, ...words } = box.dataset;
  const draw = async (said = "") => {
    const mine = (await store.drafts()).filter((draft) => draft.owner === owner);
    const rows = async (wanted) => Promise.all(mine.filter(wanted).map((draft) => row(draft, words, draw)));
    const waits = await rows((draft) => draft.state !== "sent");
    const sent = await rows((draft) => draft.state === "sent" && draft.edit > 0);
    box.querySelector("[data-list]").replaceChildren(...waits);
    box.querySelector("[data-sent-list]").replaceChildren(...sent);
    box.querySelector("[data-sent-part]").hidden = !sent.length;
    box.querySelector("[data-none]").hidden = waits.length > 0;
    box.querySelector("[role=status]").textContent = said;
  };
  await draw();
  keepTrying(owner, () => draw());
  await keepPage(owner, workerUrl);
  box.dataset.kept = "yes";
};

if (box && store.usable()) start();
