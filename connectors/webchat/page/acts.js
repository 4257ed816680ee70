// What the owner does, on its way to the daemon: one after another, kept until it has arrived, applied once.

import { worded } from "./words.js";

const resting = "nudged.acts";  // of this tab; outlives a reload
const longestPause = 15_000;
const patience = 20_000;

export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  });
  return { status: response.status, json: await response.json().catch(() => ({})) };
}

// Whether the same act may succeed later.
export const mayComeLater = (status) => status >= 500 || status === 408 || status === 429;

export class Acts {
  #waiting = JSON.parse(sessionStorage.getItem(resting) ?? "[]");
  #underWay = false;
  #wake = () => {};

  // `since()` is the version seen so far. `arrived(act, answer)`, `refused(act, sentence)`, `cutOff()`, `locked()`.
  constructor(hooks) {
    this.hooks = hooks;
    addEventListener("online", () => this.tryNow());
  }

  get waiting() { return [...this.#waiting]; }

  add(path, body) {
    const act = { key: newKey(), path, body };
    this.#waiting.push(act);
    this.#save();
    this.#send();
    return act;
  }

  tryNow() {
    this.#wake();
    this.#send();
  }

  async #send() {
    if (this.#underWay) return;
    this.#underWay = true;
    for (let pause = 1_000; this.#waiting.length; ) {
      const act = this.#waiting[0];
      const { status, json } = await post(act.path, { ...act.body, key: act.key, since: this.hooks.since() }).catch(() => ({ status: 503 }));
      if (status === 401) {
        this.hooks.locked();
        break;
      }
      if (mayComeLater(status)) {
        this.hooks.cutOff();
        await new Promise((resolve) => {
          this.#wake = resolve;
          setTimeout(resolve, pause);
        });
        pause = Math.min(2 * pause, longestPause);
        continue;
      }
      pause = 1_000;
      this.#waiting.shift();
      this.#save();
      if (status === 200) this.hooks.arrived(act, json);
      else this.hooks.refused(act, json?.error ?? worded(status === 413 ? "too_long" : "failed"));
    }
    this.#underWay = false;
  }

  // What is too long for the browser to keep is sent all the same; only a reload would lose it.
  #save() {
    try {
      sessionStorage.setItem(resting, JSON.stringify(this.#waiting));
    } catch {
      sessionStorage.removeItem(resting);
    }
  }
}
