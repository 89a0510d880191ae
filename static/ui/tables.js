// A table wider than the screen can be reached and moved with the keyboard.
for (const box of document.querySelectorAll(".table-wrap:not([tabindex])")) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent.trim() || document.title);
  }
}
