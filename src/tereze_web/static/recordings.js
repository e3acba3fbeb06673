"use strict";
// Everything works without this file: the player plays, the times stand beside the words. It adds the way from a time to
// that second of the recording, and from what is being said to its line.

{ // a room of its own: scripts of a page share their names
  const player = (id) => document.querySelector(`[data-recording="${CSS.escape(id)}"]`);

  const cannot = (media) => {
    const told = media.parentElement.querySelector("[data-cannot]");
    told.hidden = false;
    media.hidden = true;
  };

  const jump = (link) => {
    const media = player(link.dataset.play);
    if (!media || media.hidden) return false;
    const go = () => {
      media.currentTime = Number(link.dataset.at);
      media.play().catch(() => {}); // a browser may want a second press: the player stands at the right second
    };
    if (media.readyState >= 1) go();
    else { media.addEventListener("loadedmetadata", go, { once: true }); media.load(); }
    media.scrollIntoView({ block: "nearest" });
    media.focus({ preventScroll: true });
    return true;
  };

  const following = (media) => {
    const lines = [...media.parentElement.querySelectorAll(".segments li")];
    let last = null;
    media.addEventListener("timeupdate", () => {
      const now = media.currentTime;
      const line = lines.find((one) => Number(one.dataset.begin) <= now && now < Number(one.dataset.end)) || null;
      if (line === last) return;
      if (last) last.classList.remove("lit");
      if (line) {
        line.classList.add("lit");
        const list = line.parentElement;
        list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
      }
      last = line;
    });
  };

  for (const media of document.querySelectorAll("[data-recording]")) {
    media.addEventListener("error", () => cannot(media));
    if (media.error) cannot(media);
    following(media);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-play]");
    if (link && jump(link)) event.preventDefault();
  });
}
