"use strict";

// Keeps on the server what is typed and not saved yet, and tells who else is at work. The form
// does without it: saving and bringing together two people's work is the server's.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("writing");
  if (!box) return;
  const form = box.closest("form");
  const AFTER_TYPING = 1500;
  const SIGN_OF_LIFE = 10000;
  const kept = {};
  let leaving = false;
  let waiting = null;
  let isRefused = false;

  // Signing in again, in another window, makes a new token: the cookie has it.
  const token = () => {
    const known = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    return known ? known[1] : form.elements.csrfmiddlewaretoken.value;
  };

  // Whoever is signed out, or without a network, is told before anything is lost.
  const note = (refused) => {
    isRefused = refused;
    document.getElementById("writing-refused").hidden = !refused;
  };

  const send = (url, body) =>
    fetch(url, {
      method: "POST",
      credentials: "same-origin",
      keepalive: body.length < 60000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body,
    });

  // What is sent first may arrive last.
  const nextSequence = () => {
    const { sequence } = form.elements;
    sequence.value = Number(sequence.value) + 1;
    return Number(sequence.value);
  };

  const keep = async () => {
    waiting = null;
    let refused = false;
    for (const language of Texts.languages) {
      const seen = Texts.field(language, "seen");
      if (!seen) continue;
      const fields = Texts.read(language);
      const now = JSON.stringify(fields);
      if (now === kept[language] || leaving) continue;
      const body = JSON.stringify({
        article: box.dataset.article || null,
        edit_session: form.elements.edit_session.value,
        sequence: nextSequence(),
        language,
        base_version: Number(seen.value || 0),
        fields,
      });
      try {
        const response = await send(box.dataset.kept, body);
        refused ||= response.status === 403;
        if (!response.ok) continue;
        kept[language] = now;
        document.getElementById("writing-kept").hidden = false;
      } catch {
        refused = true;
      }
    }
    note(refused);
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, AFTER_TYPING);
  };

  const begin = () => {
    for (const language of Texts.languages) kept[language] = JSON.stringify(Texts.read(language));
  };

  // A preview opens a window of its own and leaves the form as it is: nobody else hears of it.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.submitter?.formTarget !== "_blank") return;
    event.stopPropagation();
    nextSequence();
    for (const language of Texts.languages) Texts.editor(language)?.updateElement();
  }, { capture: true });

  form.addEventListener("input", later);
  form.addEventListener("submit", async (event) => {
    if (!isRefused) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    await keep();
    if (isRefused) return;
    form.elements.csrfmiddlewaretoken.value = token();
    form.requestSubmit(submitter);
  });
  // A form that was sent and is shown again by the Back button is over: the server has the newest.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && leaving) location.reload();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting) keep();
  });
  begin();
  Texts.whenReady((language, editor) => {
    // the editor spells markup its own way: that is no typing
    if (kept[language]) {
      const before = JSON.parse(kept[language]);
      kept[language] = JSON.stringify({ ...before, body: editor.getData() });
    }
    editor.on("change", later);
  });

  if (!box.dataset.presence) return;
  const tell = async () => {
    try {
      const response = await send(box.dataset.presence, "");
      if (response.status === 403) note(true);
      if (!response.ok) throw new Error(response.status);
      const { others, versions } = await response.json();
      const line = document.getElementById("writing-others");
      document.getElementById("writing-names").textContent = others.join(", ");
      line.hidden = others.length === 0;
      const isNewer = Texts.languages.some((language) => {
        const seen = Texts.field(language, "seen");
        return seen && (versions[language] || 0) > Number(seen.value || 0);
      });
      document.getElementById("writing-newer").hidden = !isNewer;
    } catch {
      // Nobody is told wrong: the next question may be answered.
    }
    setTimeout(tell, SIGN_OF_LIFE);
  };
  setTimeout(tell, SIGN_OF_LIFE);
  window.addEventListener("pagehide", () => {
    if (leaving) return; // the form comes back, and its opening is a sign of life
    const headers = { "X-CSRFToken": token() };
    const body = new URLSearchParams({ left: "yes" });
    fetch(box.dataset.presence, { method: "POST", body, keepalive: true, headers });
  });
});
