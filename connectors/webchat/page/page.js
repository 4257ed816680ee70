// The chat: what was said, what is being said, and what can be tapped.

import { Acts } from "./acts.js";
import { watchForFiles } from "./import.js";
import { lineElement, make, updateLine } from "./message.js";
import { settings } from "./settings.js";
import { Stream } from "./stream.js";
import { language, locale, worded } from "./words.js";
import { tellOfJourneys } from "./zone.js";

const at = (id) => document.getElementById(id);
const [log, scroller, composer, box, state, notice, earlier, newest] =
  ["log", "scroller", "composer", "message", "state", "notice", "earlier", "newest"].map(at);

// The token has done its work; it is not to be seen, shared or kept in the browser's history.
if (location.search) history.replaceState(null, "", location.pathname);

const lines = new Map();  // id -> {version, element}
const pending = new Map();  // key -> element of words that have not arrived
let owner = null;
let version = 0;
let oldest = 0;
let shown = 100;

// ---- what was said

// Where a reader begins who has read all the rest: at the end, or at the top of a newest line that is taller than the page.
const endOfAll = () => Math.min(scroller.scrollHeight - scroller.clientHeight, (log.lastElementChild?.offsetTop ?? 0) - 12);
const nearEnd = () => scroller.scrollTop > endOfAll() - 120;
function toEnd() {
  scroller.scrollTop = endOfAll();
  newest.hidden = true;
}

const formats = {};
const inZone = (name, options) => (formats[name + owner.zone] ??= new Intl.DateTimeFormat(locale, { timeZone: owner.zone, ...options }));
const dayOf = (instant) => {
  const day = inZone("day", { weekday: "long", day: "numeric", month: "long" }).format(instant);
  return language === "en" ? day.replace(",", "") : day;
};
const timeOf = (instant) => inZone("time", { hour: "2-digit", minute: "2-digit" }).format(instant);

// Puts an element at the end, before the words that have not arrived yet.
function append(element) {
  log.insertBefore(element, log.querySelector(".waiting"));
  return element;
}

let lastDay = "";
let lastTime = "";
function addLine(line) {
  const day = dayOf(line.at);
  const element = lineElement(line);
  if (day !== lastDay) append(make("p", { class: "day" }, day));
  const time = `${day} ${timeOf(line.at)} ${line.said !== undefined}`;
  const before = [...lines.values()].at(-1)?.element;
  if (time === lastTime) before?.querySelector(":scope > time")?.remove();
  element.append(make("time", { datetime: new Date(line.at).toISOString() }, timeOf(line.at)));
  [lastDay, lastTime] = [day, time];
  lines.set(line.id, { version: line.version, element });
  element.dataset.id = line.id;
  return append(element);
}

// A line that is new or has changed, from wherever it comes and however often.
function take(line) {
  const known = lines.get(line.id);
  version = Math.max(version, line.version);
  if (known && known.version >= line.version) return;
  if (!known && line.id < oldest) return;
  if (known) {
    known.version = line.version;
    updateLine(known.element, line);
    return;
  }
  const follow = nearEnd();
  if (line.said !== undefined) forgetPending(line.said);
  addLine(line).classList.add("new");
  if (follow) toEnd();
  else newest.hidden = false;
}

async function load() {
  let answer = null;
  for (;;) {
    answer = await fetch(`/api/history?lines=${shown}`).catch(() => null);
    if (answer?.ok) break;
    if (answer?.status === 401) return locked();
    offline();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  online();
  const page = await answer.json();
  owner = page.owner;
  version = page.version;
  oldest = page.lines[0]?.id ?? 0;
  earlier.hidden = !page.more;
  composer.hidden = page.fresh;
  log.setAttribute("aria-busy", "true");
  log.replaceChildren();
  lines.clear();
  [lastDay, lastTime] = ["", ""];
  page.lines.forEach(addLine);
  for (const element of pending.values()) log.append(element);
  log.removeAttribute("aria-busy");
  if (page.fresh) panel.ask(owner);
}

// ---- how it stands with the daemon

function online() { state.textContent = ""; }
function offline() { state.textContent = worded("offline"); }
function locked() {
  state.textContent = "";
  if (log.querySelector(".lost-key")) return;
  say(worded("lost_key")).classList.add("lost-key");
}

let noticeTimer = 0;
function note(text) {
  notice.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice.textContent = ""; }, 4_000);
}

