"use strict";
// Everything works without this file. It adds look-ups as you type, keys for decisions, and sends the language at once.

const lookup = (input) => {
  const list = document.getElementById(input.dataset.lookup);
  let waiting = 0;
  let asked = "";
  const show = (hits) => {
    list.replaceChildren(...hits.map((hit) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/people/${encodeURIComponent(hit.number)}/`;
      link.textContent = hit.name;
      link.dir = hit.dir;
      const number = document.createElement("span");
      number.className = "quiet";
      number.dir = "ltr";
      number.textContent = hit.number;
      item.append(link, number);
      return item;
    }));
    list.hidden = hits.length === 0;
  };
  const ask = async () => {
    const text = input.value.trim();
    asked = text;
    if (text.length < 2) { show([]); return; }
    const answer = await fetch(`/search/as-you-type/?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) { show([]); return; }
    const found = await answer.json();
    if (asked === text) show(found.hits);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { ask().catch(() => show([])); }, 150);
  });
};

const decide = (form) => {
  const choices = [...form.querySelectorAll("input[data-key]")];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(document.activeElement)) {
      form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement.matches("textarea, input:not([type=radio]), select")) return;
    const choice = choices.find((one) => one.dataset.key === event.key.toLowerCase());
    if (choice) {
      event.preventDefault();
      choice.checked = true;
      form.querySelector("textarea").focus();
    }
    const next = document.getElementById("next");
    if (event.key === "n" && next) { location.assign(next.href); }
  });
};

// Nobody at the keyboard for as long as a visit may rest: sign out, so that the screen shows nothing. Esc twice within a
// second locks everything.
const watch = () => {
  const { idle } = document.body.dataset;
  if (!idle) return;
  let waiting = 0;
  let escaped = -Infinity;
  const rest = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => document.querySelector("form[action='/leave/']").requestSubmit(), document.body.dataset.idle * 1000);
  };
  document.addEventListener("keydown", (event) => {
    rest();
    if (event.key !== "Escape") return;
    if (event.timeStamp - escaped < 1000) document.querySelector("form[action='/lock/']").requestSubmit();
    escaped = event.timeStamp;
  });
  for (const kind of ["pointermove", "pointerdown", "scroll"]) document.addEventListener(kind, rest, { passive: true });
  rest();
};

// “?” shows the keys; in that list a digit goes to its page. Nothing else on a page listens to digits or “?”.
const keysHelp = (box) => {
  const button = document.querySelector("[data-keys]");
  button.hidden = false;
  button.addEventListener("click", () => box.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || box.open) return;
    if (document.activeElement.matches("textarea, input:not([type=radio], [type=checkbox]), select")) return;
    event.preventDefault();
    box.showModal();
  });
  box.addEventListener("keydown", (event) => {
    if (!box.open) return; // closed a moment ago: the focus may still be inside
    event.stopPropagation(); // Esc closes the list, and counts for nothing else
    const link = box.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    if (link && !event.ctrlKey && !event.metaKey && !event.altKey) location.assign(link.href);
  });
};

// Ctrl+Enter sends a form with a reason, as it sends the forms that listen to it themselves.
const sending = (form) => {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
};

watch();
document.querySelectorAll("#keys").forEach(keysHelp);
document.querySelectorAll("form.decide.second").forEach(sending);
document.querySelectorAll("[data-lookup]").forEach(lookup);
document.querySelectorAll("#decide").forEach(decide);
document.querySelectorAll("form.language").forEach((form) => {
  form.querySelector("button").hidden = true;
  form.querySelector("select").addEventListener("change", () => form.requestSubmit());
});
