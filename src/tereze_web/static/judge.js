"use strict";
// The usual reasons under an answer: a click, or a key from 1 to 4 while the reason is still empty, writes one out.

const form = document.getElementById("decide");
if (form) {
  const reason = form.querySelector("textarea");
  const lists = [...form.querySelectorAll("ul.usual")];
  const fill = (button) => {
    reason.value = button.querySelector("span").textContent;
    reason.focus();
  };
  const shown = () => lists.find((list) => !list.hidden);
  const show = () => {
    const answer = form.querySelector("input[name=answer]:checked");
    for (const list of lists) list.hidden = !answer || list.dataset.answer !== answer.value;
  };
  form.addEventListener("change", show);
  document.addEventListener("keydown", () => setTimeout(show, 0));
  reason.addEventListener("keydown", (event) => {
    if (reason.value !== "" || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = shown()?.querySelector(`[data-reason="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    fill(button);
  });
  for (const button of form.querySelectorAll("[data-reason]")) button.addEventListener("click", () => fill(button));
  show();
}
