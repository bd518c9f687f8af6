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
  const added = (day, number) => {
    const moved = new Date(`${day}T00:00:00Z`);
    moved.setUTCDate(moved.getUTCDate() + number);
    return moved.toISOString().slice(0, 10);
  };
  // Whoever moves a day in the middle of what lasts moves its beginning by as many days.
  const toDay = (entry, day) => {
    const { from, begins = from, verb = "reschedule" } = entry.dataset;
    if (day === from) return;
    const moved = from && Math.round((Date.parse(day) - Date.parse(from)) / 86_400_000);
    send(entry, { step: verb, day: from ? added(begins, moved) : day });
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
    toDay(entry, added(entry.dataset.from, DAYS[event.key]));
  });
})();
