// A Telegram Bot API server on loopback, for tests: the methods that a bot of ours uses under /bot<token>/<method>, by the
// real server's rules, and /control/... with which a test plays the person, plants faults and reads what happened.
//
//   node tests/support/fake_telegram.mjs [--port N] [--token T] [--username U]     prints its address and serves
//
// Control calls take and give JSON; `user` is a number and may be left out (there is one person then, Ann):
//   POST say {user, text, reply_to?}        press {user, label | data, message_id?, old?}   edit {user, message_id, text}
//        forward {user, text, from_name}    contact {user, phone_number, first_name, ...}   send {user, voice: {}, ...}
//        block | unblock | deactivate {user}      person {user, ...fields of the profile, started?}
//        update {kind: body}                any update at all      redeliver {update_id}    comes once more
//        faults [{method, times, ...}]      what the next calls of a method suffer instead, see `suffer`
//        revoke | restore                   the token              advance {seconds}        the server's clock
//   GET  messages?chat=&after=&wait=        what the person sees; waits until there is something newer than `after`
//        log                                every call with its parameters, its answer, and whether it took effect
//        callbacks, state
import http from 'node:http';
import { parts } from './fake_telegram_multipart.mjs';
import { ApiError, Described, World, integer, parameters } from './fake_telegram_world.mjs';
import { deliverTo } from './fake_telegram_webhook.mjs';

const bodyLimit = 1 << 20;
const photoLimit = 10 << 20;

