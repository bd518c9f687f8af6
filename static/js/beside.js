"use strict";

// The language to read beside the one that is written: as it is typed by now, in another tab of
// the same form, and scrolled together. Without this the page shows what was saved.
document.addEventListener("DOMContentLoaded", () => {
  const choices = [...document.querySelectorAll(".beside-choice input")];
  const sheets = [...document.querySelectorAll(".beside iframe")];
  if (!sheets.length) return;
  const REMEMBERED = "beside";

  const chosen = choices.find((choice) => choice.value === localStorage.getItem(REMEMBERED));
  if (chosen) chosen.checked = true;

  const write = (sheet) => {
    const page = sheet.contentDocument;
    const title = page && page.querySelector(".sheet-title");
    if (!title) return;
    const fields = Texts.read(sheet.dataset.language);
    if (fields.title === undefined) return;
    title.textContent = fields.title;
    page.querySelector(".sheet-lead").textContent = fields.lead;
    // the sheet is a sandbox in which no script runs
    page.querySelector(".sheet-body").innerHTML = fields.body;
  };

  const writeAll = () => sheets.forEach(write);
  document.addEventListener("click", ({ target }) => {
    if (target.closest(".admin-tabs a")) writeAll();
  });
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      localStorage.setItem(REMEMBERED, choice.value);
      writeAll();
    });
  }

  // Whoever is under the pointer or has the keyboard leads; the other follows by its share.
  let leader = null;
  const lead = (page) => {
    for (const happening of ["pointerenter", "pointerdown", "wheel", "keydown", "focus"]) {
      page.addEventListener(happening, () => { leader = page; }, { capture: true, passive: true });
    }
  };
  const follow = (from, to) => {
    const [one, other] = [from.document.scrollingElement, to.document.scrollingElement];
    if (!one || !other) return;
    const way = one.scrollHeight - one.clientHeight;
    if (way > 0) other.scrollTop = (one.scrollTop / way) * (other.scrollHeight - other.clientHeight);
  };
  const shown = (sheet) => sheet.offsetParent !== null;

  Texts.whenReady((language, editor) => {
    const begin = () => {
      const page = editor.window && editor.window.$;
      if (!page) return; // its sheet is still on its way
      lead(page);
      page.addEventListener("scroll", () => {
        if (leader !== page) return;
        sheets.filter(shown).forEach((sheet) => follow(page, sheet.contentWindow));
      });
    };
    begin();
    editor.on("contentDom", begin); // with its text the editor replaces all that listens to it
    writeAll();
  });
  for (const sheet of sheets) {
    const begin = () => {
      const page = sheet.contentWindow;
      lead(page);
      page.addEventListener("scroll", () => {
        if (leader !== page) return;
        for (const language of Texts.languages) {
          const editor = Texts.editor(language);
          if (editor && editor.container.$.offsetParent) follow(page, editor.window.$);
        }
      });
      write(sheet);
    };
    sheet.addEventListener("load", begin);
    if (sheet.contentDocument && sheet.contentDocument.readyState === "complete") begin();
  }
});
