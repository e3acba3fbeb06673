"use strict";
// Everything works without this file. A page that waits for a count asks again by itself, unless somebody is at a form.

document.querySelectorAll("[data-again]").forEach((mark) => {
  let touched = false;
  document.addEventListener("input", () => { touched = true; });
  const again = () => {
    if (touched || document.activeElement.closest("form")) setTimeout(again, mark.dataset.again * 1000);
    else location.assign(mark.querySelector("a").href);
  };
  setTimeout(again, mark.dataset.again * 1000);
});
