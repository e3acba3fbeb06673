"use strict";
// Passkeys: the browser is asked by script alone. Whoever has none, or no script, uses a code.

const send = async (path, body) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(path, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.redirected) { location.assign(answer.url); return null; }
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
};

const DEEDS = {
  enter: { path: "/enter/passkey/", make: false },
  again: { path: "/again/passkey/", make: false },
  add: { path: "/me/passkeys/", make: true },
};

const passkey = async (button) => {
  const { path, make } = DEEDS[button.dataset.passkey];
  const asked = await send(`${path}ask/`, {});
  if (!asked) return;
  const shown = make
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) });
  const { to, label } = button.dataset;
  const query = new URLSearchParams(Object.entries({ to, label }).filter(([, value]) => value)).toString();
  const done = await send(query ? `${path}?${query}` : path, shown.toJSON());
  if (done) location.assign(done.to);
};

document.querySelectorAll("[data-passkey]").forEach((button) => {
  const can = "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
  button.hidden = !can;
  if (!can) return;
  button.addEventListener("click", () => {
    const wrong = document.getElementById("passkey-wrong");
    wrong.hidden = true;
    const name = document.getElementById("passkey-label");
    if (name) button.dataset.label = name.value;
    passkey(button).catch((error) => {
      wrong.textContent = error.name === "NotAllowedError" ? wrong.dataset.stopped : error.message;
      wrong.hidden = false;
    });
  });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => { window.print(); });
});

// A page that waits for work in the background asks again by itself; without a script the person reloads it.
document.querySelectorAll("[data-again]").forEach((mark) => {
  setTimeout(() => { location.reload(); }, mark.dataset.again * 1000);
});
