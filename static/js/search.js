// While somebody types into a field of the search, titles that begin so are offered below it.
"use strict";

for (const field of document.querySelectorAll("input[data-suggest]")) {
  let waiting;
  let latest = "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  });

  async function offer() {
    const typed = field.value.trim();
    if (typed.length < 2 || typed === latest) return;
    latest = typed;
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
      if (!answer.ok || field.value.trim() !== typed) return;
      const titles = (await answer.json()).map(({ title }) => title);
      field.list.replaceChildren(...titles.map((title) => new Option(title, title)));
    } catch {
      // no connection: the field works without
    }
  }
}
