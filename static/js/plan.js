// Moves entries of the plan by drag or by Shift with an arrow key. Without this script each entry's
// page, and each card of the board, has a form that does the same.
(() => {
  const form = document.getElementById("plan-move");
  if (!form) return;

  // The page comes back with the moved entry in focus: the next key moves it on.
  const send = (entry, values) => {
    const next = form.elements.next;
    const link = entry.querySelector("a[id]");
    if (link) next.value = `${next.value.split("#")[0]}#${link.id}`;
    form.action = entry.dataset.step;
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.requestSubmit();
  };
  const toDay = (entry, day) => {
    const step = entry.dataset.verb ?? "reschedule";
    if (day !== entry.dataset.from) send(entry, { step, day });
  };
  const accepts = (entry, status) => entry.dataset.may?.split(" ").includes(status);
  const toStatus = (entry, status) => {
    if (status !== entry.dataset.from && accepts(entry, status)) send(entry, { step: "move", status });
  };

  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-step]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  for (const target of document.querySelectorAll("[data-day], [data-status]")) {
    target.addEventListener("dragover", (event) => {
      const { status } = target.dataset;
      if (!dragged || (status && !accepts(dragged, status))) return;
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
      const step = Math.sign(DAYS[event.key]);
      let there = columns.indexOf(entry.closest("[data-status]")) + step;
      while (columns[there] && !accepts(entry, columns[there].dataset.status)) there += step;
      if (columns[there]) toStatus(entry, columns[there].dataset.status);
      return;
    }
    if (!entry.dataset.from) return; // no day yet to go on from: its link leads to a form
    const day = new Date(`${entry.dataset.from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + DAYS[event.key]);
    toDay(entry, day.toISOString().slice(0, 10));
  });
})();
