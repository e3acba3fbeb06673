"use strict";
// Everything works without this file: a link opens the page with the box drawn. It does so without leaving the screen.

{ // a room of its own: scripts of a page share their names
  const figure = document.getElementById("scan");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-scan]");
    if (!figure || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const img = figure.querySelector("img") || figure.querySelector("[data-paper]").appendChild(new Image());
    img.src = link.dataset.scan;
    img.alt = link.dataset.alt;
    figure.querySelector("[data-page]").textContent = link.dataset.page;
    figure.querySelector("a").setAttribute("href", `#${link.closest(".fact").id}`);
    for (const one of document.querySelectorAll(".fact.lit")) one.classList.remove("lit");
    link.closest(".fact").classList.add("lit");
    figure.hidden = false;
    figure.scrollIntoView({ block: "nearest" });
    figure.focus({ preventScroll: true });
  });
}
