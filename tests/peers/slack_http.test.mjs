// An app of Bolt with request URLs against the fake: it takes our signatures and refuses our forgeries.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import bolt from '@slack/bolt';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { signature } from '../support/fake_slack_events.mjs';
import { forgeries, genuine, posted } from '../support/slack_forgeries.mjs';
import { logger } from './quiet_logger.mjs';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
let fake;
let person;
let servers;

beforeEach(async () => {
  fake = await startFakeSlack({ socketMode: false, urls: { answerMs: 2_000, retryMs: [5, 10, 15] },
    signingSecrets: ['8f742231b10e8888abcd99yyyzzz85a5', 'a1b2c3d4e5f60718293a4b5c6d7e8f90'] });
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

// An app that hears everything, and where it listens.
async function app(signingSecret = fake.signingSecret) {
  const heard = [];
  const receiver = new bolt.HTTPReceiver({ signingSecret, logger, endpoints: '/slack/events',
    unhandledRequestTimeoutMillis: 100 });
  const made = new bolt.App({ token: fake.token, receiver, logger, clientOptions: { slackApiUrl: fake.api } });
  made.event(/.*/, async ({ body }) => { heard.push(body); });
  made.action(/.*/, async ({ ack, body }) => { heard.push(body); await ack(); });
  made.command(/.*/, async ({ ack, body }) => { heard.push(body); await ack({ text: `you said ${body.text}` }); });
  const server = await receiver.start(0);
  servers.push(server);
  const url = `http://127.0.0.1:${server.address().port}/slack/events`;
  await person.post('urls', { events: url, interactivity: url, commands: url });
  return { heard, url, made };
}
// A server of our own, that answers as it is told.
async function answering(handler) {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({ headers: request.headers, body: Buffer.concat(chunks), url: request.url });
    handler(response, requests.length, request);
  });
  servers.push(server);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}/events`;
  await person.post('urls', { events: url, interactivity: url, commands: url });
  return { requests, url };
}

test('the published example is signed as it is published', async () => {
  const { secret, timestamp, body, expected } = JSON.parse(await readFile(new URL('../data/slack/signature.json',
    import.meta.url)));
  assert.equal(signature(secret, timestamp, body), expected);
});

test('the URL is proved, and messages, presses and commands are taken', async () => {
  const { heard, made } = await app();
  assert.equal((await person.post('verify')).verified, true);
  const said = await person.delivered((await person.say('done é 👍 + & =')).delivery);
  await person.until(() => heard.length === 1);
  assert.deepEqual([said.state, said.attempts[0].status, heard[0].event.text],
    ['accepted', 200, 'done é :+1: + &amp; =']);
  const { channel } = heard[0].event;
  await made.client.chat.postMessage({ channel, text: 'Mum?',
    blocks: [{ type: 'actions', elements: [{ type: 'static_select',
    action_id: 'pick:1', options: [{ text: { type: 'plain_text', text: 'Möve & co + 1' }, value: '7 %41+' }] }] }] });
  const pressed = await person.delivered((await person.press('Möve & co + 1')).delivery);
  assert.equal(pressed.state, 'accepted');
  const press = heard.at(-1);
  assert.equal(press.actions[0].selected_option.value, '7 %41+');
  assert.equal(press.state.values[press.actions[0].block_id]['pick:1'].selected_option.value, '7 %41+');
  await person.slash('snooze mum + dad 3d');
  const messages = await person.until((ms) => ms.at(-1).ephemeral);
  assert.equal(messages.at(-1).text, 'you said snooze mum + dad 3d');
});

test('large bodies arrive whole', async () => {
  const { heard } = await app();
  await person.post('urls', { settings: { padBytes: 100_000 } });
  assert.equal((await person.delivered((await person.say('done')).delivery)).state, 'accepted');
  await person.until(() => heard[0]?.padding.length === 50_000);
});

for (const [kind, type, body] of [
  ['an event', json, JSON.stringify({ type: 'event_callback', team_id: 'T0ACME00001', event_id: 'Ev1',
    event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'done', ts: '1790000050.000200' } })],
  ['a command', form, 'command=%2Fnudge&text=done+mum&user_id=U1&channel_id=D1&team_id=T0ACME00001&trigger_id=1.2.3'],
]) {
  test(`no forgery of ${kind} is heard, and the true one is`, async () => {
    const { heard, url } = await app();
    const now = Math.floor(Date.now() / 1_000);
    const list = forgeries(body, fake.signingSecret, now, { type });
    assert.ok(list.filter((f) => f.bolt === 'refuses').length >= 45);
    for (const forgery of list) {
      const { status } = await posted(url, forgery);
      assert.equal(status, forgery.bolt === 'refuses' ? 401 : 200, forgery.name);
      if (forgery.bolt === 'accepts') await person.until(() => heard.pop());
      assert.equal(heard.length, 0, forgery.name);
    }
    assert.equal((await posted(url, genuine(body, fake.signingSecret, now, { type }))).status, 200);
    assert.equal((await posted(url, genuine(body, fake.signingSecret, now - 299, { type }))).status, 200);
    await person.until(() => heard.length === 2);
  });
}

test('with the second secret, only who knows it takes the events', async () => {
  const { heard } = await app();
  await person.post('app', { signWith: 1 });
  const refused = await person.delivered((await person.say('one')).delivery);
  assert.deepEqual([refused.state, refused.attempts[0].status, heard.length], ['lost', 401, 0]);
  const second = await app(fake.world.app.signingSecrets[1]);
  assert.equal((await person.delivered((await person.say('two')).delivery)).state, 'accepted');
  await person.until(() => second.heard[0]?.event.text === 'two');
});

test('what is not taken comes again, numbered and with its reason, under the same event_id', async () => {
  const { requests } = await answering((response, n) => response.writeHead(n < 3 ? 500 : 200).end());
  const { state, attempts } = await person.delivered((await person.say('done')).delivery);
  assert.deepEqual([state, attempts.map((a) => a.status)], ['accepted', [500, 500, 200]]);
  assert.deepEqual(requests.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
    [[undefined, undefined], ['1', 'http_error'], ['2', 'http_error']]);
  assert.equal(new Set(requests.map(({ body }) => JSON.parse(body).event_id)).size, 1);
});

test('a silent, a closed, a circling and an unwilling server each have their reason', async () => {
  const reasons = async (handler) => {
    const { requests } = await answering(handler);
    const { attempts } = await person.delivered((await person.say('done')).delivery);
    return [attempts.map((a) => a.reason)[0], attempts.length, requests.length];
  };
  const settings = (answerMs) => person.post('urls', { settings: { answerMs, retryMs: [1] } });
  await settings(100);
  assert.deepEqual((await reasons(() => {})).slice(0, 2), ['http_timeout', 2]);
  await settings(2_000);
  assert.deepEqual(await reasons((response) => response.destroy()), ['connection_failed', 2, 2]);
  assert.deepEqual(await reasons((response) => response.writeHead(302, { Location: '/again' }).end()),
    ['too_many_redirects', 2, 6]);
  assert.deepEqual(await reasons((response) => response.writeHead(503, { 'X-Slack-No-Retry': '1' }).end()),
    ['http_error', 1, 1]);
});

test('presses and commands are never sent again', async () => {
  const { requests } = await answering((response) => response.writeHead(503).end());
  assert.equal((await person.delivered((await person.slash('list')).delivery)).state, 'lost');
  assert.equal(requests.length, 1);
  assert.equal(requests[0].headers['content-type'], form);
});

test('a delivery is repeated at will: as it was, as a retry, or under a new event_id', async () => {
  const { requests } = await answering((response) => response.writeHead(200).end());
  const { delivery } = await person.say('done');
  await person.delivered(delivery);
  for (const as of ['same', 'retry', 'new_id']) {
    const before = requests.length;
    await person.redeliver(delivery, as);
    await person.until(() => requests.length > before);
  }
  const [first, same, retry, other] = requests.map(({ headers, body }) =>
    ({ ...JSON.parse(body), retry: headers['x-slack-retry-num'] }));
  assert.deepEqual(same, first);
  assert.deepEqual(retry, { ...first, retry: '1' });
  assert.notEqual(other.event_id, first.event_id);
  assert.deepEqual(other.event, first.event);
});

test('what strangers, other workspaces, bots and edits do is told as it is', async () => {
  const { heard } = await app();
  const { id } = await person.post('workspace', { name: 'Other' });
  await person.post('install', { team: id });
  await person.post('say', { team: id, text: 'foreign' });
  await person.post('say', { user: 'U0STRANGER', text: 'stranger' });
  const { ts } = await person.say('done');
  await person.edit(ts, 'done 2');
  await person.erase(ts);
  await person.say('x', { event: { bot_id: 'B0OTHER', subtype: 'bot_message' } });
  await person.openHome('messages');
  await person.post('outer', { payload: { type: 'event_callback', event: { type: 'message' }, event_id: 'Ev9' } });
  await person.until(async () => (await person.deliveries()).length === 8 &&
    (await person.deliveries()).every((d) => d.state !== 'pending'));
  const told = (await person.deliveries()).map(({ payload: { team_id, event } }) => [team_id, event.type, event.subtype,
    event.user]);
  const ann = fake.world.user(fake.world.team()).id;
  assert.equal(told[0][0], id);
  assert.deepEqual(told.slice(1).map(([, ...rest]) => rest),
    [['message', undefined, 'U0STRANGER'], ['message', undefined, ann],
    ['message', 'message_changed', undefined], ['message', 'message_deleted', undefined],
    ['message', 'bot_message', ann],
    ['app_home_opened', undefined, ann], ['message', undefined, undefined]]);
  await person.until(() => heard.length >= 6);
});
