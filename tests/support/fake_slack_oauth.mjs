// How a workspace gets the app and loses it: the consent page, the exchange of its code, and what the app hears after.
import { randomUUID } from 'node:crypto';
import { ApiError, text } from './fake_slack_arguments.mjs';

const codeLife = 10 * 60_000;

export class OAuth {
  constructor(world) {
    this.world = world;
    this.codes = new Map();
    // Who stands at the page next, and what they do; `organisation` is { id, name } when they choose all of it at once.
    this.consent = { approve: true, team: undefined, user: undefined, organisation: null };
  }

  // GET /oauth/v2/authorize: the person approves or refuses at once. What the page itself refuses is a page.
  authorize(query, response) {
    const { app } = this.world;
    const page = (error) => response.writeHead(400, { 'Content-Type': 'text/html' }).end(`<p>${error}</p>`);
    if (query.get('client_id') !== app.clientId) return page('invalid_client_id');
    const scopes = (query.get('scope') ?? '').split(/[, ]/).filter((s) => s !== '');
    if (scopes.length === 0) return page('no_scopes');
    const sent = query.get('redirect_uri');
    const target = sent ?? app.redirectUrls[0];
    if (!target || !this.allowed(target)) return page('bad_redirect_uri');
    const back = new URL(target);
    if (query.get('state') !== null) back.searchParams.set('state', query.get('state'));
    if (this.consent.approve) {
      const code = `${this.world.counter}.${randomUUID().replaceAll('-', '')}`;
      this.codes.set(code, { scopes, sent, until: this.world.now() + codeLife, ...this.consent,
        team: this.consent.team ?? query.get('team') ?? undefined });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    response.writeHead(302, { Location: back.href }).end();
  }

  // Equal to a URL of the settings, or below it. Plain HTTP on loopback only, as elsewhere in the tests.
  allowed(target) {
    const { protocol, hostname } = new URL(target);
    if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname)) return false;
    const { redirectUrls } = this.world.app;
    const isIn = (url) => target === url || target.startsWith(`${url.replace(/\/$/, '')}/`);
    return redirectUrls.length === 0 || redirectUrls.some(isIn);
  }

  // oauth.v2.access. A code is good once, even when the exchange is refused after it was recognised.
  access(p, authorization) {
    const { app } = this.world;
    const [id, secret] = credentials(p, authorization);
    if (id !== app.clientId) throw new ApiError('invalid_client_id');
    if (secret !== app.clientSecret) throw new ApiError('bad_client_secret');
    const grant = text(p, 'grant_type') ?? 'authorization_code';
    if (grant === 'refresh_token') throw new ApiError('invalid_refresh_token');
    if (grant !== 'authorization_code') throw new ApiError('invalid_grant_type');
    const code = this.codes.get(text(p, 'code'));
    this.codes.delete(text(p, 'code'));
    if (!code || code.until < this.world.now()) throw new ApiError('invalid_code');
    if ((text(p, 'redirect_uri') ?? null) !== code.sent) throw new ApiError('bad_redirect_uri');
    const team = this.world.team(code.team);
    const { organisation } = code;
    const of = { team: organisation ? null : { id: team.id, name: team.name }, enterprise: organisation,
      is_enterprise_install: organisation !== null };
    const token = this.world.install(team, code.scopes);
    return { access_token: token, token_type: 'bot', scope: [...team.scopes].join(','), bot_user_id: team.bot.user,
      app_id: app.id, ...of, authed_user: { id: this.world.user(team, code.user).id } };
  }

  // The workspace takes the app out. The app hears of it twice, in either order; then its token is dead.
  uninstall({ team, tokensFirst = false, error = 'account_inactive' }) {
    const where = this.world.team(team);
    const events = [{ type: 'app_uninstalled' },
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [where.bot.user] } }];
    this.world.uninstall(where, error);
    for (const event of tokensFirst ? events.reverse() : events) this.world.emit(where, event);
  }

  revoke({ team, error = 'token_revoked' }) {
    const where = this.world.team(team);
    this.world.uninstall(where, error);
    this.world.emit(where, { type: 'tokens_revoked', tokens: { oauth: [], bot: [where.bot.user] } });
  }
}

function credentials(p, authorization = '') {
  const basic = /^Basic (\S+)$/i.exec(authorization);
  if (!basic) return [text(p, 'client_id'), text(p, 'client_secret')];
  const [id, ...secret] = Buffer.from(basic[1], 'base64').toString().split(':');
  return [id, secret.join(':')];
}
