// What a page must not have: text too pale for WCAG 2.2 AA, fields and buttons without a name, small targets.

var parse = (text) => {
  const parts = text.match(/[\d.]+/g).map(Number);
  return parts.length < 4 ? [...parts, 1] : parts;
};
var linear = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
var light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
var under = (node) => {
  for (let one = node; one; one = one.parentElement) {
    const colour = parse(getComputedStyle(one).backgroundColor);
    if (colour[3] === 1) return colour;
  }
  return [255, 255, 255, 1];
};

// Elements whose own text has a contrast below 4.5 (3 for large letters) against the nearest solid background.
var pale = () => [...document.querySelectorAll("body *")].filter((node) => {
  const speaks = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
  if (!speaks || node.closest("svg, option, mark, [hidden]") || !node.getClientRects().length) return false;
  const style = getComputedStyle(node);
  const [one, other] = [light(parse(style.color)), light(under(node))];
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const size = parseFloat(style.fontSize);
  return ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5);
}).map((node) => node.outerHTML.slice(0, 80));

var rough = () => {
  const bad = [];
  const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
  for (const node of fields) if (!node.labels.length) bad.push(`no label: ${node.name}`);
  for (const node of [...fields, ...document.querySelectorAll("button, a.button")]) {
    const place = node.matches("[type=radio], [type=checkbox]") ? node.labels[0] : node;
    const box = place.getBoundingClientRect();
    if (box.width && Math.min(box.height, box.width) < 24) bad.push(`small: ${node.outerHTML.slice(0, 60)}`);
  }
  for (const node of document.querySelectorAll("a, button")) {
    if (!node.textContent.trim() && !node.getAttribute("aria-label")) bad.push(`no name: ${node.outerHTML.slice(0, 60)}`);
  }
  for (const node of document.querySelectorAll(".scroll")) {
    if (node.scrollWidth > node.clientWidth && node.tabIndex !== 0) bad.push("a scrolling part the keyboard cannot reach");
  }
  if (document.querySelectorAll("h1").length !== 1) bad.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) bad.push("not one main");
  if (!document.documentElement.lang || !document.title) bad.push("no language or title");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  if (new Set(ids).size !== ids.length) bad.push("an id twice");
  return bad;
};
