// Where this device is. The daemon is told when that changes, and asks whether to go by it.

import { post } from "./acts.js";

const told = "nudged.zone";

export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

// `since()` is the version seen; `taken(lines)` gets what came of it. A device that stays where it is says nothing, so
// that a computer at home does not speak for the phone.
export function tellOfJourneys({ since, taken }) {
  async function look() {
    const zone = zoneHere();
    if (document.hidden || localStorage.getItem(told) === zone) return;
    const { status, json } = await post("/api/zone", { zone, since: since() }).catch(() => ({ status: 503 }));
    if (status !== 200) return;
    localStorage.setItem(told, zone);
    taken(json.lines);
  }
  document.addEventListener("visibilitychange", look);
  return look();
}
