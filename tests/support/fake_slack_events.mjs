// HTTP mode: events, presses and slash commands are signed and posted to the request URLs of the app.
import { createHmac } from 'node:crypto';

const mostRedirects = 2;

export const signature = (secret, timestamp, body) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

const form = (fields) => new URLSearchParams(fields).toString();
const kinds = {
  events_api: { url: 'events', retried: true, type: 'application/json', body: (payload) => JSON.stringify(payload) },
  interactive: { url: 'interactivity', retried: false, type: 'application/x-www-form-urlencoded',
    body: (payload) => form({ payload: JSON.stringify(payload) }) },
  slash_commands: { url: 'commands', retried: false, type: 'application/x-www-form-urlencoded', body: form },
};

export class RequestUrls {
  // `answered(delivery, text, type)` is told what the app answers in the body.
  constructor(world, { answered, answerMs = 3_000, retryMs = [0, 60_000, 300_000] }) {
    this.world = world;
    this.answered = answered;
    this.settings = { answerMs, retryMs, padBytes: 0 };
    this.urls = { events: null, interactivity: null, commands: null };
    this.ended = false;
  }

  // Until it is accepted, or the last attempt has failed.
  async deliver(delivery) {
    const { retryMs } = this.settings;
    const retries = kinds[delivery.type].retried ? retryMs.length : 0;
    let reason;
    for (let n = 0; n <= retries && !this.ended; ++n) {
      if (n > 0) await new Promise((done) => setTimeout(done, retryMs[n - 1]).unref());
      const attempt = await this.attempt(delivery, n, reason);
      if (attempt.accepted || attempt.noRetry) break;
      reason = attempt.reason;
    }
    delivery.state = delivery.attempts.some((a) => a.accepted) ? 'accepted' : 'lost';
    this.world.changed();
  }

  async attempt(delivery, retry, reason) {
    const { url, type, body } = kinds[delivery.type];
    const { padBytes } = this.settings;
    const payload = padBytes && delivery.type !== 'slash_commands'
      ? { ...delivery.payload, padding: 'é'.repeat(padBytes / 2) } : delivery.payload;
    const began = Date.now();
    const attempt = { at: this.world.now(), over: 'http', retry, accepted: false };
    delivery.attempts.push(attempt);
    try {
      const retried = retry > 0 ? { 'X-Slack-Retry-Num': String(retry), 'X-Slack-Retry-Reason': reason } : {};
      const response = await this.post(this.urls[url], type, body(payload), retried);
      const text = await response.text();
      const accepted = response.status >= 200 && response.status < 300;
      Object.assign(attempt, { status: response.status, body: text, accepted });
      if (!accepted) attempt.reason = 'http_error';
      attempt.noRetry = !accepted && response.headers.get('x-slack-no-retry') === '1';
      if (accepted) this.answered(delivery, text, response.headers.get('content-type') ?? '');
    } catch (error) {
      attempt.reason = error.reason ?? (error.name === 'TimeoutError' ? 'http_timeout' : 'connection_failed');
    }
    attempt.ms = Date.now() - began;
    this.world.changed();
    return attempt;
  }

  async post(url, type, body, headers = {}) {
    const { app } = this.world;
    const timestamp = String(this.world.seconds());
    const signed = { 'Content-Type': type, 'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', Accept: '*/*',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': signature(app.signingSecrets[app.signWith], timestamp, body), ...headers };
    const signal = AbortSignal.timeout(this.settings.answerMs);
    let to = url;
    for (let hops = 0; ; ++hops) {
      const response = await fetch(to, { method: 'POST', redirect: 'manual', signal, body, headers: signed });
      if (![301, 302, 303, 307, 308].includes(response.status)) return response;
      await response.arrayBuffer();
      if (hops === mostRedirects) {
        throw Object.assign(new Error('too many redirects'), { reason: 'too_many_redirects' });
      }
      to = new URL(response.headers.get('location'), to).href;
    }
  }

  // As when the URL is entered in the settings of the app; true when the app proves that it is its own.
  async verify() {
    const challenge = `${this.world.shortId()}challenge`;
    const response = await this.post(this.urls.events, 'application/json',
      JSON.stringify({ token: 'deprecated', challenge, type: 'url_verification' }));
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    let said = text;
    if (type.includes('json')) said = JSON.parse(text).challenge;
    else if (type.includes('urlencoded')) said = new URLSearchParams(text).get('challenge');
    return { status: response.status, body: text, verified: response.status === 200 && said === challenge };
  }

  close() {
    this.ended = true;
  }
}
