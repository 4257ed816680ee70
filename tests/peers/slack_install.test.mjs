// How a workspace gets the app and loses it, walked by the installer of Bolt and by hand.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { logger } from './quiet_logger.mjs';

const back = 'https://nudge.example.org/slack/oauth/callback';
let fake;
let person;
let servers;

beforeEach(async () => {
  fake = await startFakeSlack({ socketMode: false, redirectUrls: [back] });
  person = new FakeSlackClient(fake.url);
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await fake.close();
});

const scope = 'chat:write,im:history';
const query = (more) =>
  new URLSearchParams({ client_id: fake.clientId, scope, redirect_uri: back, state: 'S1', ...more });
const visit = (more) => fetch(`${fake.url}/oauth/v2/authorize?${query(more)}`, { redirect: 'manual' });
const returned = async (more) => Object.fromEntries(new URL((await visit(more)).headers.get('location')).searchParams);
const encoded = (text) => Buffer.from(text).toString('base64');
const basic = () => ({ Authorization: `Basic ${encoded(`${fake.clientId}:${fake.clientSecret}`)}` });
const exchange = async (fields, headers = basic()) =>
  (await fetch(`${fake.api}/oauth.v2.access`, { method: 'POST', headers,
  body: new URLSearchParams({ redirect_uri: back, ...fields }) })).json();
const other = async () => (await person.post('workspace', { name: 'Other' })).id;

test("Bolt's installer goes the whole way and has a token that works", async () => {
  const team = await other();
  await person.post('app', { redirectUrls: [] });
  await person.post('consent', { team, user: 'U0INSTALLER' });
  const kept = [];
  const receiver = new bolt.HTTPReceiver({ signingSecret: fake.signingSecret, logger, clientId: fake.clientId,
    clientSecret: fake.clientSecret, scopes: scope.split(','), stateSecret: 'a secret of the state',
    redirectUri: 'http://127.0.0.1/x',
    installationStore: { storeInstallation: async (installation) => { kept.push(installation); } },
    installerOptions: { authorizationUrl: `${fake.url}/oauth/v2/authorize`, clientOptions: { slackApiUrl: fake.api },
      redirectUriPath: '/x', directInstall: true } });
  const app = new bolt.App({ receiver, logger, clientOptions: { slackApiUrl: fake.api } });
  const server = await receiver.start(0);
  servers.push(server);
  assert.ok(app);
  const start = await fetch(`http://127.0.0.1:${server.address().port}/slack/install`, { redirect: 'manual' });
  const cookie = start.headers.get('set-cookie').split(';')[0];
  const consented = await fetch(start.headers.get('location'), { redirect: 'manual' });
  const { search } = new URL(consented.headers.get('location'));
  const done = await fetch(`http://127.0.0.1:${server.address().port}/x${search}`, { headers: { cookie } });
  assert.equal(done.status, 200, await done.text());
  assert.deepEqual([kept[0].team.id, kept[0].user.id, kept[0].bot.scopes], [team, 'U0INSTALLER', scope.split(',')]);
  assert.equal((await new WebClient(kept[0].bot.token, { slackApiUrl: fake.api, logger }).auth.test()).team_id, team);
});

test('for a whole organisation there is no workspace', async () => {
  await person.post('consent', { organisation: { id: 'E0ACME00001', name: 'Acme everywhere' } });
  const answer = await exchange({ code: (await returned({})).code });
  assert.deepEqual([answer.ok, answer.team, answer.enterprise.id, answer.is_enterprise_install],
    [true, null, 'E0ACME00001', true]);
});

test('a code is good once, for ten minutes, with the same address', async () => {
  const team = await other();
  const { code, state } = await returned({ team });
  assert.equal(state, 'S1');
  const answer = await exchange({ code });
  assert.deepEqual([answer.ok, answer.team.id, answer.token_type, answer.scope, answer.enterprise],
    [true, team, 'bot', scope, null]);
  assert.equal((await exchange({ code })).error, 'invalid_code');
  const late = (await returned({ team })).code;
  await person.advance(601);
  assert.equal((await exchange({ code: late })).error, 'invalid_code');
  const elsewhere = (await returned({ team })).code;
  assert.equal((await exchange({ code: elsewhere, redirect_uri: `${back}/more` })).error, 'bad_redirect_uri');
  assert.equal((await exchange({ code: elsewhere })).error, 'invalid_code');
});

test('credentials go in the header or in the form, and wrong ones are told apart', async () => {
  const { code } = await returned();
  assert.equal((await exchange({ code, client_id: 'x', client_secret: 'y' }, {})).error, 'invalid_client_id');
  assert.equal((await exchange({ code, client_id: fake.clientId, client_secret: 'y' }, {})).error, 'bad_client_secret');
  assert.equal((await exchange({ code, grant_type: 'x' })).error, 'invalid_grant_type');
  assert.equal((await exchange({ code, client_id: fake.clientId, client_secret: fake.clientSecret }, {})).ok, true);
});

test('installed again, the token stays and scopes only grow', async () => {
  const team = await other();
  const first = await exchange({ code: (await returned({ team })).code });
  const second = await exchange({ code: (await returned({ team, scope: 'users:read' })).code });
  assert.equal(second.access_token, first.access_token);
  assert.equal(second.scope, `${scope},users:read`);
});

test('who says no comes back with that, and a wrong question is a page', async () => {
  await person.post('consent', { approve: false });
  assert.deepEqual(await returned(), { state: 'S1', error: 'access_denied' });
  for (const [more, error] of [[{ client_id: 'x' }, 'invalid_client_id'], [{ scope: '' }, 'no_scopes'],
    [{ redirect_uri: 'https://evil.example.org/' }, 'bad_redirect_uri'],
    [{ redirect_uri: `${back}.evil.org` }, 'bad_redirect_uri']]) {
    const response = await visit(more);
    assert.deepEqual([response.status, (await response.text()).includes(error)], [400, true], error);
  }
});

test('a workspace that takes the app out says so twice, in either order, and its token is dead', async () => {
  for (const tokensFirst of [false, true]) {
    const team = await other();
    const { access_token: token } = await exchange({ code: (await returned({ team })).code });
    const before = (await person.deliveries()).length;
    await person.post('uninstall', { team, tokensFirst });
    const told = (await person.deliveries()).slice(before).map(({ payload }) => [payload.team_id, payload.event.type]);
    const expected = [[team, 'app_uninstalled'], [team, 'tokens_revoked']];
    assert.deepEqual(told, tokensFirst ? expected.reverse() : expected);
    const error = await new WebClient(token, { slackApiUrl: fake.api, logger }).auth.test().catch((e) => e);
    assert.equal(error.data.error, 'account_inactive');
    const again = await exchange({ code: (await returned({ team })).code });
    assert.notEqual(again.access_token, token);
  }
});

test('a revoked token names the bot, not itself', async () => {
  await person.post('revoke');
  const [{ payload: { event } }] = await person.deliveries();
  assert.deepEqual(event, { type: 'tokens_revoked', tokens: { oauth: [], bot: [fake.world.team().bot.user] } });
});
