// Passkeys: the browser offers them to scripts only. Everything else works without this file.
"use strict";

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const textOf = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const send = async (path, body) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.error || "");
  return content;
};

const make = async (options) => {
  const publicKey = options.publicKey;
  publicKey.challenge = bytesOf(publicKey.challenge);
  publicKey.user.id = bytesOf(publicKey.user.id);
  for (const known of publicKey.excludeCredentials || []) known.id = bytesOf(known.id);
  const made = await navigator.credentials.create({ publicKey });
  return {
    id: made.id,
    rawId: textOf(made.rawId),
    type: made.type,
    extensions: made.getClientExtensionResults(),
    response: {
      attestationObject: textOf(made.response.attestationObject),
      clientDataJSON: textOf(made.response.clientDataJSON),
      transports: made.response.getTransports ? made.response.getTransports() : undefined,
    },
  };
};

const show = async (options) => {
  const publicKey = options.publicKey;
  publicKey.challenge = bytesOf(publicKey.challenge);
  for (const known of publicKey.allowCredentials || []) known.id = bytesOf(known.id);
  const shown = await navigator.credentials.get({ publicKey });
  const handle = shown.response.userHandle;
  return {
    id: shown.id,
    rawId: textOf(shown.rawId),
    type: shown.type,
    extensions: shown.getClientExtensionResults(),
    response: {
      authenticatorData: textOf(shown.response.authenticatorData),
      clientDataJSON: textOf(shown.response.clientDataJSON),
      signature: textOf(shown.response.signature),
      userHandle: handle ? textOf(handle) : null,
    },
  };
};

const press = async (place) => {
  const { begin, finish, passkey, returnTo, failed } = place.dataset;
  const button = place.querySelector("button");
  const message = place.querySelector("[role=status]");
  message.textContent = "";
  button.disabled = true;
  try {
    const challenge = await send(begin, {});
    const credential = await (passkey === "create" ? make : show)(challenge.options);
    const answer = await send(finish, { ceremony: challenge.ceremony, credential, return_to: returnTo });
    location.assign(answer.go);
  } catch (error) {
    // What a person cancels comes as a DOMException, in words that are not ours.
    const isOurs = !(error instanceof DOMException) && error.message;
    message.textContent = isOurs ? error.message : failed;
    button.disabled = false;
  }
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => press(place));
}
