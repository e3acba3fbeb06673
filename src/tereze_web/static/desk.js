"use strict";
// Everything works without this file. It keeps what is typed as it is typed, carries it over a lost connection (in the
// page alone: nothing is put into the browser's storage), and adds keys, printing, and the way between words and text.

const PAUSE = 1200; // ms without a key before a save
const LONGEST = 4000; // ms after which a save comes even while somebody types
const AGAIN = 3000; // ms between tries while the office cannot be reached

const keeping = (form) => {
  const told = document.getElementById("saved");
  const seen = form.querySelector("[name=seen]");
  let first = 0;
  let timer = 0;
  let running = false;
  let dirty = false;
  let ended = false;
  let sent = false;
  const say = (state) => {
    told.dataset.state = state;
    told.textContent = told.dataset[state];
  };
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const body = () => {
    const data = new FormData(form);
    for (const file of form.querySelectorAll("input[type=file]")) data.delete(file.name);
    return new URLSearchParams(data);
  };
  const save = async () => {
    if (running || ended) return;
    running = true;
    dirty = false;
    first = 0;
    say("saving");
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: body(), redirect: "manual" });
      if (answer.ok) {
        seen.value = String((await answer.json()).seen);
        if (!dirty) say("saved");
      } else if (answer.status === 409) {
        ended = true;
        say("stale");
      } else {
        dirty = true;
        say(answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 403 ? "out" : "lost");
        told.dataset.state = "lost";
        plan(AGAIN);
      }
    } catch {
      dirty = true;
      say("lost");
      plan(AGAIN);
    }
    running = false;
    if (dirty && told.dataset.state !== "lost") plan(PAUSE);
  };
  const changed = (event) => {
    if (ended || event.target.type === "file") return;
    dirty = true;
    const now = Date.now();
    first = first || now;
    if (!running) plan(Math.min(PAUSE, Math.max(0, first + LONGEST - now)));
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    if (sent) { // a second press of the button while the first is on its way
      event.preventDefault();
      return;
    }
    if (running) { // the answer on its way brings the version that this form must name
      event.preventDefault();
      const { submitter } = event;
      setTimeout(() => form.requestSubmit(submitter), 60);
      return;
    }
    sent = true;
    ended = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return; // back again, as it was left
    sent = false;
    ended = false;
  });
  addEventListener("beforeunload", (event) => { if (dirty && !ended) event.preventDefault(); });
};

const keys = () => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = document.activeElement.form || document.querySelector("form.sheet");
      const button = form && form.classList.contains("sheet") && form.querySelector("button.button:not(.quietly)");
      if (button) {
        event.preventDefault(); // the browser would send the form once more
        form.requestSubmit(button);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement.matches("textarea, input, select")) return;
    const next = document.getElementById("next");
    if (event.key === "n" && next) location.assign(next.href);
  });
};

// Words of a document chosen with the mouse or the keyboard go into the form that makes a statement of them.
const picking = (form) => {
  const text = document.getElementById(form.dataset.picks);
  const words = form.querySelector("[name=words]");
  const chars = form.querySelector("[name=chars]");
  const whole = () => {
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    return nodes;
  };
  const place = (nodes, node, offset) => {
    let before = 0;
    for (const one of nodes) {
      if (one === node) return before + [...one.data.slice(0, offset)].length;
      before += [...one.data].length;
    }
    return -1;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const nodes = whole();
    const begin = place(nodes, range.startContainer, range.startOffset);
    const end = place(nodes, range.endContainer, range.endOffset);
    if (begin < 0 || end <= begin) return;
    words.value = [...nodes.map((one) => one.data).join("")].slice(begin, end).join("");
    chars.value = `${begin}-${end}`;
    form.classList.add("picked");
  });
};

// From a statement to its words and back, without leaving either.
const lighting = (mark) => {
  const lit = (on) => {
    for (const id of mark.dataset.says.split(" ")) {
      const fact = document.getElementById(`s-${id}`);
      if (fact) fact.classList.toggle("lit", on);
    }
  };
  mark.addEventListener("pointerenter", () => lit(true));
  mark.addEventListener("pointerleave", () => lit(false));
  mark.addEventListener("click", () => {
    if (!document.getSelection().isCollapsed) return;
    const fact = document.getElementById(`s-${mark.dataset.says.split(" ")[0]}`);
    if (fact) { fact.scrollIntoView({ block: "center" }); fact.focus({ preventScroll: true }); }
  });
};

// Who told before need not tell again: their earlier sources, as soon as a name stands there.
const remembering = (box) => {
  const teller = document.getElementById("f-teller");
  const link = (href, text) => {
    const made = document.createElement("a");
    made.href = href;
    made.target = "_blank";
    made.dir = "ltr";
    made.textContent = text;
    return made;
  };
  const line = (one) => {
    const made = document.createElement("p");
    const name = document.createElement("bdi");
    name.textContent = one.name;
    made.append(link(`/people/${encodeURIComponent(one.number)}/`, one.number), " ", name);
    for (const source of one.sources) made.append(" · ", link(`/sources/${encodeURIComponent(source)}/`, source));
    return made;
  };
  teller.addEventListener("change", async () => {
    const token = teller.form.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, teller: teller.value });
    const answer = await fetch("/receive/before/", { method: "POST", body, redirect: "manual" }).catch(() => null);
    const { told } = answer && answer.ok ? await answer.json() : { told: [] };
    const head = document.createElement("p");
    head.textContent = box.dataset.word;
    box.replaceChildren(head, ...told.map(line));
    box.hidden = told.length === 0;
  });
};

document.querySelectorAll("form[data-keep]").forEach(keeping);
document.querySelectorAll("#before").forEach(remembering);
document.querySelectorAll("form[data-picks]").forEach(picking);
document.querySelectorAll("mark[data-says]").forEach(lighting);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
const wrong = document.getElementById("errors");
if (wrong) wrong.focus();
keys();
