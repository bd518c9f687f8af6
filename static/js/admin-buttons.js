// What Unfold opens by a click alone opens by the keyboard, too: menus, the theme, the sidebar.
// Such elements become buttons with a name; Escape closes a menu and gives the focus back.
(() => {
  const CLICK = "x-on:click";
  const NATIVE = "a[href], button, input, select, textarea, summary";
  const ICON = ".material-symbols-outlined";
  const STAYS_OPEN = ["sidebarDesktopOpen", "rowOpen"];
  const opened = [];

  // the name of what a click opens: "open = !open" or "filterOpen = true"
  const toggles = (element) => /^\s*(\w+)\s*=\s*(?:!\s*\1\b|true\b)/.exec(element.getAttribute(CLICK))?.[1];

  function wordsOf(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(ICON).forEach((icon) => icon.remove());
    return element.matches(ICON) ? "" : copy.textContent.trim();
  }

  function iconOf(element) {
    const icon = element.matches(ICON) ? element : element.querySelector(ICON);
    return icon?.textContent.trim();
  }

  function giveName(element) {
    const names = document.getElementById("icon-names")?.dataset ?? {};
    const name = names[iconOf(element)] ?? element.title;
    if (name && !element.hasAttribute("aria-label") && !wordsOf(element)) element.setAttribute("aria-label", name);
    element.querySelectorAll(ICON).forEach((icon) => icon.setAttribute("aria-hidden", "true"));
  }

  function makeButton(element) {
    if (element.hasAttribute("role") || !(wordsOf(element) || iconOf(element))) return;
    if (element.querySelector(NATIVE)) return;
    giveName(element);
    if (element.matches(NATIVE)) return;
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    const flag = toggles(element);
    if (flag) Alpine.effect(() => element.setAttribute("aria-expanded", String(Boolean(Alpine.$data(element)[flag]))));
  }

  const makeButtons = (within) => within.querySelectorAll(`[${CLICK.replace(":", "\\:")}]`).forEach(makeButton);

  // An icon is a word of English that a font draws. What it says is the name of what holds it.
  function nameIcons(within) {
    const icons = [...within.querySelectorAll(ICON), ...(within.matches?.(ICON) ? [within] : [])];
    for (const icon of icons) {
      const holder = icon.closest("a, button, [role=button], [title]");
      if (holder) giveName(holder);
      if (holder?.hasAttribute("aria-label") && !holder.matches(`${NATIVE}, [role]`)) holder.setAttribute("role", "img");
      if (holder !== icon) icon.setAttribute("aria-hidden", "true");
    }
  }

  // beside its button, or at the end of the page where Unfold has moved it; the filters are a form
  const menuOf = (element) => [...element.parentElement.querySelectorAll("nav"), ...document.querySelectorAll("body > nav, #changelist-filter")]
    .find((menu) => menu.checkVisibility());

  const isOpen = (element) => element.isConnected && Boolean(Alpine.$data(element)[toggles(element)]);

  // A menu is drawn some time after its button was pressed: how long, the device tells.
  function enterMenu(element) {
    const menu = menuOf(element);
    if (menu) menu.querySelector("a[href], button, input:not([type=hidden]), select, [role=button]")?.focus();
    else if (isOpen(element)) requestAnimationFrame(() => enterMenu(element));
  }

  function close(element) {
    Alpine.$data(element)[toggles(element)] = false;
    element.focus();
  }

  document.addEventListener("click", (event) => {
    const flag = event.target.closest?.("[data-closes]")?.dataset.closes;
    const opener = flag && [...document.querySelectorAll("[aria-expanded='true']")].find((one) => toggles(one) === flag);
    if (opener) close(opener);
  });

  document.addEventListener("keydown", (event) => {
    const element = event.target;
    if (event.key === "Escape" && opened.length) {
      const last = opened.pop();
      if (isOpen(last)) close(last);
      return;
    }
    if (!["Enter", " "].includes(event.key) || element.getAttribute?.("role") !== "button") return;
    if (!element.hasAttribute(CLICK)) return;
    event.preventDefault();
    element.click();
    const flag = toggles(element);
    if (!flag || STAYS_OPEN.includes(flag) || !Alpine.$data(element)[flag]) return;
    opened.push(element);
    requestAnimationFrame(() => enterMenu(element));
  }, { capture: true }); // before Unfold closes a menu by Escape

  // --- Rows of a form: the focus goes to a row that is new, and stays near one that is gone ---

  document.addEventListener("formsetGroup:added", ({ detail: { row } }) => setTimeout(() => {
    [...row?.querySelectorAll("input:not([type=hidden]), select, textarea") ?? []].find((field) => field.checkVisibility())?.focus();
  }));

  document.addEventListener("formset:removed", ({ detail: { formsetName } }) => {
    document.querySelector(`#${formsetName}-data .add-row`)?.focus();
  });

  // --- What scrolls: SimpleBar, which begins after this, knows English alone ---

  document.addEventListener("DOMContentLoaded", () => {
    const name = document.getElementById("icon-names")?.dataset.scrolled;
    if (window.SimpleBar && name) SimpleBar.defaultOptions.ariaLabel = name;
  });

  document.addEventListener("alpine:initialized", () => {
    makeButtons(document);
    nameIcons(document);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.nodeType !== Node.ELEMENT_NODE) continue;
          makeButtons(node);
          nameIcons(node);
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
