// A Slack on loopback, for tests: the Web API under /api/<method>, files, response_urls, the consent page of OAuth,
// Socket Mode and signed requests to the app, by the real service's rules; and /control/... with which a test plays the
// person, plants faults and reads what happened. There is one app; one workspace has it from the start, with one
// person, Ann.
//
//   node tests/support/fake_slack.mjs [--port N] [--http]     prints its address and credentials and serves; with
//                                                             --http the app has Socket Mode off
//
// Control calls take and give JSON; `team` and `user` may be left out, they are the first then:
//   POST say {text, thread_ts?, message?, event?}   edit {ts, text}   erase {ts}   slash {text, command?}
//        open_home {tab}
//        press {label | action_id | value, ts?, home?, stale?}      a button or the option of a menu
//        user {user, ...profile, deleted?}   workspace {id?, name, domain, homeTab?, messagesTab?}
//        install | uninstall | revoke {team}   consent {approve, team, user}
//        event {event}   outer {payload, type?}   any event at all, any payload at all
//        redeliver {n, as}   a delivery once more: 'same' as it was, as a 'retry', or under a new event_id ('new_id')
//        faults [{method, times, ...}]   what the next calls of a method suffer instead, see `suffer`
//        app {subscribed?, redirectUrls?, signWith?, signingSecrets?}
//        settings {socketMode?, distributed?, historyLagMs?}   advance {seconds}   clock {now}
//        socket {ackMs, retryMs, ...} disconnect {reason, ...} drop {how}   see fake_slack_socket.mjs
//        urls {events, interactivity, commands, settings?}   verify         see fake_slack_events.mjs
//   GET  messages?team=&user=&after=&wait=   what is seen; waits until there is something newer than `after`
//        log (every call: its arguments, its answer, whether it took effect)   deliveries   sockets   homes   state
import http from 'node:http';
import https from 'node:https';
import { ApiError, readArguments } from './fake_slack_arguments.mjs';
import { controlsOf } from './fake_slack_control.mjs';
import { RequestUrls } from './fake_slack_events.mjs';
import { methods } from './fake_slack_methods.mjs';
import { OAuth } from './fake_slack_oauth.mjs';
import * as person from './fake_slack_person.mjs';
import { SocketMode } from './fake_slack_socket.mjs';
import { World } from './fake_slack_world.mjs';

const bodyLimit = 8 << 20;

// `tls` is { key, cert }; then it is https and wss. `socket` and `urls` are settings of the two ways to the app.
export async function startFakeSlack({ port = 0, tls, socket = {}, urls = {}, ...app } = {}) {
  const world = new World(app);
  const slack = new FakeSlack(world, { socket, urls });
  const handle = (request, response) => slack.handle(request, response).catch((error) => {
    if (!response.headersSent) {
      slack.answer(response, { status: 500, body: { ok: false, error: 'internal_error', why: error.stack } });
    }
  });
  const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
  server.on('upgrade', (...given) => slack.socket.upgrade(...given));
  server.keepAliveTimeout = 60_000;
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  world.base = `http${tls ? 's' : ''}://127.0.0.1:${server.address().port}`;
  const close = () => {
    slack.socket.close();
    slack.urls.close();
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: world.base, api: `${world.base}/api`, token: world.team().token, appToken: world.app.token, world, close,
    clientId: world.app.clientId, clientSecret: world.app.clientSecret, signingSecret: world.app.signingSecrets[0] };
}

class FakeSlack {
  constructor(world, { socket, urls }) {
    this.world = world;
    this.log = [];
    this.faults = [];
    const answered = (delivery, text, type) => this.answeredAtOnce(delivery, text, type);
    this.socket = new SocketMode(world, { answered, ...socket });
    this.urls = new RequestUrls(world, { answered, ...urls });
    this.oauth = new OAuth(world);
    this.controls = controlsOf(this);
    world.outlet = (delivery) => void (world.socketMode ? this.socket : this.urls).deliver(delivery);
  }

  async handle(request, response) {
    const url = new URL(request.url, 'http://fake');
    const body = await received(request);
    if (body === null) return;
    const [, room, name, ...rest] = url.pathname.split('/');
    if (room === 'control') return this.control(request, url, body.toString(), response);
    if (room === 'api' && rest.length === 0) return this.serve(name, url, body, request, response);
    if (room === 'upload') return this.upload(rest, body, request, response);
    if (room === 'hooks') return this.hook(url.pathname, body, response);
    if (url.pathname === '/oauth/v2/authorize') return this.oauth.authorize(url.searchParams, response);
    response.writeHead(404).end();
  }

  async serve(method, url, body, request, response) {
    const entry = { n: this.log.length + 1, at: this.world.now(), method, params: {}, accepted: false, status: null };
    this.log.push(entry);
    const perform = () => this.perform(method, url, body, request, entry);
    const fault = this.faults.find((f) => f.times > 0 && [method, '*'].includes(f.method));
    if (fault) return this.suffer(fault, perform, request, response, entry);
    this.answer(response, await perform(), entry);
  }

