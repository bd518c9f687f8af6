"use strict";

// Remarks beside a text without leaving the form, in which something may be typed already. Without
// this the page is sent and comes back.
document.addEventListener("DOMContentLoaded", () => {
  const forms = document.getElementById("remark-forms");
  if (!forms) return;

  const show = (root) => {
    for (const button of root.querySelectorAll("[data-show-passage], [data-take-passage]")) {
      button.hidden = false;
    }
  };

  const renew = (page) => {
    for (const section of document.querySelectorAll(".writing-remarks, #remark-forms, .admin-tabs")) {
      const selector = section.id ? `#${section.id}` : ".admin-tabs";
      const renewed = page.querySelector(selector);
      if (renewed) section.replaceWith(document.adoptNode(renewed));
    }
    const messages = page.getElementById("messages");
    document.getElementById("messages").replaceWith(document.adoptNode(messages));
    document.querySelectorAll(".writing-remarks").forEach(show);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.closest("#remark-forms")) return;
    event.preventDefault();
    const body = new FormData(form);
    try {
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) throw new Error(response.status);
      renew(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      form.submit(); // the server says what is wrong
    }
  });

  const selectedIn = (language) => {
    const editor = Texts.editor(language);
    const inEditor = editor && editor.getSelection() && editor.getSelection().getSelectedText();
    return (inEditor || String(window.getSelection())).trim();
  };

  document.addEventListener("click", ({ target }) => {
    const { takePassage, showPassage } = target.dataset;
    if (takePassage) {
      const field = document.getElementById(`passage-${takePassage}`);
      field.value = selectedIn(takePassage) || field.value;
    }
    if (showPassage) {
      const language = target.closest(".writing-remarks").id.replace("remarks-", "");
      const editor = Texts.editor(language);
      const page = editor ? editor.window.$ : window;
      page.getSelection().removeAllRanges();
      page.find(showPassage, true, false, true);
    }
  });
  show(document);
});
