// Address books: dropped anywhere on the page, or picked.

import { mayComeLater, newKey } from "./acts.js";
import { make } from "./message.js";
import { worded } from "./words.js";

function send(file, key, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();  // fetch tells nothing of an upload's progress
    request.open("POST", `/api/import?name=${encodeURIComponent(file.name)}&key=${key}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => progress(event.loaded / Math.max(event.total, 1));
    request.onload = () => resolve({ status: request.status, json: request.response });
    request.onerror = () => resolve({ status: 503 });
    request.send(file);
  });
}

// `show(element)` puts an element at the end of the chat and returns it; `say(sentence, button?)` a line of the page's own.
export function watchForFiles({ show, say, ready }) {
  const picker = document.getElementById("file");
  const overlay = document.getElementById("drop");

  async function bring(file, key = newKey()) {
    const { name } = file;
    const bar = make("progress", { max: "1", value: "0", "aria-label": worded("sending", { name }) });
    const what = make("p", {}, worded("sending", { name }));
    const line = show(make("article", { class: "line theirs local" }, make("div", { class: "bubble" }, make("div", { class: "block" }, what, bar))));
    const { status, json } = await send(file, key, (part) => {
      bar.value = part;
      if (part < 1) return;
      what.textContent = worded("reading", { name });
      bar.removeAttribute("value");
    });
    line.remove();
    if (status === 200) return;
    const again = make("button", { type: "button", class: "tap" }, worded("try_again"));
    again.addEventListener("click", () => {
      again.closest(".line").remove();
      bring(file, key);
    });
    if (json?.error) say(json.error);
    else if (status === 413) say(worded("too_large", { name }));
    else if (mayComeLater(status)) say(worded("broke", { name }), again);
    else say(worded("unread", { name }), again);
  }

  async function bringAll(files) {
    if (!ready()) return say(worded("questions_first"));
    for (const file of files) await bring(file);
  }

  picker.addEventListener("change", async () => {
    const files = [...picker.files];
    picker.value = "";
    await bringAll(files);
  });
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    overlay.hidden = false;
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) overlay.hidden = true; });
  addEventListener("drop", (event) => {
    overlay.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    bringAll([...event.dataTransfer.files]);
  });

  return { pick: () => picker.click() };
}
