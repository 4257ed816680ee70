// Delivery to a webhook: one update after another in each chat, and again until it is accepted or too old.
import { parameters } from './fake_telegram_world.mjs';

const ignored = /^(get.*|setwebhook|deletewebhook|close|logout)$/i;
const longestRetryAfter = 3_600_000;
const longestPause = 60_000;

export function deliverTo(world, { retryMs, call }) {
  const queues = new Map(); // name of the queue -> the update that is being delivered

  const pause = (ms) => new Promise((done) => setTimeout(done, ms).unref());

  async function post(entry, webhook) {
    const response = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json',
        ...(webhook.secret && { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret }) },
      body: JSON.stringify(entry.update),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const accepted = response.status >= 200 && response.status < 300;
    if (accepted) answerInTheBody(response.headers.get('content-type') ?? '', text);
    return { accepted, status: `${response.status} ${response.statusText}`.trim(),
      retryAfter: Number(response.headers.get('retry-after') ?? '') * 1_000 };
  }

  // A method in the body of the answer is called, its result thrown away.
  function answerInTheBody(type, text) {
    const { method, ...p } = parameters('', type, text);
    if (method && !ignored.test(method)) call(method, p);
  }

  // Until the queue is empty or there is no webhook any more.
  async function run(queue) {
    let failures = 0;
    for (;;) {
      const { webhook } = world;
      const entry = world.updates.find((e) => e.queue === queue && e.expires > world.now());
      if (!webhook || !entry) break;
      let delay = failures === 0 ? 0 : Math.min(retryMs * 2 ** (failures - 1), longestPause);
      try {
        const { accepted, status, retryAfter } = await post(entry, webhook);
        if (accepted) {
          failures = 0;
          world.confirm(entry);
          continue;
        }
        webhook.error = `Wrong response from the webhook: ${status}`;
        if (retryAfter > 0) delay = Math.min(retryAfter, longestRetryAfter);
      } catch {
        webhook.error = 'Connection failed';
      }
      ++failures;
      await pause(delay);
    }
    queues.delete(queue);
  }

  const wake = () => {
    if (!world.webhook) return;
    for (const { queue } of world.updates) {
      if (queues.has(queue)) continue;
      queues.set(queue, run(queue));
    }
  };
  world.listeners.add(wake); // of everything that happens, a new update and a new webhook among it
}
