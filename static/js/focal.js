// The focal point by a click or by the arrow keys, with the card as it will be cut.
// Without this script the two fields say it in per cent.
(() => {
  "use strict";

  const begin = () => {
    const across = document.getElementById("id_focal_x");
    const down = document.getElementById("id_focal_y");
    const image = document.querySelector(".focal-source img");
    if (!across || !down || !image) return;

    const place = document.createElement("button");
    place.type = "button";
    place.className = "focal-place";
    place.title = gettext("Focal point: click, or move it by the arrow keys");
    image.replaceWith(place);
    const point = document.createElement("span");
    point.className = "focal-point";
    place.append(image, point);

    const card = document.createElement("img");
    card.className = "focal-card";
    card.src = image.src;
    card.alt = gettext("How a card shows the picture");
    place.after(document.createElement("br"), card);

    const within = (number) => Math.min(100, Math.max(0, Math.round(number)));
    const show = () => {
      const x = within(across.value), y = within(down.value);
      point.style.left = `${x}%`;
      point.style.top = `${y}%`;
      card.style.objectPosition = positionOf(x, y);
    };
    // the crop is centred on the point as far as the edges allow, as on the server
    const positionOf = (x, y) => {
      const wide = image.naturalWidth / image.naturalHeight, target = 16 / 9;
      const share = wide > target ? target / wide : wide / target;
      const shift = (at) => (share >= 1 ? 50 : within(((at / 100 - share / 2) / (1 - share)) * 100));
      return wide > target ? `${shift(x)}% 50%` : `50% ${shift(y)}%`;
    };
    const set = (x, y) => {
      across.value = within(x);
      down.value = within(y);
      show();
    };

    place.addEventListener("click", (event) => {
      if (event.detail === 0) return;  // by the keyboard: no place was pointed at
      const box = image.getBoundingClientRect();
      set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    });
    place.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, -5], ArrowDown: [0, 5] }[event.key];
      if (!step) return;
      event.preventDefault();
      set(Number(across.value) + step[0], Number(down.value) + step[1]);
    });
    across.addEventListener("input", show);
    down.addEventListener("input", show);
    if (image.complete) show();
    image.addEventListener("load", show);
  };

  document.addEventListener("DOMContentLoaded", begin);
})();
