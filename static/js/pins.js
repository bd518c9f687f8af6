// An entry of the sidebar is kept at hand, or no longer, without leaving what is typed on the page.
// Without this script the page comes back from the server.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("nav-sidebar-apps");
  const message = document.getElementById("work-message");
  if (!form || !message) return;

  async function answerTo(button) {
    const body = new FormData(form, button);
    body.set("part", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      const read = document.createElement("template");
      read.innerHTML = answer.ok ? await answer.text() : "";
      return read.content.getElementById("work-list");
    } catch {
      return null;
    }
  }

  // The entry in its group, since it may stand no more among those at hand.
  function focusOn(place, height) {
    const same = [...form.querySelectorAll("li button")].filter((button) => button.value === place).at(-1);
    const shown = same?.checkVisibility() ? same : same?.closest("details")?.querySelector("summary");
    if (!shown) return;
    const scrolled = form.querySelector(".simplebar-content-wrapper") ?? form;
    scrolled.scrollTop += shown.getBoundingClientRect().top - height;
    shown.focus({ preventScroll: true });
  }

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    message.textContent = "";
    const list = await answerTo(button);
    if (!list) {
      message.textContent = form.dataset.failed;
      return;
    }
    const old = document.getElementById("work-list");
    const height = button.getBoundingClientRect().top;
    const hadFocus = old.contains(document.activeElement);
    if (old.querySelector("details")?.open) list.querySelector("details")?.setAttribute("open", "");
    old.replaceWith(list);
    if (hadFocus) focusOn(button.value, height);
    message.textContent = list.dataset.message;
  });
});
