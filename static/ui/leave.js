// Pages kept for use without a network go with whoever they were kept for: at signing out, and as soon as somebody
// acts in another role. Drafts not yet sent stay: only their owner opens them again.
const drop = () => {
  const name = localStorage.getItem("kept-pages");
  if (!name || !globalThis.caches) return;
  caches.delete(name);
  localStorage.removeItem("kept-pages");
};
// The name is at hand at once, so that the deletion is asked for before the page goes.
document.addEventListener("submit", (event) => { if (event.target.matches("[data-leave]")) drop(); });
const acting = document.querySelector("[data-acting]")?.dataset.acting;
if (acting && localStorage.getItem("kept-pages") !== `kept-pages-${acting}`) drop();
