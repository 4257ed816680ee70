// Where a link of the daemon's own leads on. What it says is behind the '#', which a browser sends to nobody: no log and
// no preview of a chat service sees it. It is told to the daemon by this page alone, so that only a person's tap counts.

import { worded } from "./words.js";

const said = document.getElementById("said");
const onward = document.getElementById("onward");

async function ask(link) {
  const response = await fetch("/to", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ link }),
    signal: AbortSignal.timeout(20_000),
  });
  return response.json();
}

// What these services have opens by itself. A call, a text or an e-mail takes a tap: iPhones open them for nothing less;
// so does an address of any other host, which the page shows first.
const opensByItself = /^https:\/\/(wa\.me|t\.me|([a-z]+\.)?linkedin\.com)\//;

function lead({ label, url }) {
  const byItself = opensByItself.test(url);
  said.textContent = worded(byItself ? "on_the_way" : "one_more_tap");
  onward.href = url;
  onward.textContent = label;
  onward.hidden = false;
  if (byItself) location.replace(url);
  else onward.focus();
}

async function open() {
  const answer = await ask(location.hash.slice(1)).catch(() => ({ error: worded("link_not_reached") }));
  if (answer.url) {
    history.replaceState(null, "", location.pathname);  // a tab that is opened again is no tap
    lead(answer);
  }
  else said.textContent = answer.error;
}

addEventListener("hashchange", open);
await open();
