// The note above a refused form leads to the field, in whichever tab, editor or list it is.
(() => {
  const TABS = /^(activeTab|activeFieldsetTab) == '([^']+)'$/;

  function open(field) {
    for (let part = field.parentElement; part; part = part.parentElement) {
      if (part.matches("details")) part.open = true;
      const [, name, tab] = TABS.exec(part.getAttribute("x-show")) ?? [];
      if (name) Alpine.$data(part)[name] = tab;
    }
  }

  function focus(field) {
    const editor = window.CKEDITOR?.instances[field.id];
    const list = field.matches(".select2-hidden-accessible") && field.nextElementSibling?.querySelector(".select2-selection");
    if (editor && editor.status !== "ready") {
      editor.once("instanceReady", () => focus(field));
      return;
    }
    if (editor) editor.focus();
    else (list || field).focus({ preventScroll: true });
    (list || editor?.container.$ || field).scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".errornote a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    open(field);
    Alpine.nextTick(() => focus(field));
  });
})();
