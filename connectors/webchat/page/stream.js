// What is new in the history, as it happens. No stream is held while the page is hidden: it goes on from where it was.

const silence = 50_000;  // the daemon gives a sign every 20 s
const longestPause = 15_000;

export class Stream {
  #source = null;
  #timer = 0;
  #pause = 1_000;

  // `since()` is the version seen so far. `line(line)`, `online()`, `offline()`, `locked()`.
  constructor(hooks) {
    this.hooks = hooks;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.tryNow()));
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => event.persisted && this.tryNow());
    addEventListener("online", () => this.tryNow());
  }

  tryNow() {
    if (document.hidden || this.#source) return;
    this.#pause = 1_000;
    this.#open();
  }

  again() {
    this.#close();
    this.tryNow();
  }

  #open() {
    this.#close();
    const source = (this.#source = new EventSource(`/api/events?since=${this.hooks.since()}`));
    const alive = () => {
      this.#pause = 1_000;
      this.hooks.online();
      this.#after(silence, () => this.#open());
    };
    source.addEventListener("beat", alive);
    source.onmessage = (event) => {
      alive();
      this.hooks.line(JSON.parse(event.data));
    };
    source.onerror = () => this.#lost();
    this.#after(longestPause, () => this.#lost());
  }

  async #lost() {
    this.#close();
    this.hooks.offline();
    const pause = this.#pause;
    this.#pause = Math.min(2 * pause, longestPause);
    this.#after(pause, () => this.#open());
    const answer = await fetch("/api/history?lines=1").catch(() => null);
    if (answer?.status !== 401) return;
    this.#close();
    this.hooks.locked();
  }

  #after(time, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, time);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
