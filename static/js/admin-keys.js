// Ctrl+S saves the form of a record and comes back to the same place; Ctrl+K finds a record.
// Without this script the buttons and the page of finding do the same.
(() => {
  const PLACE = "place-in-form";
  const FRESH = 60_000;

  // --- Saving ---

  const base = () => location.pathname.replace(/(add|[^/]+\/change)\/$/, "");
  const bodies = () => Object.values(window.CKEDITOR?.instances ?? {});
  const bodyInFocus = () => bodies().find((body) => body.focusManager.hasFocus);

  function notePlace() {
    const body = bodyInFocus();
    sessionStorage.setItem(PLACE, JSON.stringify({
      base: base(),
      at: Date.now(),
      hash: location.hash,
      scroll: window.scrollY,
      focused: body ? null : document.activeElement?.id,
      body: body?.name,
      caret: body?.getSelection()?.createBookmarks2(true),
    }));
  }

  function save() {
    const buttons = document.querySelector(".form-buttons");
    const button = buttons?.querySelector("[name=_continue]") ?? buttons?.querySelector("[name=_save]");
    if (!button) return false;
    notePlace();
    button.form.requestSubmit(button);
    return true;
  }

  function notedPlace() {
    try {
      const noted = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
      return noted && noted.base === base() && Date.now() - noted.at < FRESH ? noted : null;
    } catch {
      return null;
    }
  }

  const place = notedPlace();
  // before the tabs of the form look at the address
  if (place?.hash && !location.hash) history.replaceState(null, "", place.hash);

  function comeBack() {
    if (!place || document.querySelector(".errorlist, .errornote, [aria-invalid=true]")) return;
    window.scrollTo(0, place.scroll);
    document.getElementById(place.focused)?.focus({ preventScroll: true });
  }

  function listenIn(body) {
    body.on("key", (event) => {
      const key = event.data.keyCode;
      const saves = key === CKEDITOR.CTRL + 83;
      if (!saves && key !== CKEDITOR.CTRL + 75) return;
      event.cancel();
      event.data.domEvent?.preventDefault();
      if (saves) save();
      else openFinder(body);
    });
    if (place?.body !== body.name) return;
    body.focus();
    try {
      if (place.caret) body.getSelection().selectBookmarks(place.caret);
    } catch {
      // the words stand differently now: the focus alone is kept
    }
    window.scrollTo(0, place.scroll);
  }

  // --- Finding ---

  let asking = 0;
  let leftBody = null; // whose sheet, a document of its own, the browser does not come back to

  function openFinder(body = null) {
    const finder = document.getElementById("finder");
    if (!finder) return false;
    if (!finder.open) {
      leftBody = body;
      finder.showModal();
    }
    finder.querySelector("input").select();
    return true;
  }

  async function ask(form) {
    const number = ++asking;
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: form.elements.q.value, part: "1" });
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (number === asking && answer.ok) {
      document.getElementById("finder-found").innerHTML = await answer.text();
    }
  }

  function walk(event, finder) {
    const links = [...finder.querySelectorAll("#finder-found a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0 && links.length) links[0].click();
    else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else if (event.key === "ArrowUp") finder.querySelector("input").focus();
    else return;
    event.preventDefault();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const finder = document.getElementById("finder");
    let waiting;
    finder?.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => ask(event.target.form), 200);
    });
    finder?.addEventListener("close", () => leftBody?.focus());
    finder?.addEventListener("keydown", (event) => walk(event, finder));
    finder?.addEventListener("click", (event) => event.target === finder && finder.close());
    for (const link of document.querySelectorAll("[data-finder]")) {
      link.addEventListener("click", (event) => {
        if (!event.ctrlKey && !event.metaKey && openFinder()) event.preventDefault();
      });
    }
    for (const body of bodies()) {
      if (body.status === "ready") listenIn(body);
    }
    window.CKEDITOR?.on("instanceReady", (event) => listenIn(event.editor));
  });
  window.addEventListener("load", comeBack);

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    // by the key and not by its letter: on a Kazakh or Russian keyboard it is another one
    if (event.code === "KeyS" && save()) event.preventDefault();
    if (event.code === "KeyK" && openFinder()) event.preventDefault();
  });
})();
