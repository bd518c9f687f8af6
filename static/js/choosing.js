"use strict";

// Dialogs of the article's form: pictures are chosen by looking, own pages by their title.
// The editor's buttons call Choosing.picture and Choosing.ownPage with what to do with the choice.
window.Choosing = (() => {
  const DELAY = 300; // ms after the last key

  class Chooser {
    constructor(dialog) {
      this.dialog = dialog;
      this.found = dialog.querySelector("[data-found]");
      this.search = dialog.querySelector("[data-search]");
      this.status = dialog.querySelector("[data-status]");
      this.page = 1;
      this.language = "";
      this.asked = 0;
      this.search.addEventListener("submit", (event) => {
        event.preventDefault();
        this.load(1);
      });
      this.search.addEventListener("input", () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.load(1), DELAY);
      });
      dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close();
      });
      this.found.addEventListener("click", (event) => this.take(event.target.closest("button")));
      this.found.addEventListener("keydown", (event) => this.step(event));
      dialog.addEventListener("close", () => this.back?.());
      const upload = dialog.querySelector("[data-upload-form]");
      if (!upload) return;
      upload.addEventListener("submit", (event) => this.upload(event));
      // Unfold would write the name of the file into the first text beside it, the description
      upload.elements.upload.hasChangeListener = true;
    }

    // `back` gives the focus to where the dialog cannot: an editor's button does not keep it.
    open(choose, { back, language = "" } = {}) {
      this.choose = choose;
      this.back = back;
      this.language = language;
      this.dialog.showModal();
      this.search.elements.q.focus();
      this.load(1);
    }

    async load(page) {
      const turn = ++this.asked;
      const asked = new URLSearchParams({ q: this.search.elements.q.value, page, language: this.language });
      try {
        const answer = await fetch(`${this.dialog.dataset.address}?${asked}`, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(answer.status);
        const markup = await answer.text();
        if (turn !== this.asked) return;
        this.found.innerHTML = markup;
        this.say(this.found.querySelector("[data-message]")?.textContent || "");
      } catch {
        if (turn === this.asked) this.say(this.dialog.dataset.refused || "");
      }
    }

    say(words) {
      if (this.status) this.status.textContent = words;
    }

    take(button) {
      if (!button) return;
      if (button.dataset.page) {
        this.load(button.dataset.page).then(() => this.found.querySelector("button")?.focus());
        return;
      }
      this.back = undefined;
      this.dialog.close();
      this.choose(button.dataset, button);
    }

    // Arrow keys lead through what was found; Home and End to its ends.
    step(event) {
      const buttons = [...this.found.querySelectorAll("li button")];
      const place = buttons.indexOf(event.target.closest("li button"));
      if (place < 0) return;
      const top = buttons[0].getBoundingClientRect().top;
      const across = Math.max(1, buttons.filter((one) => Math.abs(one.getBoundingClientRect().top - top) < 4).length);
      const to = { ArrowRight: place + 1, ArrowLeft: place - 1, ArrowDown: place + across, ArrowUp: place - across, Home: 0, End: buttons.length - 1 }[event.key];
      if (to === undefined || !buttons[to]) return;
      event.preventDefault();
      buttons[to].focus();
    }

    async upload(event) {
      event.preventDefault();
      if (this.uploading) return;
      const form = event.target;
      const article = document.getElementById("article_form").elements;
      const sent = new FormData(form);
      sent.set("organization", article.organization?.value || "");
      sent.set("language", document.documentElement.lang);
      this.uploading = true; // a button that is disabled would lose the focus
      try {
        const answer = await fetch(this.dialog.dataset.upload, {
          method: "POST",
          body: sent,
          credentials: "same-origin",
          headers: { "X-CSRFToken": article.csrfmiddlewaretoken.value },
        });
        const stored = await answer.json();
        if (!answer.ok) {
          this.say(stored.error.message);
          return;
        }
        form.reset();
        form.closest("details").open = false;
        this.search.elements.q.value = "";
        await this.load(1);
        this.found.querySelector("li button")?.focus();
      } catch {
        this.say(this.dialog.dataset.refused);
      } finally {
        this.uploading = false;
      }
    }
  }

  const choosers = {};
  const chooser = (id) => {
    const dialog = document.getElementById(id);
    if (dialog) choosers[id] ||= new Chooser(dialog);
    return choosers[id];
  };

  // Puts a record into a field that the admin searches by name.
  function put(select, { picture, label }) {
    const known = [...select.options].find((option) => option.value === picture);
    const option = known || select.appendChild(new Option(label, picture));
    option.selected = true;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    window.django?.jQuery?.(select).trigger("change");
  }

  function showBeside(place, image) {
    const shown = place.querySelector("img") || place.insertBefore(document.createElement("img"), place.firstChild);
    shown.src = image.src;
    shown.alt = "";
  }

  document.addEventListener("DOMContentLoaded", () => {
    const library = chooser("picture-library");
    if (!library) return;
    const offer = (select) => {
      if (select.dataset.byLooking || select.name.includes("__prefix__")) return;
      select.dataset.byLooking = "true";
      const place = document.createElement("p");
      place.className = "by-looking";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = library.dialog.dataset.byLooking;
      button.addEventListener("click", () =>
        library.open((picture, chosen) => {
          put(select, picture);
          showBeside(place, chosen.querySelector("img"));
          button.focus();
        }),
      );
      place.append(button);
      (select.closest(".related-widget-wrapper") || select.parentElement).after(place);
    };
    const fields = "select[name=cover], select[name^=gallery-][name$=-picture]";
    document.querySelectorAll(fields).forEach(offer);
    new MutationObserver(() => document.querySelectorAll(fields).forEach(offer)).observe(
      document.getElementById("article_form"),
      { childList: true, subtree: true },
    );
  });

  return {
    picture: (choose, back) => chooser("picture-library")?.open(choose, { back }),
    ownPage: (language, choose, back) => chooser("own-pages")?.open(choose, { back, language }),
  };
})();
