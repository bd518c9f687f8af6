// Keeps on the server what is typed into each section and not saved yet. Without this file each
// section is saved by its button; what is sent after signing out is kept by the server as well.
"use strict";

const AFTER_TYPING = 1500;

for (const form of document.querySelectorAll("form[data-keep]")) {
  const status = form.querySelector("[data-kept]");
  let waiting = null;
  let isRefused = false;
  if (!status) continue;

  // Signing in again, in another window, makes a new token: the cookie has it.
  const token = () => {
    const known = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    return known ? known[1] : form.elements.csrfmiddlewaretoken.value;
  };

  const keep = async () => {
    clearTimeout(waiting);
    waiting = null;
    const { sequence } = form.elements;
    sequence.value = Number(sequence.value) + 1;
    const body = new URLSearchParams(new FormData(form));
    try {
      const response = await fetch(form.dataset.keep, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        keepalive: body.toString().length < 60000,
        headers: { "X-CSRFToken": token() },
        body,
      });
      isRefused = !response.ok;
    } catch {
      isRefused = true;
    }
    status.textContent = isRefused ? status.dataset.refused : status.dataset.kept;
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, AFTER_TYPING);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = null;
  });
  // Another section is saved, or the window is left: nothing of this one is to be lost.
  window.addEventListener("pagehide", () => {
    if (waiting) keep();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting) keep();
  });
}
