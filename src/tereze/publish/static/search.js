// Searches the names of this release in the page itself: nothing is sent anywhere, it works from a USB stick.
"use strict";
(function () {
  const data = window.terezeNames;
  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  const said = document.getElementById("said");
  if (!data || !form) { return; }
  const LIMIT = 40;
  const MARKS = /[\u0300-\u036f\u064b-\u0653\u0656-\u065f\u0670\u0640\u200b-\u200f'\u2019\u02bc`]/g;
  const WORD = /[\p{L}\p{M}]+/gu;
  const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;

  function plain(text) {
    return text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(/\s+/g, " ").trim();
  }

  // What a letter group may sound like, as the letters of the search keys; "" where it leaves no trace.
  function sounds(word, at) {
    if (HAN.test(word[at])) { return [data.han[word[at]] || [""], 1]; }
    for (let size = Math.min(data.longest, word.length - at); size > 0; size -= 1) {
      const found = data.letters[word.slice(at, at + size)];
      if (found) { return [found, size]; }
    }
    return [[""], 1];
  }

  function bones(word) {
    let made = [""];
    for (let at = 0; at < word.length;) {
      const [options, size] = sounds(word, at);
      const next = new Set();
      for (const start of made) {
        for (const option of options) {
          let text = start;
          for (const letter of option) { if (!text.endsWith(letter)) { text += letter; } }
          next.add(text);
        }
      }
      made = Array.from(next).slice(0, 48);
      at += size;
    }
    return made;
  }

  const people = data.people.map(function (one) {
    return { id: one[0], names: one[1], plain: one[1].map(plain), bones: one[2] ? one[2].split(" ") : [] };
  });

  function score(person, words, whole) {
    let points = person.plain.some(function (name) { return name.includes(whole); }) ? 3 : 0;
    for (const word of words) {
      let best = person.plain.some(function (name) { return name.split(/[\s·-]+/).some(function (part) { return part.startsWith(word.text); }); }) ? 2 : 0;
      for (const bone of word.bones) {
        if (best >= 2 || bone.length < 2) { continue; }
        for (const own of person.bones) {
          if (own === bone) { best = Math.max(best, 1.5); } else if (own.startsWith(bone)) { best = Math.max(best, bone.length / own.length); }
        }
      }
      if (best === 0) { return points; }
      points += best;
    }
    return points + (person.plain.some(function (name) { return name.split(/[\s·-]+/).length === words.length; }) ? 0.2 : 0);
  }

  function show() {
    const whole = plain(input.value.normalize("NFC"));
    list.replaceChildren();
    said.textContent = "";
    if (whole.length < 2 && !HAN.test(whole)) { return; }
    const typed = input.value.normalize("NFC").toLowerCase().match(WORD) || [];
    const words = typed.map(function (text) { return { text: plain(text), bones: bones(text.replace(MARKS, "")) }; });
    const enough = Math.max(1, words.length * 0.75);
    const hits = [];
    for (const person of people) {
      const points = score(person, words, whole);
      if (points >= enough) { hits.push([points, person]); }
    }
    hits.sort(function (a, b) { return b[0] - a[0] || (a[1].id < b[1].id ? -1 : 1); });
    said.textContent = hits.length === 0 ? form.dataset.none : hits.length > LIMIT ? form.dataset.many.replace("{n}", String(hits.length)) : "";
    for (const [, person] of hits.slice(0, LIMIT)) { list.append(line(person)); }
  }

  function line(person) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = form.dataset.up + "p/" + person.id.slice(0, 2) + "/" + person.id + ".html";
    link.dir = "auto";
    link.textContent = person.names[0];
    item.append(link);
    if (person.names.length > 1) {
      const more = document.createElement("span");
      more.className = "quiet";
      more.dir = "auto";
      more.textContent = person.names.slice(1, 4).join(" · ");
      item.append(more);
    }
    return item;
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  input.addEventListener("input", show);
  if (input.value) { show(); }
}());
