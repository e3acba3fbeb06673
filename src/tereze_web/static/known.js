"use strict";
// “Already in the register?” asked as one types. Without this file the button asks the same question.
// The answer comes in words: nothing here knows more than the page that the button would bring.

const WAIT = 450; // ms without a key before it is asked

const asking = (box) => {
  const { form } = document.querySelector(`[data-asks="${box.id}"]`);
  const button = form.querySelector(`[data-asks="${box.id}"]`);
  const fields = box.dataset.fields.split(" ").map((name) => form.elements.namedItem(name)).filter(Boolean);
  let timer = 0;
  let running = null;
  const made = (name, text, dir) => {
    const node = document.createElement(name);
    node.textContent = text;
    if (dir) node.dir = dir;
    return node;
  };
  const numbered = (number) => {
    const linked = "linked" in box.dataset;
    const node = made(linked ? "a" : "b", number, "ltr");
    if (linked) {
      node.href = `/people/${encodeURIComponent(number)}/`;
      node.target = "_blank";
    }
    return node;
  };
  const row = (one) => {
    const item = document.createElement("li");
    const why = made("span", ` ${one.why.join("; ")}`, "ltr");
    why.className = "small quiet";
    why.lang = "en";
    item.append(numbered(one.number), " ", made("bdi", one.name, one.dir), ` ${one.score}`, why);
    return item;
  };
  const show = (told) => {
    const line = made("p", told.said, "auto");
    if (told.number) line.append(" ", numbered(told.number));
    const list = document.createElement("ul");
    list.append(...told.people.map(row));
    box.replaceChildren(line, ...(told.people.length ? [list] : []));
    box.hidden = told.said === "";
  };
  const ask = async () => {
    clearTimeout(timer);
    if (running) running.abort();
    if (!fields.some((field) => field.name.includes("name_") && field.value.trim().length > 1)) {
      box.hidden = true;
      return;
    }
    running = new AbortController();
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    body.set("who", box.dataset.who);
    const answer = await fetch(box.dataset.known, { method: "POST", body, redirect: "manual", signal: running.signal });
    if (answer.ok) show(await answer.json());
  };
  const soon = (event) => {
    if (event.isComposing) return; // a Chinese name half typed is no name
    clearTimeout(timer);
    timer = setTimeout(() => { ask().catch(() => {}); }, WAIT);
  };
  for (const field of fields) {
    for (const kind of ["input", "change", "compositionend"]) field.addEventListener(kind, soon);
  }
  button.addEventListener("click", (event) => {
    event.preventDefault();
    ask().catch(() => {});
  });
};

document.querySelectorAll("[data-known]").forEach(asking);
