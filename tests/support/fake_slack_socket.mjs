// Socket Mode: WebSockets that are opened with a ticket, envelopes on them and their acknowledgements, and everything
// that goes wrong with a long-lived connection.
import { randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

// The package is installed with the clients that prove the fakes, not beside this file.
const { WebSocketServer } = createRequire(new URL('../peers/package.json', import.meta.url))('ws');

const mostConnections = 10;
const sampleSeconds = 3_600; // how long a connection lasts, as it is said in hello
const debugSeconds = 360;

export class SocketMode {
  // `settings`: `ackMs` an envelope waits for its acknowledgement; `retryMs` the pauses before it is sent again, and
  // how often; `pingMs` between pings; `fragmentBytes` the longest frame; `padBytes` makes every payload so much
  // longer; `helloMs` before hello, null for never; `linger` keeps TCP open after the closing handshake.
  constructor(world, { answered, ackMs = 3_000, retryMs = [0, 60_000, 300_000], pingMs = 10_000 }) {
    this.world = world;
    this.answered = answered;
    this.settings = { ackMs, retryMs, pingMs, fragmentBytes: 0, padBytes: 0, helloMs: 0, linger: false };
    this.tickets = new Set();
    this.connections = []; // all there ever were
    this.strays = []; // what was said that acknowledges nothing
    this.envelopes = new WeakMap(); // of a delivery, the newest
    this.next = 0;
    this.server = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false,
      clientTracking: false });
    this.ended = false;
  }

  // The address of a connection, good for one.
  ticket() {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `${this.world.base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${this.world.app.id}`;
  }

  upgrade(request, socket, head) {
    const url = new URL(request.url, 'http://fake');
    socket.on('error', () => {});
    if (url.pathname !== '/link/' || !this.tickets.delete(url.searchParams.get('ticket'))) {
      return socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
    if (this.settings.linger) socket.end = () => socket;
    this.server.handleUpgrade(request, socket, head, (ws) => this.opened(ws, socket, url.searchParams));
  }

  opened(ws, socket, query) {
    const seconds = query.has('debug_reconnects') ? debugSeconds : sampleSeconds;
    const connection = { n: this.connections.length + 1, ws, socket, at: Date.now(), seconds, ready: false, open: true,
      frozen: false, pending: new Map(), acks: [], pings: 0, pongs: 0 };
    this.connections.push(connection);
    ws.on('error', () => {});
    ws.on('ping', (data) => { ++connection.pings; ws.pong(data); });
    ws.on('pong', () => { ++connection.pongs; this.world.changed(); });
    ws.on('message', (data) => this.heard(connection, data.toString()));
    ws.on('close', (code) => this.closed(connection, code));
    this.world.changed();
    let refusal;
    if (!this.world.socketMode) refusal = 'link_disabled';
    else if (this.open().length > mostConnections) refusal = 'too_many_websockets';
    if (refusal) return this.disconnect({ reason: refusal, connection: connection.n, close_ms: 0 });
    connection.pinger = setInterval(() => connection.frozen || ws.ping('Ping from applink'), this.settings.pingMs);
    if (this.settings.helloMs !== null) {
      connection.hello = setTimeout(() => this.greet(connection), this.settings.helloMs);
    }
  }

  greet(connection) {
    if (!connection.open || connection.frozen) return;
    const started = new Date(connection.at).toISOString();
    this.send(connection, { type: 'hello', num_connections: this.open().length,
      connection_info: { app_id: this.world.app.id }, debug_info: { host: 'applink-1', started, build_number: 54,
        approximate_connection_time: connection.seconds } });
    connection.ready = true;
    this.world.changed();
  }

  open() {
    return this.connections.filter((c) => c.open);
  }
  closed(connection, code) {
    clearInterval(connection.pinger);
    clearTimeout(connection.hello);
    Object.assign(connection, { open: false, ready: false, code, closedAt: Date.now() });
    for (const { resolve } of connection.pending.values()) resolve(null);
    connection.pending.clear();
    this.world.changed();
  }

  // In frames of at most `fragmentBytes`, cut through characters too, with a ping among them.
  send(connection, message) {
    const bytes = Buffer.from(JSON.stringify(message));
    const size = this.settings.fragmentBytes || bytes.length;
    for (let at = 0; at < bytes.length; at += size) {
      const last = at + size >= bytes.length;
      connection.ws.send(bytes.subarray(at, at + size), { binary: false, fin: last });
      if (at === 0 && !last) connection.ws.ping('between');
    }
  }

  // ---- envelopes ----------------------------------------------------------------------------------------------------

  // Events are sent again until they are acknowledged, presses and slash commands never.
  async deliver(delivery) {
    const retries = delivery.type === 'events_api' ? this.settings.retryMs.length : 0;
    for (let n = 0; n <= retries && !this.ended; ++n) {
      if (n > 0) await new Promise((done) => setTimeout(done, this.settings.retryMs[n - 1]).unref());
      if (await this.attempt(delivery, { retry: n })) break;
    }
    delivery.state = delivery.attempts.some((a) => a.accepted) ? 'accepted' : 'lost';
    this.world.changed();
  }

  // On any one of the connections that were greeted, in turn: the service does not know which of them still live.
  async attempt(delivery, { retry, envelope }) {
    const ready = this.connections.filter((c) => c.ready && c.ws.readyState === c.ws.OPEN);
    const attempt = { at: this.world.now(), over: 'socket', retry, accepted: false };
    delivery.attempts.push(attempt);
    if (ready.length === 0) {
      attempt.reason = 'no connection';
      return false;
    }
    const connection = ready[this.next++ % ready.length];
    const said = envelope ?? this.envelope(delivery, retry);
    this.envelopes.set(delivery, said);
    Object.assign(attempt, { connection: connection.n, envelope_id: said.envelope_id });
    const began = performance.now();
    let timer;
    const ack = await new Promise((resolve) => {
      connection.pending.set(said.envelope_id, { resolve });
      if (!connection.frozen) this.send(connection, said);
      timer = setTimeout(() => resolve(null), this.settings.ackMs).unref();
    });
    clearTimeout(timer);
    connection.pending.delete(said.envelope_id);
    attempt.ms = Math.round(performance.now() - began);
    if (ack === null) attempt.reason = 'timeout';
    else this.acknowledged(delivery, attempt, said, ack);
    this.world.changed();
    return attempt.accepted;
  }

  envelope({ type, payload }, retry) {
    const { padBytes } = this.settings;
    return { envelope_id: randomUUID(), type, accepts_response_payload: type !== 'events_api',
      payload: padBytes ? { ...payload, padding: 'é'.repeat(padBytes / 2) } : payload,
      ...(type === 'events_api' && { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' }) };
  }

  acknowledged(delivery, attempt, envelope, ack) {
    attempt.accepted = true;
    const payload = ack.payload ?? {};
    if (Object.keys(payload).length === 0) return;
    attempt.payload = payload;
    if (envelope.accepts_response_payload) this.answered(delivery, JSON.stringify(payload), 'application/json');
    else this.strays.push({ why: 'a payload where none is taken', said: ack });
  }

  heard(connection, text) {
    let ack;
    try {
      ack = JSON.parse(text);
    } catch {
      return void this.strays.push({ why: 'not JSON', connection: connection.n, said: text });
    }
    const id = ack?.envelope_id;
    const pending = connection.pending.get(id);
    if (pending) {
      connection.acks.push({ envelope_id: id, at: Date.now() });
      return pending.resolve(ack);
    }
    const elsewhere = this.connections.some((c) => c.pending.has(id));
    this.strays.push({ why: elsewhere ? 'on another socket' : 'unknown or late', connection: connection.n, said: ack });
    this.world.changed();
  }

  // ---- what goes wrong ----------------------------------------------------------------------------------------------

  chosen(n) {
    return this.open().filter((c) => n === undefined || c.n === n);
  }

  // Announced: the message, then the end after `close_ms` (10 s after a warning, as the real one, at once otherwise).
  disconnect({ reason, connection, close_ms = reason === 'warning' ? 10_000 : 0 }) {
    const connections = this.chosen(connection);
    for (const c of connections) {
      if (!c.frozen) this.send(c, { type: 'disconnect', reason, debug_info: { host: 'applink-1' } });
      setTimeout(() => c.ws.close(1000), close_ms).unref();
    }
    return { connections: connections.map((c) => c.n) };
  }

  // Unannounced: `how` is close (a close frame), reset (RST), half_open (nothing is read, answered or sent any more),
  // or one of the frames that no server should send: masked garbage, text (not JSON) or binary.
  drop({ connection, how = 'close' }) {
    const connections = this.chosen(connection);
    for (const c of connections) {
      if (how === 'close') c.ws.close(1001);
      else if (how === 'reset') c.socket.resetAndDestroy();
      else if (how === 'garbage') c.socket.write(Buffer.concat([Buffer.from([0xff, 0xff]), randomBytes(64)]));
      else if (how === 'text') c.ws.send('{"type":');
      else if (how === 'binary') c.ws.send(randomBytes(64));
      else if (how === 'half_open') {
        c.frozen = true;
        c.ws.pause();
      } else throw new Error(`no way to drop called "${how}"`);
    }
    return { connections: connections.map((c) => c.n) };
  }

  state() {
    const seen = ({ n, ready, open, frozen, code, acks, pings, pongs }) =>
      ({ n, ready, open, frozen, code, acks: acks.length, pings, pongs });
    return { strays: this.strays, connections: this.connections.map(seen) };
  }

  close() {
    this.ended = true;
    for (const { socket } of this.connections) socket.destroy();
  }
}
