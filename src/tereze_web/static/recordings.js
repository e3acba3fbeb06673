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
    const beside = document.querySelector(`form[data-lines="${CSS.escape(media.parentElement.id)}"]`);
    const lines = [...(beside || media.parentElement).querySelectorAll(".segments li, .lines li")];
    let last = null;
    media.addEventListener("timeupdate", () => {
      const now = media.currentTime;
      const line = lines.find((one) => Number(one.dataset.begin) <= now && now < Number(one.dataset.end)) || null;
      if (line === last) return;
      if (last) last.classList.remove("lit");
      if (line) {
        line.classList.add("lit");
        const list = line.parentElement;
        if (list.matches(".segments")) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
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

  // Listening: one key for each thing a listener does.
  const listening = (form) => {
    document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });
    const lines = [...form.querySelectorAll(".lines > li")];
    const current = () => lines.find((one) => one.contains(document.activeElement)) || lines[0];
    const step = (by) => {
      const next = lines[Math.min(Math.max(lines.indexOf(current()) + by, 0), lines.length - 1)];
      next.scrollIntoView({ block: "center" });
      next.focus({ preventScroll: true });
    };
    const at = (line) => line.querySelector("a[data-play]");
    const deeds = {
      j: () => step(document.activeElement.closest(".lines > li") ? 1 : 0), k: () => step(-1),
      p: () => { const line = current(); jump(at(line)); line.focus({ preventScroll: true }); },
      c: () => { const field = current().querySelector("textarea"); if (field) field.focus(); },
      a: () => { const box = current().querySelector("[name=heard]"); if (box) box.checked = true; step(1); },
    };
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && document.activeElement.matches("textarea")) { current().focus(); return; }
      if (document.activeElement.matches("textarea, select, input:not([type=checkbox])")) return;
      const deed = deeds[event.key];
      if (deed) { event.preventDefault(); deed(); }
    });
    // Words that were mended were listened to.
    form.addEventListener("input", (event) => {
      const box = event.target.matches("textarea") && event.target.closest("li").querySelector("[name=heard]");
      if (box) box.checked = true;
    });
  };
  document.querySelectorAll("form.listening").forEach(listening);
  const wrong = document.getElementById("errors");
  if (wrong) wrong.focus();
}
