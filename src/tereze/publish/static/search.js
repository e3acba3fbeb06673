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

  // What the letters from `at` on may sound like, as [letters of the search keys, how many letters were read].
  function sounds(word, at) {
    if (HAN.test(word[at])) { return [[data.han[word[at]] || [""], 1]]; }
    const found = [];
    for (let size = Math.min(data.longest, word.length - at); size > 0; size -= 1) {
      const options = data.letters[word.slice(at, at + size)];
      if (options) { found.push([options, size]); }
    }
    return found.length ? found.slice(0, 2) : [[[""], 1]];
  }

  // The search keys a word may have, over all ways to divide it into letter groups.
  function bones(word) {
    const reached = Array.from({ length: word.length + 1 }, function () { return new Set(); });
    reached[0].add("");
    for (let at = 0; at < word.length; at += 1) {
      for (const [options, size] of reached[at].size ? sounds(word, at) : []) {
        for (const start of Array.from(reached[at]).slice(0, 48)) {
          for (const option of options) {
            let text = start;
            for (const letter of option) { if (!text.endsWith(letter)) { text += letter; } }
            reached[at + size].add(text);
          }
        }
      }
    }
    return Array.from(reached[word.length]).slice(0, 48);
  }

  // One letter more, less or other: for spellings that the small table here reads in another way.
  function near(one, two) {
    if (one.length < 4 || Math.abs(one.length - two.length) > 1) { return false; }
    let at = 0;
    while (at < one.length && one[at] === two[at]) { at += 1; }
    const skip = one.length > two.length ? [1, 0] : one.length < two.length ? [0, 1] : [1, 1];
    return one.slice(at + skip[0]) === two.slice(at + skip[1]);
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
          if (own === bone) { best = Math.max(best, 1.5); } else if (own.startsWith(bone)) { best = Math.max(best, bone.length / own.length); } else if (near(bone, own)) { best = Math.max(best, 0.8); }
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
