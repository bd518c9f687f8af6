// Moves entries of the plan by drag or by Shift with an arrow key. Without this script each entry's
// page, and each card of the board, has a form that does the same.
(() => {
  const form = document.getElementById("plan-move");
  if (!form) return;

  const send = (entry, values) => {
    form.action = entry.dataset.step;
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.requestSubmit();
  };
  const toDay = (entry, day) => {
    if (day !== entry.dataset.from) send(entry, { step: "reschedule", day });
  };
  const toStatus = (entry, status) => {
    if (status !== entry.dataset.from) send(entry, { step: "move", status });
  };

  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-step]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  for (const target of document.querySelectorAll("[data-day], [data-status]")) {
    target.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      target.classList.add("is-target");
    });
    target.addEventListener("dragleave", () => target.classList.remove("is-target"));
    target.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged) return;
      if (target.dataset.day) toDay(dragged, target.dataset.day);
      else toStatus(dragged, target.dataset.status);
    });
  }

  const DAYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  document.addEventListener("keydown", (event) => {
    const entry = event.target.closest?.("[data-step]");
    if (!entry || !event.shiftKey || !(event.key in DAYS) || event.target.matches("select")) return;
    event.preventDefault();
    const columns = [...document.querySelectorAll("[data-status]")];
    if (columns.length) {
      const here = columns.indexOf(entry.closest("[data-status]"));
      const there = columns[here + Math.sign(DAYS[event.key])];
      if (there) toStatus(entry, there.dataset.status);
      return;
    }
    const day = new Date(`${entry.dataset.from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + DAYS[event.key]);
    toDay(entry, day.toISOString().slice(0, 10));
  });
})();
