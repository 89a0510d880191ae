// Between the recording page's form and a draft. Answers go by the items' codes: those outlive a checklist.
const STATEMENT = ["statement_name", "statement_role", "statement_text"];
const find = (card, ending) => card.querySelector(`[name$="-${ending}"]`);

export const read = (form) => {
  const answers = {};
  for (const card of form.querySelectorAll("[data-code]")) {
    answers[card.dataset.code] = {
      outcome: card.querySelector('[name$="-outcome"]:checked')?.value ?? "",
      note: find(card, "note").value,
      group: find(card, "group").value,
      corrected: find(card, "corrected").checked,
    };
  }
  const extras = [...form.querySelectorAll(".extra")]
    .map((one) => ({ group: find(one, "group").value, text: find(one, "text").value }))
    .filter((one) => one.group || one.text);
  const statement = Object.fromEntries(STATEMENT.map((name) => [name, form.elements[name].value]));
  statement.statement_refused = form.elements.statement_refused.checked;
  return { answers, extras, statement };
};

export const writeAnswer = (form, code, said) => {
  const card = form.querySelector(`[data-code="${CSS.escape(code)}"]`);
  if (!card) return false;
  for (const radio of card.querySelectorAll('[name$="-outcome"]')) radio.checked = radio.value === said.outcome;
  find(card, "note").value = said.note ?? "";
  if (said.group) find(card, "group").value = said.group;
  find(card, "corrected").checked = Boolean(said.corrected);
  return true;
};

// Whether somebody answered: the group alone is chosen beforehand.
export const isAnswered = (said) => Boolean(said && (said.outcome || said.note));
export const asksFor = (form, code) => Boolean(form.querySelector(`[data-code="${CSS.escape(code)}"]`));
export const groupName = (form, group) => (group
  ? form.querySelector(`[name$="-group"] option[value="${CSS.escape(group)}"]`)?.textContent ?? group
  : "");

export const writeStatement = (form, statement) => {
  for (const name of STATEMENT) form.elements[name].value = statement[name] ?? "";
  form.elements.statement_refused.checked = Boolean(statement.statement_refused);
};

export const writeExtras = (form, extras) => {
  form.querySelectorAll(".extra").forEach((place, at) => {
    find(place, "group").value = extras[at]?.group ?? "";
    find(place, "text").value = extras[at]?.text ?? "";
  });
  if (extras.length) form.querySelector(".extra")?.closest("details")?.setAttribute("open", "");
};

// Returns the codes that were answered and that this checklist no longer asks.
export const write = (form, draft) => {
  for (const [code, said] of Object.entries(draft.answers)) writeAnswer(form, code, said);
  writeExtras(form, draft.extras);
  writeStatement(form, draft.statement);
  return Object.keys(draft.answers).filter((code) => isAnswered(draft.answers[code]) && !asksFor(form, code));
};
