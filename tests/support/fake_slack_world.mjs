// One app, the workspaces that have it, their people and what is written in their DMs with its bot: the state of the
// real service, in memory. What is to reach the app goes to `outlet`; how it gets there is not known here.
import { randomUUID } from 'node:crypto';
import { ApiError, compareTs } from './fake_slack_arguments.mjs';

const everything = ['chat:write', 'im:history', 'im:write', 'users:read', 'commands', 'files:write', 'reactions:write'];
const subscribed = ['message.im', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'];

export class World {
  constructor({ appId = 'A0NUDGE0001', socketMode = true, signingSecrets = ['8f742231b10e8888fake0secret0test'],
    clientId = '100.200', clientSecret = 'fake-client-secret', redirectUrls = [] } = {}) {
    this.app = { id: appId, token: `xapp-1-${appId}-300-FAKE-TOKEN-of-the-test`, clientId, clientSecret, redirectUrls,
      signingSecrets, signWith: 0, subscribed };
    this.socketMode = socketMode;
    this.distributed = false; // then the history is given out by the spoonful
    this.historyLagMs = 0; // so much later than it is taken, a message stands in the history
    this.teams = new Map();
    this.deliveries = [];
    this.hooks = new Map(); // path of a response_url -> where it leads
    this.outlet = () => {};
    this.shift = 0;
    this.revision = 0;
    this.counter = 0;
    this.listeners = new Set();
    this.addTeam({ id: 'T0ACME00001', name: 'Acme', domain: 'acme' });
    this.install(this.team());
  }

  now() {
    return Date.now() + this.shift;
  }
  seconds() {
    return Math.floor(this.now() / 1000);
  }
  changed() {
    ++this.revision;
    for (const listener of [...this.listeners]) listener();
  }
  id(prefix) {
    return `${prefix}0${(++this.counter).toString(36).toUpperCase().padStart(9, '0')}`;
  }
  shortId() {
    return (++this.counter).toString(36).padStart(5, '0');
  }

  // ---- workspaces ---------------------------------------------------------------------------------------------------

  addTeam({ id, name, domain }) {
    const team = { id: id ?? this.id('T'), name: name ?? 'Other', domain: domain ?? (name ?? 'other').toLowerCase(),
      token: null, oldTokens: new Map(), scopes: new Set(), homeTab: true, messagesTab: true,
      users: new Map(), channels: new Map(), files: new Map(), homes: new Map() };
    team.bot = { user: this.id('U'), bot: this.id('B') };
    team.users.set(team.bot.user, { id: team.bot.user, name: 'nudger', real_name: 'Nudger', bot: true,
      deleted: false });
    this.teams.set(team.id, team);
    return team;
  }
  team(id) {
    const team = id === undefined ? this.teams.values().next().value : this.teams.get(id);
    if (!team) throw new Error(`no workspace ${id}`);
    return team;
  }

  // Scopes are added, never taken away; while it is installed the token stays the same.
  install(team, scopes = everything) {
    for (const scope of scopes) team.scopes.add(scope);
    team.token ??= `xoxb-${++this.counter}-FAKE-TOKEN-of-${team.domain}`;
    return team.token;
  }
  uninstall(team, refusal = 'account_inactive') {
    if (team.token) team.oldTokens.set(team.token, refusal);
    team.token = null;
    team.scopes.clear();
  }

  // Whose token it is: { app: true } or { team }.
  caller(token) {
    if (token === undefined) throw new ApiError('not_authed');
    if (token === this.app.token) return { app: true };
    for (const team of this.teams.values()) {
      if (token === team.token) return { team };
      if (team.oldTokens.has(token)) throw new ApiError(team.oldTokens.get(token));
    }
    throw new ApiError('invalid_auth');
  }

  // ---- people -------------------------------------------------------------------------------------------------------

  user(team, id) {
    const wanted = id ?? [...team.users.values()].find((u) => !u.bot)?.id ?? `U0ANN${team.id.slice(-6)}`;
    if (!team.users.has(wanted)) {
      team.users.set(wanted, { id: wanted, name: 'ann', real_name: 'Ann Ode', tz: 'Europe/Berlin', bot: false,
        deleted: false });
    }
    return team.users.get(wanted);
  }

  // ---- messages -----------------------------------------------------------------------------------------------------

  // The DM of a person with the bot, made when there is none and `make` says so.
  dm(team, user, make = true) {
    for (const channel of team.channels.values()) if (channel.user === user.id) return channel;
    if (!make) return undefined;
    const channel = { id: this.id('D'), user: user.id, created: this.seconds(), messages: [], lastTs: '0.000000' };
    team.channels.set(channel.id, channel);
    return channel;
  }

  // Unique in its channel, and ever growing; with zeros at its end, which a number would lose.
  ts(channel) {
    const ms = this.now();
    let ts = `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}000`;
    if (compareTs(ts, channel.lastTs) <= 0) {
      const [seconds, micros] = channel.lastTs.split('.').map(Number);
      const next = micros + 100;
      ts = next < 1_000_000 ? `${seconds}.${String(next).padStart(6, '0')}` : `${seconds + 1}.000000`;
    }
    channel.lastTs = ts;
    return ts;
  }

  // `by` is 'bot' or 'person'; an ephemeral message is seen once and in no history.
  add(team, channel, by, content, { metadata, ephemeral = false } = {}) {
    const ts = this.ts(channel);
    const from = by === 'person' ? { user: channel.user, client_msg_id: randomUUID() } : this.botFields(team);
    const message = { type: 'message', ...from, ts, team: team.id, ...content };
    const entry = { message, metadata, ephemeral, by, at: this.now(), versions: 1 };
    channel.messages.push(entry);
    this.changed();
    return entry;
  }
  botFields(team) {
    const { user, bot } = team.bot;
    return { user, bot_id: bot, app_id: this.app.id, bot_profile: { id: bot, deleted: false, name: 'nudger',
      updated: 1_790_000_000, app_id: this.app.id, icons: {}, team_id: team.id } };
  }
  find(channel, ts) {
    return channel.messages.find((entry) => entry.message.ts === ts && !entry.ephemeral);
  }

  // ---- what reaches the app -----------------------------------------------------------------------------------------

  // An event of a message in a DM; the app hears its own too.
  emitMessage(team, channel, event) {
    return this.emit(team, { type: 'message', channel: channel.id, channel_type: 'im', ...event, event_ts: event.ts },
      { name: 'message.im', scope: 'im:history' });
  }

  // Null when the app has not subscribed to it, or lacks the scope.
  emit(team, event, { name = event.type, scope } = {}) {
    if (!this.app.subscribed.includes(name) || (scope && !team.scopes.has(scope))) return null;
    return this.deliver('events_api', this.wrapped(team, event));
  }
  wrapped(team, event) {
    return { token: 'deprecated', team_id: team.id, context_team_id: team.id, context_enterprise_id: null,
      api_app_id: this.app.id, event, type: 'event_callback', event_id: this.id('Ev'), event_time: this.seconds(),
      authorizations: [{ enterprise_id: null, team_id: team.id, user_id: team.bot.user, is_bot: true,
        is_enterprise_install: false }],
      is_ext_shared_channel: false, event_context: `4-${this.shortId()}` };
  }

  // `type`: events_api, slash_commands or interactive, as Socket Mode calls them. A delivery is 'pending', then
  // 'accepted' or 'lost'; each of its attempts is written down.
  deliver(type, payload) {
    const delivery = { n: this.deliveries.length + 1, type, payload: structuredClone(payload), state: 'pending',
      attempts: [] };
    this.deliveries.push(delivery);
    this.outlet(delivery);
    this.changed();
    return delivery;
  }

  triggerId() {
    return `${++this.counter}.${this.seconds()}.${randomUUID().replaceAll('-', '')}`;
  }
}
