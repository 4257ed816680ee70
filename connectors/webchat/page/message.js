// A line of the history as an element, and the same element brought up to date in place.

import { worded } from "./words.js";

const openable = new Set(["https:", "http:", "tel:", "sms:", "mailto:"]);

const shortLabel = 5;  // a face, a time, three dots

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function spanNode({ text, style }) {
  const tag = { bold: "strong", strike: "s", code: "code" }[style];
  return tag ? make(tag, {}, text) : document.createTextNode(text);
}

// The same spans as lines.
function linesOf(spans) {
  const lines = [[]];
  for (const { text, style } of spans)
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part) lines.at(-1).push({ text: part, style });
    });
  return lines;
}

function textNodes(spans, isItem) {
  if (!isItem) return linesOf(spans).map((line) => make("p", {}, ...line.map(spanNode)));
  const [why, ...kind] = linesOf(spans.slice(1));
  const number = make("span", { class: "number" }, spans[0].text);
  return [make("p", {}, number, ...why.map(spanNode)), ...kind.map((line) => make("p", { class: "kind" }, ...line.map(spanNode)))];
}

function tapNode(button) {
  if (button.url) {
    const openTo = URL.canParse(button.url) && openable.has(new URL(button.url).protocol) ? button.url : "about:blank";
    const link = make("a", { class: "tap", href: openTo, target: "_blank", rel: "noopener noreferrer" }, button.label);
    if (button.accessible) link.setAttribute("aria-label", button.accessible);
    if (button.action) link.dataset.action = button.action;
    return link;
  }
  const verb = (button.action ?? "copy").split(":")[0];
  const short = button.label.length <= shortLabel ? "short" : "";
  const tap = make("button", { type: "button", class: `tap ${verb} ${short}` }, button.label);
  if (button.accessible) tap.setAttribute("aria-label", button.accessible);
  if (button.action) tap.dataset.action = button.action;
  if (button.copy) tap.dataset.copy = button.copy;
  return tap;
}

function blockNode(block, index, all) {
  const [first, second] = block.text;
  const isItem = /^\d+ $/.test(first?.text ?? "") && ["bold", "strike"].includes(second?.style);
  const isHeadline = index === 0 && all.length > 1 && block.text.length === 1 && first.style === "bold";
  const isHint = index > 0 && index === all.length - 1 && !isItem && !block.rows?.length && block.text.some((span) => span.style === "code");
  const node = make("div", { class: ["block", isItem && "item", isHeadline && "headline", isHint && "hint"].filter(Boolean).join(" ") });
  node.append(...textNodes(block.text, isItem));
  for (const row of block.rows ?? []) node.append(make("div", { class: "row" }, ...row.map(tapNode)));
  node.content = JSON.stringify([block, isHeadline, isHint]);
  return node;
}

// Where the focus is in a message, to be found again when what had it is gone.
function focusIn(element) {
  const focused = document.activeElement;
  if (!element.contains(focused) || focused === element) return null;
  const blocks = [...element.querySelectorAll(".block")];
  return { block: blocks.findIndex((block) => block.contains(focused)), action: focused.dataset.action };
}

function giveFocusBack(element, was) {
  if (!was || element.contains(document.activeElement)) return;
  const block = element.querySelectorAll(".block")[was.block];
  const taps = [...(block ?? element).querySelectorAll(".tap")];
  (taps.find((tap) => tap.dataset.action === was.action) ?? taps[0] ?? element).focus({ preventScroll: true });
}

// Drawn by the daemon for this line of the history.
function pictureNode(picture, id) {
  const image = make("img", { class: "picture", src: `/api/picture?line=${id}`, alt: `${picture.title} ${picture.words}`, width: 1080, height: 1350 });
  image.content = picture.words;
  image.addEventListener("error", () => {
    const words = make("div", { class: "block" }, make("p", {}, picture.words));
    words.content = image.content;
    image.replaceWith(words);
  });
  return image;
}

function fillTheirs(element, { message, id }) {
  const was = focusIn(element);
  const bubble = element.querySelector(".bubble");
  const isNew = !bubble.childElementCount;
  const nodes = message.blocks.map(blockNode);
  if (message.picture) nodes.unshift(pictureNode(message.picture, id));
  nodes.forEach((node, index) => {
    const old = bubble.children[index];
    if (!old) bubble.append(node);
    else if (old.content !== node.content) old.replaceWith(node);
    else return;
    if (!isNew) node.classList.add("changed");
  });
  while (bubble.childElementCount > nodes.length) bubble.lastElementChild.remove();
  giveFocusBack(element, was);
  if (was) document.activeElement.closest(".block")?.scrollIntoView({ block: "nearest" });
}

export function lineElement(line) {
  const mine = line.said !== undefined;
  const element = make("article", { class: `line ${mine ? "mine" : "theirs"}`, tabindex: "-1" });
  element.append(make("div", { class: "bubble" }));
  updateLine(element, line);
  return element;
}

export function updateLine(element, line) {
  if (line.said === undefined) return fillTheirs(element, line);
  element.querySelector(".bubble").replaceChildren(make("span", { class: "unseen" }, `${worded("you")} `), line.said);
}
