// Folded menus close on Escape and on a click outside. Without this file they open and close by themselves.
const folds = () => document.querySelectorAll("details.drop[open], details.fold[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const fold of folds()) {
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const fold of folds()) if (!fold.contains(event.target)) fold.open = false;
});
