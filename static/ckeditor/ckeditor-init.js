/* Replaces the package's file of this name, which makes all editors of a page as it opens. */
;(() => {
  "use strict"
  window.CKEDITOR_BASEPATH ||= document.getElementById("ckeditor-init-script").dataset.ckeditorBasepath

  // Of an article's languages one is seen at a time: an editor is made when its field first is.
  const seen = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!target.checkVisibility()) continue
      seen.unobserve(target)
      CKEDITOR.replace(target.id, JSON.parse(target.dataset.config))
    }
  })
  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("textarea[data-type=ckeditortype]")) {
      if (!field.id.includes("__prefix__")) seen.observe(field)
    }
  })
})()
