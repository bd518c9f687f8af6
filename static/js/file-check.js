// Compares a file with what was issued, by its hash, without sending it. Without this file, or on
// a page without https, it is sent and compared by the portal.
"use strict";

const check = document.querySelector(".file-check");
const outcomes = document.querySelectorAll("[data-outcome]");
let latest = 0; // of two files chosen one after the other, the last one is told of

function show(outcome) {
  for (const one of outcomes) {
    one.hidden = one.dataset.outcome !== outcome;
  }
}

async function compare(file) {
  const turn = ++latest;
  show("working");
  let outcome = "";
  try {
    const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const digest = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    outcome = check.dataset.digests.split(" ").includes(digest) ? "same" : "other";
  } catch {
    check.querySelector("button").hidden = false; // a file too large to be read at once, say
  }
  if (turn === latest) {
    show(outcome);
  }
}

if (check && globalThis.crypto?.subtle) {
  const input = check.querySelector("input[type=file]");
  document.getElementById("compared-here").hidden = false;
  document.getElementById("compared-there").hidden = true;
  check.querySelector("button").hidden = true;
  input.addEventListener("change", () => {
    if (input.files.length) {
      compare(input.files[0]);
    }
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    check.classList.add("is-awaiting");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      check.classList.remove("is-awaiting");
    }
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    check.classList.remove("is-awaiting");
    const [file] = event.dataTransfer.files;
    if (file) {
      input.files = event.dataTransfer.files;
      compare(file);
    }
  });
}
