"use strict";

// From a finding to where it is mended, in whatever tab that is.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-leads-to]");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  const group = place.closest("[id$='-group']");
  const tab = group ? group.id.replace("-group", "") : "general";
  document.querySelector(`.admin-tabs a[href='#${tab}']`).click();
  const lead = () => {
    const editor = window.CKEDITOR && CKEDITOR.instances[place.id];
    if (editor && editor.status !== "ready") {
      editor.once("instanceReady", lead);
      return;
    }
    const shown = editor ? editor.container.$ : place;
    shown.scrollIntoView({ block: "center" });
    if (editor) editor.focus();
    else (place.nextElementSibling?.querySelector("[tabindex]") || place).focus();
  };
  requestAnimationFrame(lead);
});
