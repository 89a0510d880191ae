// A table wider than the screen can be reached and moved with the keyboard.
for (const box of document.querySelectorAll(".table-wrap:not([tabindex])")) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent.trim() || document.title);
  }
}
// On a phone the filters stay folded until they are asked for, or filter something.
if (matchMedia("(max-width: 47.99em)").matches && !location.search) {
  for (const fold of document.querySelectorAll("details.sieve")) fold.open = false;
}
