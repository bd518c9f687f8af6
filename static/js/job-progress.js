"use strict";

// Asks how far the work is and shows it; when it is finished, the page tells the rest.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("[role=status]");
  const left = box.querySelector("[data-left]");

  const ask = async () => {
    try {
      const response = await fetch(box.dataset.progress, { credentials: "same-origin" });
      if (!response.ok) throw new Error(response.status);
      const job = await response.json();
      bar.value = job.percent;
      if (words.textContent !== job.in_words) words.textContent = job.in_words;
      left.textContent = job.left;
      document.querySelectorAll("[data-part]").forEach((cell, n) => (cell.textContent = job.parts[n]));
      if (job.finished) return location.reload();
    } catch {
      // The network of a phone comes and goes: the next question may be answered.
    }
    setTimeout(ask, 700);
  };
  ask();
})();
