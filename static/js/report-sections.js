"use strict";

// On a phone a report opens with its figures and the names of its sections. Without scripts, and
// printed, each section is open.
(() => {
  const sections = [...document.querySelectorAll(".report-section")];
  const named = () => {
    const heading = document.getElementById(location.hash.slice(1));
    return heading && heading.closest(".report-section");
  };
  const openNamed = () => {
    const section = named();
    if (!section) return;
    section.open = true;
    section.scrollIntoView();
  };

  const contents = document.querySelector(".report-contents");
  if (matchMedia("(width < 48rem)").matches) {
    contents.hidden = true; // the folded sections are the contents
    for (const section of sections) section.open = section === named();
  }
  openNamed();
  addEventListener("hashchange", openNamed);

  let folded = [];
  addEventListener("beforeprint", () => {
    contents.hidden = false;
    folded = sections.filter((section) => !section.open);
    for (const section of folded) section.open = true;
  });
  addEventListener("afterprint", () => {
    for (const section of folded) section.open = false;
  });
})();
