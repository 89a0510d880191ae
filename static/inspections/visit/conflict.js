// Somebody else saved the part meanwhile, or the checklist changed: both sides beside each other, item by item.
import * as fields from "./fields.js";

const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
const joined = (...said) => said.filter(Boolean).join(" · ") || "—";
const saidOf = (answer, form, words) => (fields.isAnswered(answer)
  ? joined(words[answer.outcome], answer.note, answer.outcome === "not_met" && fields.groupName(form, answer.group),
    answer.corrected && words.corrected)
  : "—");
const saidBesides = (extras, form) => joined(...extras.map((one) => `${fields.groupName(form, one.group)} ${one.text}`.trim()));
const saidOnSite = (it, words) => joined(it.statement_name, it.statement_role, it.statement_text, it.statement_refused && words.nobody);

// What differs, and what is done with it where the other side is taken.
const differences = (form, draft, theirs, words) => {
  const found = [];
  const add = (id, title, mine, other, take) => { if (mine !== other) found.push({ id, title, mine, other, take }); };
  for (const { code, text } of theirs.items) {
    const [mine, other] = [draft.answers[code], theirs.answers[code]];
    if (!fields.isAnswered(other)) continue;
    add(code, `${code} ${text}`, saidOf(mine, form, words), saidOf(other, form, words),
      () => fields.writeAnswer(form, code, other));
  }
  if (theirs.extras?.length) {
    add("besides", words.besides, saidBesides(draft.extras, form), saidBesides(theirs.extras, form),
      () => fields.writeExtras(form, theirs.extras));
  }
  const other = theirs.statement ? saidOnSite(theirs.statement, words) : "—";
  if (other !== "—") {
    add("statement", words.statement, saidOnSite(draft.statement, words), other,
      () => fields.writeStatement(form, theirs.statement));
  }
  return found;
};

// What this phone left empty is theirs beforehand: going on never wipes out what only they wrote.
const choice = ({ id, title, mine, other }, words) => {
  const one = make("fieldset", "", { className: "field" });
  one.append(make("legend", title));
  const sides = make("div", "", { className: "sides" });
  for (const [value, text] of [["mine", mine], ["theirs", other]]) {
    const label = make("label");
    const checked = (value === "theirs") === (mine === "—");
    label.append(make("input", "", { type: "radio", name: `side-${id}`, value, checked }));
    const said = make("span");
    said.append(make("b", words[value]), document.createElement("br"), text);
    label.append(said);
    sides.append(label);
  }
  one.append(sides);
  return one;
};

const button = (text, onClick, more = "") => {
  const made = make("button", text, { type: "button", className: `button ${more}`.trim() });
  made.addEventListener("click", onClick);
  return made;
};

const takeAll = (box, side) => {
  for (const radio of box.querySelectorAll(`[value="${side}"]`)) radio.checked = true;
};

// `onMerged` gets the newer version to build on, and the answers as chosen.
export const show = (form, draft, words, onMerged) => {
  form.querySelector("[data-conflict]")?.remove();
  const theirs = draft.theirs ?? { answers: {}, items: [], version: draft.version };
  const closed = theirs.state === "submitted";
  const box = make("section", "", { className: "notice notice-warn", tabIndex: -1 });
  box.dataset.conflict = "";
  box.append(make("h2", closed ? words.closed : words.conflict));
  box.append(make("p", joined(draft.error || words.changed, theirs.saved_by, theirs.saved_at)));
  const found = closed ? [] : differences(form, draft, theirs, words);
  if (found.length > 1) {
    const all = make("p", "", { className: "form-end" });
    all.append(button(words.allMine, () => takeAll(box, "mine"), "small"), button(words.allTheirs, () => takeAll(box, "theirs"), "small"));
    box.append(all);
  }
  box.append(...found.map((one) => choice(one, words)));
  for (const code of draft.gone ?? []) {
    box.append(make("p", `${words.gone} ${code}: ${saidOf(draft.answers[code], form, words)}`));
  }
  if (closed) box.append(make("a", words.list, { href: form.dataset.phoneUrl }));
  else box.append(button(words.take, () => merge(form, draft, theirs, found, box, onMerged), "go"));
  form.prepend(box);
  box.focus();
};

const merge = async (form, draft, theirs, found, box, onMerged) => {
  for (const { id, take } of found) {
    if (box.querySelector(`[name="side-${CSS.escape(id)}"]:checked`)?.value === "theirs") take();
  }
  form.elements.version.value = theirs.version;
  const known = { ...draft.answers, ...fields.read(form).answers };
  const answers = Object.fromEntries(Object.entries(known).filter(([code]) => !draft.gone?.includes(code)));
  await onMerged({ answers, version: theirs.version, gone: [], theirs: null });
  box.remove();
  // A page of the old checklist has no fields for what is asked now: fetch the new one.
  if (draft.gone?.some((code) => fields.asksFor(form, code))) location.reload();
};
