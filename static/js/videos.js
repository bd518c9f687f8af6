// A video of another site plays in its place, once its reader asks for it: until then nothing is
// fetched from there. Without this file the link opens the video's page.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-video] a.video-poster");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const place = link.closest("[data-video]");
  const player = document.createElement("iframe");
  player.src = place.dataset.video;
  player.title = place.dataset.title;
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin-when-cross-origin";
  player.className = "video-player";
  link.replaceWith(player);
  player.focus();
});
