// The proof of work of a public form: begun when somebody begins to write, on a thread of its own,
// and waited for when they send. Without it the form is taken the slower way.
"use strict";

for (const proof of document.querySelectorAll("[data-proof-of]")) {
  const { form } = proof;
  let sought = null;

  const seek = () => {
    sought ??= new Promise((found) => {
      if (proof.value) {
        found();
        return;
      }
      const worker = new Worker(proof.dataset.worker);
      worker.onerror = found;
      worker.onmessage = ({ data }) => {
        proof.value = data;
        worker.terminate();
        found();
      };
      worker.postMessage({ nonce: proof.dataset.proofOf, bits: Number(proof.dataset.bits) });
    });
    return sought;
  };

  let isSought = false; // and found, or not to be found here
  form.addEventListener("focusin", seek, { once: true });
  form.addEventListener("submit", (event) => {
    if (isSought || proof.value) return;
    event.preventDefault();
    seek().then(() => {
      isSought = true;
      setTimeout(() => form.requestSubmit(event.submitter)); // a form that is being sent sends nothing
    });
  });
}
