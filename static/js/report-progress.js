"use strict";

// Asks how far the report is and shows it; when it is finished, the page tells the rest.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("[role=status]");

  const ask = async () => {
    try {
      const response = await fetch(box.dataset.progress, { credentials: "same-origin" });
      if (!response.ok) throw new Error(response.status);
      const job = await response.json();
      bar.value = job.percent;
      if (words.textContent !== job.in_words) words.textContent = job.in_words;
      if (job.finished) return location.reload();
    } catch {
      // The network of a phone comes and goes: the next question may be answered.
    }
    setTimeout(ask, 700);
  };
  ask();
})();
