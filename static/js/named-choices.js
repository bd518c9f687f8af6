"use strict";

// Select2 draws fields of its own over a select and leaves them without the select's name.
document.addEventListener("DOMContentLoaded", () => {
  const nameOf = (select) =>
    select.getAttribute("aria-label") || [...select.labels].map((label) => label.innerText.trim()).join(" ");

  const nameFields = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const drawn = select.nextElementSibling;
      if (!drawn || drawn.dataset.named) continue;
      drawn.dataset.named = "true";
      for (const value of drawn.querySelectorAll("[role=textbox]")) {
        value.removeAttribute("role"); // it is no field, it tells what is chosen
        value.removeAttribute("aria-readonly");
      }
      for (const field of drawn.querySelectorAll("[role=combobox], input")) {
        field.setAttribute("aria-label", nameOf(select));
        const value = field.getAttribute("aria-labelledby");
        if (!value) continue;
        field.id ||= `${value}-field`;
        field.setAttribute("aria-labelledby", `${field.id} ${value}`);
      }
    }
    // what is chosen stands in a list beside things that are no items of it
    for (const part of document.querySelectorAll("ul.select2-selection__rendered, ul.select2-selection__rendered > li")) {
      if (part.getAttribute("role") !== "none") part.setAttribute("role", "none");
    }
    const opened = document.querySelector("body > .select2-container--open .select2-search__field:not([aria-label])");
    const select = document.querySelector("select:has(+ .select2-container--open)");
    if (opened && select) opened.setAttribute("aria-label", nameOf(select));
  };

  new MutationObserver(nameFields).observe(document.body, { childList: true, subtree: true });
  nameFields();
});
