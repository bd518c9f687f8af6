// At the door: the camera reads one code after the other and the page tells of each, without
// leaving it. Without this, codes are opened by the phone's own camera, and names are typed in.
"use strict";

// Whom the phone's own camera has led here is noted at once: whoever came from a page has a button.
const atOnce = document.querySelector("form[data-at-once]");
if (atOnce && !document.referrer) atOnce.querySelector("button[value=note]").click();

const scan = document.querySelector("form[data-scan]");

async function startScanning() {
  const video = scan.querySelector("video");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment" },
    });
    video.hidden = false;
    await video.play();
  } catch {
    scan.querySelector("[data-trouble]").hidden = false;
    return;
  }
  scan.querySelector("[data-start]").hidden = true;
  let last = "";
  for (;;) {
    const found = await detector.detect(video).catch(() => []);
    const code = found.length ? found[0].rawValue : "";
    if (code && code !== last) {
      last = code;
      await tell(code);
    }
    await new Promise((next) => setTimeout(next, 200));
  }
}

async function tell(code) {
  scan.elements.code.value = code;
  try {
    const answer = await fetch(location.href, { method: "POST", body: new FormData(scan) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.querySelectorAll("main [role=status] > :not(form)");
    document.getElementById("outcome").replaceChildren(...told);
    document.getElementById("outcome").focus();
    navigator.vibrate?.(100);
  } catch {
    scan.submit(); // the server says what is wrong
  }
}

if (scan && "BarcodeDetector" in window && navigator.mediaDevices) {
  scan.hidden = false;
  scan.querySelector("[data-start]").addEventListener("click", startScanning);
}