// A line of the page's own, which is in no history.
function say(sentence, button) {
  const block = make("div", { class: "block" }, make("p", {}, sentence));
  if (button) block.append(make("div", { class: "row" }, button));
  return show(make("article", { class: "line theirs local" }, make("div", { class: "bubble" }, block)));
}
function show(element) {
  append(element);
  toEnd();
  return element;
}

// ---- what is being said

function showPending(act) {
  const element = make("article", { class: "line mine waiting" }, make("div", { class: "bubble" }, act.body.text));
  pending.set(act.key, element);
  log.append(element);
  toEnd();
}
function dropPending(key) {
  pending.get(key)?.remove();
  pending.delete(key);
}
function forgetPending(text) {
  for (const [key, element] of pending) if (element.firstChild.textContent === text) return dropPending(key);
}

const acts = new Acts({
  since: () => version,
  arrived(act, answer) {
    for (const line of answer.lines) take(line);
    dropPending(act.key);
    rest(act.key);
    online();
    if (answer.notice) note(answer.notice);
    if (answer.language !== language) location.reload();  // it was chosen just now, here or elsewhere
  },
  refused(act, sentence) {
    dropPending(act.key);
    rest(act.key);
    if (act.body.text && !box.value) box.value = act.body.text;
    say(sentence);
  },
  cutOff() {
    offline();
    for (const element of pending.values())
      if (!element.querySelector("time")) element.append(make("time", {}, worded("not_sent")));
  },
  locked,
});

function rest(key) { document.querySelector(`[data-key="${key}"]`)?.removeAttribute("aria-busy"); }

function fitBox() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (text) showPending(acts.add("/api/say", { text }));
  box.value = "";
  fitBox();
  box.focus();
});
box.addEventListener("input", fitBox);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

// ---- what is tapped

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // a page that did not come by https from elsewhere may only do it the old way
    const area = make("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) return note(worded("not_copied"));
  }
  note(worded("copied"));
}

const onThisPage = { "pick:import": () => files.pick(), "pick:place": () => panel.open(owner) };

// A way to somebody was taken: the daemon is told, and the browser goes there by itself.
log.addEventListener("click", (event) => {
  const way = event.target.closest("a.tap[data-action]");
  if (way) acts.add("/api/tap", { action: way.dataset.action, message: way.closest(".line").dataset.id });
});

log.addEventListener("click", (event) => {
  const tap = event.target.closest("button.tap");
  if (!tap) return;
  const { action, copy: words } = tap.dataset;
  if (words) return copy(words);
  if (!action || tap.getAttribute("aria-busy")) return;
  if (onThisPage[action]) return onThisPage[action]();
  tap.setAttribute("aria-busy", "true");
  tap.dataset.key = acts.add("/api/tap", { action, message: tap.closest(".line").dataset.id }).key;
});

// ---- the rest of the page

const files = watchForFiles({ show, say, ready: () => !composer.hidden });
const panel = settings({
  since: () => version,
  taken(answer) {
    owner = answer.owner;
    panel.asked();
    composer.hidden = false;
    answer.lines.forEach(take);
    toEnd();
    box.focus();
  },
});
at("open-import").addEventListener("click", () => files.pick());
at("open-settings").addEventListener("click", async () => {
  const now = await fetch("/api/history?lines=1").catch(() => null);  // the chat, or another page, may have changed them
  if (now?.ok) owner = (await now.json()).owner;
  if (owner) panel.open(owner);
});
newest.addEventListener("click", toEnd);
scroller.addEventListener("scroll", () => { if (nearEnd()) newest.hidden = true; }, { passive: true });
earlier.addEventListener("click", async () => {
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  shown *= 5;
  await load();
  scroller.scrollTop = scroller.scrollHeight - fromEnd;
  stream.again();  // what came meanwhile
});

const stream = new Stream({ since: () => version, line: take, online, offline, locked });
await load();
for (const act of acts.waiting) if (act.body.text) showPending(act);
toEnd();
stream.tryNow();
acts.tryNow();
if (!composer.hidden) tellOfJourneys({ since: () => version, taken: (news) => news.forEach(take) });
if (matchMedia("(hover: hover)").matches && !composer.hidden) box.focus();