export async function startFakeTelegram({ port = 0, token = '6000000001:FAKE-TOKEN-of-the-test', username = 'NudgeBot',
  webhookRetryMs = 2_000 } = {}) {
  const world = new World({ token, username });
  const telegram = new FakeTelegram(world);
  deliverTo(world, { retryMs: webhookRetryMs, call: (method, p) => telegram.perform(method, p) });
  const server = http.createServer((request, response) => {
    telegram.handle(request, response).catch((error) => {
      telegram.answer(response, failure(new ApiError(500, `Internal Server Error: ${error.message}`)));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  const close = () => {
    world.webhook = null;
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, token, username, world, close };
}

class FakeTelegram {
  constructor(world) {
    this.world = world;
    this.log = [];
    this.faults = [];
    this.poll = null; // the getUpdates that waits
    this.lastPoll = { offset: null, at: 0 };
  }

  async handle(request, response) {
    const url = new URL(request.url, 'http://fake');
    const type = request.headers['content-type'] ?? '';
    const limit = /^multipart\//i.test(type) ? photoLimit + bodyLimit : bodyLimit;
    const chunks = [];
    let length = 0;
    try {
      for await (const chunk of request) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > limit) {
          return this.answer(response, failure(new ApiError(413, 'Request Entity Too Large: too many parameters')));
        }
      }
    } catch {
      return; // hung up in the middle
    }
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString();
    if (url.pathname.startsWith('/control/')) return this.control(request, url, body, response);
    if (!['GET', 'POST'].includes(request.method)) return response.writeHead(501).end();
    const path = /^\/bot([^/]*)\/([^/]+)$/.exec(decodeURIComponent(url.pathname));
    if (!path) return this.answer(response, failure(new ApiError(404, 'Not Found')));
    const p = parameters(url.searchParams, type, body);
    if (/^multipart\/form-data/i.test(type)) Object.assign(p, parts(bytes, type));
    await this.serve(path[1], path[2], p, request, response);
  }

  async serve(token, method, p, request, response) {
    const entry = { n: this.log.length + 1, at: this.world.now(), method, params: p, accepted: false, status: null };
    this.log.push(entry);
    const malformed = !/^[1-9]\d*:.+$/.test(token) || token.length > 80;
    if (malformed || token !== this.world.token || this.world.revoked) {
      const text = malformed ? 'Unauthorized: invalid token specified' : 'Unauthorized';
      return this.answer(response, failure(new ApiError(401, text)), entry);
    }
    const fault = this.faults.find((f) => f.times > 0 && [method.toLowerCase(), '*'].includes(f.method.toLowerCase()));
    if (fault) return this.suffer(fault, method, p, request, response, entry);
    const answer = method.toLowerCase() === 'getupdates' ? await this.getUpdates(p, response) : this.perform(method, p);
    if (answer === null) return; // the poller has hung up
    entry.accepted = answer.body.ok;
    this.answer(response, answer, entry);
  }

  // A planted fault, in this order: `delay_ms`; with `accept` the call takes effect all the same; then `reset` (RST),
  // `hang` (no answer ever), `cut` (so many bytes of the answer), or an answer of `error_code`, `description` and
  // `parameters` as the API gives it, or of `status`, `headers` and `body` as a proxy would. With none of these the
  // call goes on as ever.
  async suffer(fault, method, p, request, response, entry) {
    --fault.times;
    entry.fault = fault;
    if (fault.delay_ms) await new Promise((done) => setTimeout(done, fault.delay_ms));
    const replaced = fault.error_code || fault.status || fault.reset || fault.hang;
    let answer = null;
    if (fault.accept || !replaced) {
      answer = method.toLowerCase() === 'getupdates' ? await this.getUpdates(p, response) : this.perform(method, p);
      if (answer === null) return;
      entry.accepted = answer.body.ok;
    }
    this.world.changed();
    if (fault.hang) return;
    if (fault.reset) return request.socket.resetAndDestroy();
    if (fault.cut !== undefined) {
      const text = JSON.stringify(answer.body);
      response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
      return response.write(Buffer.from(text).subarray(0, fault.cut), () => request.socket.destroy());
    }
    if (fault.error_code) {
      answer = failure(new ApiError(fault.error_code, fault.description ?? '', fault.parameters));
    } else if (fault.status) {
      entry.status = fault.status;
      return response.writeHead(fault.status, { 'Content-Type': 'text/html', ...fault.headers }).end(fault.body ?? '');
    }
    this.answer(response, answer, entry);
  }

  perform(method, p) {
    try {
      const result = this.world.call(method, p);
      if (method.toLowerCase() === 'setwebhook') this.endPoll('terminated by setWebhook request');
      if (result instanceof Described) return success(result.result, result.description);
      return success(result);
    } catch (error) {
      if (error instanceof ApiError) return failure(error);
      throw error;
    }
  }

  // Null when the poller has hung up.
  async getUpdates(p, response) {
    const world = this.world;
    if (world.webhook) {
      return conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    }
    this.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running');
    try {
      world.setAllowed(p.allowed_updates);
    } catch (error) {
      return failure(error);
    }
    const offset = integer(p.offset, 0, -(2 ** 31), 2 ** 31 - 1);
    const limit = integer(p.limit, 100, 1, 100);
    let timeout = integer(p.timeout, 0, 0, 50);
    if (offset === this.lastPoll.offset && timeout < 3 && Date.now() < this.lastPoll.at + 3_000) timeout = 3;
    this.lastPoll = { offset, at: Date.now() };
    const now = world.take(offset, limit);
    if (now.length > 0 || timeout === 0) return success(now);
    return new Promise((done) => {
      const end = (answer) => {
        clearTimeout(timer);
        world.listeners.delete(look);
        this.poll = null;
        done(answer);
      };
      const look = () => {
        const found = world.take(offset, limit);
        if (found.length > 0) end(success(found));
      };
      const timer = setTimeout(() => end(success([])), timeout * 1_000);
      world.listeners.add(look);
      response.on('close', () => this.poll === end && end(null));
      this.poll = end;
    });
  }

  endPoll(why) {
    this.poll?.(conflict(why));
  }

  answer(response, { status, body }, entry) {
    if (entry) Object.assign(entry, { status, description: body.description, result: body.result });
    const headers = { 'Content-Type': 'application/json' };
    if (body.parameters?.retry_after) headers['Retry-After'] = String(body.parameters.retry_after);
    response.writeHead(status, headers).end(JSON.stringify(body));
    this.world.changed();
  }

  // ---- control ------------------------------------------------------------------------------------------------------

  async control(request, url, body, response) {
    const reply = (status, value) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value ?? {}));
    };
    try {
      const name = `${request.method} ${url.pathname.slice('/control/'.length)}`;
      const handler = this.controls[name];
      if (!handler) return reply(404, { error: `no control "${name}"` });
      reply(200, await handler(body === '' ? {} : JSON.parse(body), url.searchParams));
    } catch (error) {
      reply(400, { error: error.message });
    }
  }

  controls = {
    'POST say': ({ user, ...content }) => this.world.write(user, content),
    'POST send': ({ user, ...content }) => this.world.write(user, content),
    'POST forward': ({ user, text, from_name }) => this.world.write(user, { text, forward_origin:
      { type: 'hidden_user', date: this.world.seconds(), sender_user_name: from_name ?? 'Sam Lee' } }),
    'POST contact': ({ user, ...contact }) => this.world.write(user, { contact }),
    'POST edit': ({ user, message_id, text }) => this.world.rewrite(this.world.person(user).id, message_id, text),
    'POST press': ({ user, ...which }) => this.world.press(user, which),
    'POST block': ({ user }) => this.world.block(user, true),
    'POST unblock': ({ user }) => this.world.block(user, false),
    'POST deactivate': ({ user }) => void (this.world.person(user).deactivated = true),
    'POST person': ({ user, ...fields }) => Object.assign(this.world.person(user), fields),
    'POST update': ({ user, ...update }) => {
      const [[kind, content]] = Object.entries(update);
      this.world.update(kind, content);
    },
    'POST redeliver': ({ update_id }) => this.world.redeliver(update_id),
    'POST faults': (faults) => {
      for (const fault of [faults].flat()) this.faults.push({ times: 1, method: '*', ...fault });
    },
    'POST revoke': () => void (this.world.revoked = true),
    'POST restore': () => void (this.world.revoked = false),
    'POST advance': ({ seconds }) => {
      this.world.shift += seconds * 1_000;
      this.world.changed();
    },
    'GET messages': async (_, query) => {
      await this.newerThan(integer(query.get('after') ?? '', -1, -1, Number.MAX_SAFE_INTEGER),
        integer(query.get('wait') ?? '', 0, 0, 60_000));
      const chat = query.get('chat');
      return { revision: this.world.revision, messages: this.world.view(chat ? Number(chat) : undefined) };
    },
    'GET log': () => this.log,
    'GET callbacks': () => [...this.world.callbacks.values()],
    'GET state': () => ({ ...this.world.webhookInfo(), commands: this.world.commands, polling: this.poll !== null,
      faults: this.faults.filter((f) => f.times > 0) }),
  };

  newerThan(revision, wait) {
    if (this.world.revision > revision || wait === 0) return undefined;
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        this.world.listeners.delete(end);
        done();
      };
      const timer = setTimeout(end, wait);
      this.world.listeners.add(end);
    });
  }
}

const success = (result, description) => ({ status: 200, body: { ok: true, result, description } });
const failure = ({ code, message, parameters: extra }) => ({
  status: code, body: { ok: false, error_code: code, description: message, parameters: extra },
});
const conflict = (text) => failure(new ApiError(409, `Conflict: ${text}`));

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const options = {};
  for (let i = 2; i + 1 < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
  if (options.port) options.port = Number(options.port);
  const fake = await startFakeTelegram(options);
  console.log(fake.url);
}
