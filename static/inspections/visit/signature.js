// A name written with the finger, the mouse or a pen. Who can do none of it signs with the name typed.
const WHITE = "#fff";
const INK = "#111";

export const pad = (box, nameBeforehand, onKeep) => {
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const signer = box.querySelector("[data-signer]");
  let drawn = false;
  let down = false;
  const name = () => signer.value.trim() || nameBeforehand().trim();
  const clear = () => {
    pen.fillStyle = WHITE;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  };
  const at = (event) => {
    const edge = canvas.getBoundingClientRect();
    const across = canvas.width / edge.width;
    return [(event.clientX - edge.left) * across, (event.clientY - edge.top) * across];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    pen.beginPath();
    pen.moveTo(...at(event));
    down = true;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!down) return;
    pen.lineTo(...at(event));
    pen.stroke();
    drawn = true;
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { down = false; });
  box.querySelector("[data-typed]").addEventListener("click", () => {
    if (!name()) return signer.focus();
    clear();
    Object.assign(pen, { fillStyle: INK, font: `120px ${getComputedStyle(box).fontFamily}`, textAlign: "center", textBaseline: "middle" });
    pen.fillText(name(), canvas.width / 2, canvas.height / 2, canvas.width - 60);
    drawn = true;
    return undefined;
  });
  box.querySelector("[data-clear]").addEventListener("click", clear);
  box.querySelector("[data-keep]").addEventListener("click", () => {
    if (!drawn) return;
    const who = name();
    canvas.toBlob(async (blob) => {
      await onKeep(Object.assign(blob, { name: "signature.png" }), who);
      clear();
      signer.value = "";
    }, "image/png");
  });
  clear();
};
