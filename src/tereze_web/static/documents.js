"use strict";
// Everything works without this file. It adds a place to drop a file, keys for decisions, and lights up words and drafts
// together.

{ // a room of its own: scripts of a page share their names
  const items = () => [...document.querySelectorAll(".item.review")];
  const item = (key) => document.getElementById(`i-${key}`);
  const wordsOf = (key) => [...document.querySelectorAll(".words")].filter((one) => one.dataset.says.split(" ").includes(key));

  const light = (key) => {
    for (const one of document.querySelectorAll(".words.lit, .item.lit")) one.classList.remove("lit");
    for (const one of wordsOf(key)) one.classList.add("lit");
    const card = item(key);
    if (card) card.classList.add("lit");
  };

  const show = (card) => {
    if (!card) return;
    const key = card.id.slice(2);
    light(key);
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
    const words = wordsOf(key)[0];
    if (words) words.scrollIntoView({ block: "nearest" });
  };

  const current = () => document.activeElement.closest(".item.review") || document.querySelector(".item.review.lit");

  const step = (by) => {
    const all = items();
    const at = all.indexOf(current());
    show(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  const decide = (act) => {
    const card = current();
    const button = card && card.querySelector(`[name=act][value=${act}], [data-act=${act}]`);
    if (button) button.click();
  };

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => decide("accept"), r: () => decide("reject"), c: () => decide("change"), u: () => decide("reopen"),
  };

  const reviewing = () => {
    document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.activeElement.matches("textarea, select, input, .evidence")) return;
      const deed = KEYS[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    });
    for (const words of document.querySelectorAll(".words")) {
      words.addEventListener("click", (event) => {
        event.preventDefault();
        show(item(words.dataset.says.split(" ")[0]));
      });
    }
    for (const way of document.querySelectorAll(".there")) {
      way.addEventListener("click", (event) => {
        event.preventDefault();
        const key = way.hash.slice(3);
        light(key);
        const words = wordsOf(key)[0];
        if (words) { words.scrollIntoView({ block: "center" }); words.focus({ preventScroll: true }); }
      });
    }
    for (const card of items()) card.addEventListener("focusin", () => light(card.id.slice(2)));
    const field = document.querySelector(".changing input:not([type=hidden]), .changing select");
    const wrong = document.getElementById("errors");
    if (wrong) wrong.focus();
    else if (field) { light(field.closest(".item").id.slice(2)); field.focus(); }
    else if (location.hash.startsWith("#i-")) {
      const there = document.getElementById(location.hash.slice(1));
      if (there && there.matches(".item")) show(there);
      else if (there) there.focus();
    }
  };

  const dropping = (box) => {
    const input = box.querySelector("input[type=file]");
    const told = box.querySelector("[data-dropped]");
    const over = (on) => (event) => {
      event.preventDefault();
      box.classList.toggle("over", on);
    };
    box.addEventListener("dragover", over(true));
    box.addEventListener("dragleave", over(false));
    box.addEventListener("drop", (event) => {
      over(false)(event);
      const { files } = event.dataTransfer;
      if (files.length !== 1) return;
      input.files = files;
      told.hidden = false;
    });
  };

  const sending = (form) => {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      form.querySelector("[data-sending]").hidden = false;
    });
    addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
  };

  if (document.querySelector(".looking")) reviewing();
  document.querySelectorAll("[data-drop]").forEach(dropping);
  document.querySelectorAll("form.bring").forEach(sending);
  // A page that waits for a reading asks again by itself, unless somebody is filling the form in.
  document.querySelectorAll("[data-again]").forEach((mark) => {
    const again = () => {
      const busy = document.activeElement.closest("form.bring") || document.querySelector("#f-file").files.length;
      if (busy) setTimeout(again, mark.dataset.again * 1000);
      else location.reload();
    };
    setTimeout(again, mark.dataset.again * 1000);
  });
  const alone = document.querySelector("form.bring #errors");
  if (alone) alone.focus();
}
