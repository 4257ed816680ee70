// What a person does in the fake Slack beyond words and buttons, and how an app answers it without its token.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { WebClient } from '@slack/web-api';
import WebSocket from 'ws';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';

const run = promisify(execFile);
let fake;
let person;
let web;

beforeEach(async () => {
  fake = await startFakeSlack({ socket: { retryMs: [] } });
  person = new FakeSlackClient(fake.url);
  web = new WebClient(fake.token, { slackApiUrl: fake.api });
});
afterEach(() => fake.close());

const row = (label, value) => ({ type: 'actions', elements: [
  { type: 'button', text: { type: 'plain_text', text: label }, action_id: 'done:1', value }] });
const told = async (delivery) => (await person.deliveries())[delivery - 1].payload;
const post = async (url, body) => (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;

test('a response_url answers five times within half an hour', async () => {
  const { channel } = await person.say('hello');
  const { ts } = await web.chat.postMessage({ channel, text: 'Mum?', blocks: [row('Done', '1')] });
  const press = await told((await person.press('Done')).delivery);
  assert.equal(await post(press.response_url, { text: 'Noted.' }), 200);
  assert.equal(await post(press.response_url, { text: 'Said aloud.', response_type: 'in_channel' }), 200);
  assert.equal(await post(press.response_url, { text: 'Mum: done', replace_original: true }), 200);
  const messages = await person.messages();
  assert.deepEqual(messages.slice(1).map((m) => [m.text, m.ephemeral, m.buttons.length]),
    [['Mum: done', false, 0], ['Noted.', true, 0], ['Said aloud.', false, 0]]);
  assert.equal(await post(press.response_url, { delete_original: true }), 200);
  assert.equal((await person.messages()).some((m) => m.ts === ts), false);
  assert.equal((await web.conversations.history({ channel })).messages.length, 2);
  assert.equal(await post(press.response_url, { text: 'the fifth' }), 200);
  assert.equal(await post(press.response_url, { text: 'the sixth' }), 404);
  const slash = await told((await person.slash('list')).delivery);
  await person.advance(31 * 60);
  assert.equal(await post(slash.response_url, { text: 'too late' }), 404);
});

test('a button on the Home tab carries the view, and no message', async () => {
  const { id: user_id } = await person.user({});
  const { view } = await web.views.publish({ user_id, view: { type: 'home', blocks: [row('Done', '1')] } });
  assert.equal((await told((await person.openHome()).delivery)).event.view.id, view.id);
  const press = await told((await person.press('Done', { home: true })).delivery);
  assert.deepEqual([press.container, press.view.id, press.message, press.response_url, press.channel],
    [{ type: 'view', view_id: view.id }, view.id, undefined, undefined, undefined]);
});

test('a button that is gone can still be pressed by who sees the old screen', async () => {
  const { channel } = await person.say('hello');
  const { ts, message } = await web.chat.postMessage({ channel, text: 'Mum?', blocks: [row('Done 👍', '1')] });
  await web.chat.update({ channel, ts, text: 'Mum: done' });
  await assert.rejects(person.press('Done 👍'), /no button/);
  const press = await told((await person.press('Done 👍', { ts, stale: message.blocks })).delivery);
  assert.deepEqual([press.actions[0].value, press.message.text, press.message.blocks], ['1', 'Mum: done', undefined]);
});

test('the newest of two buttons is pressed, or the one that is meant', async () => {
  const { channel } = await person.say('hello');
  const { ts } = await web.chat.postMessage({ channel, text: 'Mum?', blocks: [row('Done', 'old')] });
  await web.chat.postMessage({ channel, text: 'Sam?', blocks: [row('Done', 'new')] });
  const value = async (press) => (await told((await press).delivery)).actions[0].value;
  assert.equal(await value(person.press('Done')), 'new');
  assert.equal(await value(person.press('Done', { ts })), 'old');
  assert.equal(await value(person.pressAction('done:1', { value: 'old' })), 'old');
});

test('people of one workspace and of two do not see each other', async () => {
  const { id: team } = await person.post('workspace', { name: 'Other' });
  await person.post('install', { team });
  const [ben, eve] = [new FakeSlackClient(fake.url, { user: 'U0BEN' }),
    new FakeSlackClient(fake.url, { team, user: 'U0EVE' })];
  const said = [await person.say('ann'), await ben.say('ben'), await eve.say('eve')];
  assert.equal(new Set(said.map((s) => s.channel)).size, 3);
  assert.deepEqual([(await ben.messages()).map((m) => m.text), (await eve.messages()).map((m) => m.text)],
    [['ben'], ['eve']]);
  await eve.post('settings', { historyLagMs: 0 });
  await assert.rejects(eve.post('settings', { histroyLagMs: 0 }), /nothing called "histroyLagMs" can be set/);
  const error = await web.chat.postMessage({ channel: said[2].channel, text: 'x' }).catch((e) => e);
  assert.equal(error.data.error, 'channel_not_found');
});

test('an event that the app did not ask for, or may not see, is not told', async () => {
  await person.post('app', { subscribed: ['message.im'] });
  assert.equal((await person.openHome()).delivery, undefined);
  fake.world.team().scopes.delete('im:history');
  assert.equal((await person.say('hello')).delivery, undefined);
});

test('with a certificate, all of it is TLS', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slack-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
  await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days',
    '1',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-keyout', key, '-out', cert]);
  const tls = { key: await readFile(key), cert: await readFile(cert) };
  await rm(folder, { recursive: true });
  const secure = await startFakeSlack({ tls });
  const open = await new Promise((done, failed) => https.request(`${secure.api}/apps.connections.open`,
    { method: 'POST', ca: tls.cert,
    agent: false, headers: { Authorization: `Bearer ${secure.appToken}` } }, async (response) => {
    let text = '';
    for await (const chunk of response) text += chunk;
    done(JSON.parse(text));
  }).on('error', failed).end());
  assert.match(open.url, /^wss:\/\/127\.0\.0\.1:/);
  const socket = new WebSocket(open.url, { ca: tls.cert });
  const hello = await new Promise((done, failed) => socket.on('message', done).on('error', failed));
  assert.equal(JSON.parse(hello).type, 'hello');
  socket.terminate();
  await secure.close();
});
