// Copy buttons of the share kit. Without this file the words are marked and copied by hand.
"use strict";

async function copyWords(button) {
  const words = document.getElementById(button.dataset.copy);
  words.select();
  try {
    await navigator.clipboard.writeText(words.value);
  } catch {
    document.execCommand("copy"); // the clipboard is there on https only
  }
  const label = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copyWords(button));
}
