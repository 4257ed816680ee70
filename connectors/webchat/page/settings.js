// The three questions of the first start, and the settings.

import { newKey, post } from "./acts.js";
import { make } from "./message.js";
import { language, locale, worded } from "./words.js";
import { zoneHere } from "./zone.js";

const aMonday = Date.UTC(2024, 0, 1);
const nameOfDay = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day, index) => [day, nameOfDay.format(aMonday + index * 86_400_000)]);

// Sends what the form holds. The key is the form's until it has arrived, so that a second try is the same act.
async function submit(form, wishes, since) {
  const error = form.querySelector(".error");
  const button = form.querySelector(".main");
  error.textContent = "";
  button.setAttribute("aria-busy", "true");
  form.key ??= newKey();
  const { status, json } = await post("/api/setup", { ...wishes, key: form.key, since }).catch(() => ({ status: 503 }));
  button.removeAttribute("aria-busy");
  if (status === 200) {
    form.key = undefined;
    return json;
  }
  error.textContent = json?.error ?? worded("not_reached");
  return null;
}

// `since()` is the version seen; `taken(answer)` gets the daemon's answer.
export function settings({ since, taken }) {
  const first = document.getElementById("first-start");
  const dialog = document.getElementById("settings");
  const form = dialog.querySelector("form");
  const fields = form.elements;

  document.getElementById("zones").append(...(Intl.supportedValuesOf?.("timeZone") ?? []).map((zone) => make("option", { value: zone })));
  document.getElementById("days").append(
    ...weekdays.map(([day, name]) =>
      make("label", {}, make("input", { type: "checkbox", name: "day", value: day, "aria-label": name }), make("span", { "aria-hidden": "true" }, name.slice(0, 2)))));

  first.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, zone, nudge_at } = first.elements;
    const answer = await submit(first, { name: name.value, zone: zone.value, nudge_at: nudge_at.value, language }, since());
    if (answer) taken(answer);
  });

  let shown = {};  // as the form was opened: only what differs is wished for
  const wished = () => ({
    name: fields.name.value,
    zone: fields.zone.value,
    nudge_at: fields.nudge_at.value,
    weekdays: [...fields.day].filter((day) => day.checked).map((day) => day.value).join(","),
    quiet: fields.quiet_begin.value === fields.quiet_end.value ? "none" : `${fields.quiet_begin.value}-${fields.quiet_end.value}`,
    daily_cap: Number(fields.daily_cap.value),
    private: fields.private.checked,
    language: fields.language.value,
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wishes = Object.fromEntries(Object.entries(wished()).filter(([field, value]) => value !== shown[field]));
    const answer = await submit(form, wishes, since());
    if (!answer) return;
    if (answer.owner.language !== language) return location.reload();
    dialog.close();
    taken(answer);
  });
  document.getElementById("close-settings").addEventListener("click", () => dialog.close());

  return {
    ask(owner) {
      first.hidden = false;
      first.elements.name.value = owner.name === "me" ? "" : owner.name;
      first.elements.zone.value = zoneHere();
      first.elements.nudge_at.value = owner.nudge_at;
    },
    asked: () => { first.hidden = true; },
    open(owner) {
      const [begin, end] = owner.quiet === "none" ? ["00:00", "00:00"] : owner.quiet.split("-");
      fields.name.value = owner.name === "me" ? "" : owner.name;
      fields.zone.value = owner.zone;
      fields.nudge_at.value = owner.nudge_at;
      fields.daily_cap.value = owner.daily_cap;
      fields.quiet_begin.value = begin;
      fields.quiet_end.value = end;
      fields.private.checked = owner.private;
      fields.language.value = owner.language;
      for (const day of fields.day) day.checked = owner.weekdays.includes(day.value);
      form.querySelector(".error").textContent = "";
      shown = wished();
      dialog.showModal();
    },
  };
}