  // The call takes effect; `entry` is told who called and with what.
  async perform(method, url, body, request, entry) {
    let warnings = [];
    let scopes;
    try {
      const known = methods[method];
      const read = await readArguments({ request, query: url.searchParams, body, takesJson: known?.json ?? true });
      ({ warnings } = read);
      const { token: given, ...params } = read.p;
      Object.assign(entry, { params, type: request.headers['content-type'],
        unknown: Object.keys(params).filter((name) => known && !known.takes.includes(name)) });
      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? given;
      let result;
      if (method === 'oauth.v2.access') {
        result = this.oauth.access(params, request.headers.authorization);
      } else {
        const caller = this.world.caller(token);
        entry.team = caller.team?.id;
        scopes = caller.team ? [...caller.team.scopes].join(',') : 'connections:write';
        result = this.called(method, known, caller, params, request);
      }
      entry.accepted = true;
      return { status: 200, scopes, body: { ok: true, ...result, ...warned(warnings, result) } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, fields } = error;
      return { status: 200, scopes, body: { ok: false, error: code, ...fields, ...warned(warnings, fields) } };
    } finally {
      this.world.changed();
    }
  }

  called(method, known, { app, team }, params, request) {
    if (method === 'apps.connections.open') {
      if (request.method !== 'POST') throw new ApiError('insecure_request');
      if (!app) throw new ApiError('not_allowed_token_type');
      return { url: this.socket.ticket() };
    }
    if (!known) throw new ApiError('unknown_method', { req_method: method });
    if (app) throw new ApiError('not_allowed_token_type');
    if (known.scope && !team.scopes.has(known.scope)) {
      throw new ApiError('missing_scope', { needed: known.scope, provided: [...team.scopes].join(',') });
    }
    return known.call(this.world, team, params, { base: this.world.base });
  }

  // A planted fault, in this order: `delay_ms`; with `accept` the call takes effect all the same; then `reset` (RST),
  // `hang` (no answer ever), `cut` (so many bytes of the answer), or an answer of `error` and `fields` as the API gives
  // it, with `status` (200) and `headers`, or of `status`, `headers` and `body` as a proxy would. With none of these
  // the call goes on as ever.
  async suffer(fault, perform, request, response, entry) {
    --fault.times;
    entry.fault = fault;
    if (fault.delay_ms) await new Promise((done) => setTimeout(done, fault.delay_ms));
    const replaced = fault.error || fault.status || fault.reset || fault.hang;
    let answer = fault.accept || !replaced ? await perform() : null;
    this.world.changed();
    if (fault.hang) return;
    if (fault.reset) return request.socket.resetAndDestroy();
    if (fault.cut !== undefined) {
      const text = JSON.stringify(answer.body);
      response.writeHead(answer.status, { 'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text) });
      return response.write(Buffer.from(text).subarray(0, fault.cut), () => request.socket.destroy());
    }
    if (fault.error) {
      answer = { status: fault.status ?? 200, headers: fault.headers,
        body: { ok: false, error: fault.error, ...fault.fields } };
    } else if (fault.status) {
      entry.status = fault.status;
      return response.writeHead(fault.status, { 'Content-Type': 'text/html', ...fault.headers }).end(fault.body ?? '');
    }
    this.answer(response, answer, entry);
  }

  answer(response, { status, headers, scopes, body }, entry) {
    if (entry) Object.assign(entry, { status, answer: body });
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8',
      ...(scopes && { 'x-oauth-scopes': scopes }),
      ...headers }).end(JSON.stringify(body));
    this.world.changed();
  }

  async upload([team, id], body, request, response) {
    const file = this.world.teams.get(team)?.files.get(id);
    let bytes = body;
    if (/^multipart\//.test(request.headers['content-type'] ?? '')) {
      const headers = { 'Content-Type': request.headers['content-type'] };
      const parts = await new Response(body, { headers }).formData();
      const [part] = parts.values();
      bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    }
    if (!file || bytes.length !== file.length) return response.writeHead(400).end('invalid upload');
    file.bytes = bytes;
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`OK - ${bytes.length}`);
  }

  hook(path, body, response) {
    const good = person.answerHook(this.world, path, JSON.parse(body.toString()));
    response.writeHead(good ? 200 : 404, { 'Content-Type': 'text/plain' }).end(good ? 'ok' : 'expired_url');
  }

  // What stands in the answer to a slash command is shown to the person.
  answeredAtOnce({ type, payload }, text, contentType) {
    if (type !== 'slash_commands' || text === '') return;
    const said = contentType.includes('json') ? JSON.parse(text) : { text };
    person.answerHook(this.world, new URL(payload.response_url).pathname, said);
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
      const result = await handler(body === '' ? {} : JSON.parse(body), url.searchParams);
      if (request.method === 'POST') this.world.changed();
      reply(200, result);
    } catch (error) {
      reply(400, { error: error.message });
    }
  }
}

async function received(request) {
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > bodyLimit) return null;
    }
  } catch {
    return null; // hung up in the middle
  }
  return Buffer.concat(chunks);
}

// A warning stands in two places.
const warned = (warnings, { response_metadata: metadata } = {}) => (warnings.length === 0 ? {}
  : { warning: warnings.join(','), response_metadata: { ...metadata, warnings } });

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const at = process.argv.indexOf('--port');
  const { url, token, appToken, signingSecret, clientId, clientSecret } = await startFakeSlack({
    port: at < 0 ? 0 : Number(process.argv[at + 1]), socketMode: !process.argv.includes('--http') });
  console.log(JSON.stringify({ url, token, appToken, signingSecret, clientId, clientSecret }));
}
