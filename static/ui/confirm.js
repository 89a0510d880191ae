// "Are you sure" parts (details.confirm) take the focus to their question and close on Escape or "No".
document.addEventListener("toggle", (event) => {
  const part = event.target;
  if (!part.matches?.("details.confirm") || !part.open) return;
  part.querySelector("[data-question]")?.focus();
}, true);

const close = (part) => {
  part.open = false;
  part.querySelector("summary").focus();
};
document.addEventListener("keydown", (event) => {
  const part = event.target.closest?.("details.confirm[open]");
  if (part && event.key === "Escape") close(part);
});
document.addEventListener("click", (event) => {
  const no = event.target.closest?.("[data-no]");
  if (!no) return;
  event.preventDefault();
  close(no.closest("details.confirm"));
});
// A form marked data-once is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});
