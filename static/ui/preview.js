// Shows what was chosen in a file input, below it, before anything is sent.
const show = (input) => {
  let list = input.parentElement.querySelector(".previews");
  if (!list) {
    list = Object.assign(document.createElement("ul"), { className: "previews" });
    list.setAttribute("aria-live", "polite");
    input.after(list);
  }
  list.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = Object.assign(document.createElement("img"), { alt: "" });
      const reader = new FileReader();
      reader.onload = () => { picture.src = reader.result; };
      reader.readAsDataURL(file);
      item.append(picture);
    }
    const size = file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
    item.append(`${file.name} (${size})`);
    return item;
  }));
};
document.addEventListener("change", (event) => {
  if (event.target.matches?.('input[type="file"]')) show(event.target);
});
