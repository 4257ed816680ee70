// The official clients of Socket Mode against the fake: what arrives, what is acknowledged, and every way of losing a
// connection and getting another.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import bolt from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import WebSocket from 'ws';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { logger } from './quiet_logger.mjs';

let fake;
let person;
let clients;
let closing;

beforeEach(async () => {
  fake = await startFakeSlack({ socket: { ackMs: 2_000, retryMs: [10, 10, 10], pingMs: 20 } });
  person = new FakeSlackClient(fake.url);
  clients = [];
  closing = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.disconnect().catch(() => {})));
  await Promise.all(closing.map((close) => close()));
  await fake.close();
});

// `patience`: how long the client waits for a pong, and before it connects again.
async function connected(patience = 2_000) {
  const client = new SocketModeClient({ appToken: fake.appToken, logger, clientPingTimeout: patience,
    serverPingTimeout: 2_000,
    clientOptions: { slackApiUrl: fake.api, logger } });
  clients.push(client);
  await client.start();
  return client;
}
// A connection without a client that reconnects or answers by itself.
async function bare(more = '') {
  const response = await fetch(`${fake.api}/apps.connections.open`,
    { method: 'POST', headers: { Authorization: `Bearer ${fake.appToken}` } });
  const { url } = await response.json();
  const socket = new WebSocket(url + more);
  closing.push(() => socket.terminate());
  const heard = [];
  socket.on('message', (data) => heard.push(JSON.parse(data)));
  await new Promise((open, failed) => socket.on('open', open).on('error', failed));
  return { socket, heard, url, ack: (envelope) => socket.send(JSON.stringify({ envelope_id: envelope.envelope_id })) };
}
const openNow = async () => (await person.sockets()).connections.filter((c) => c.ready).map((c) => c.n);
const greeted = (n) => person.until(async () => (await openNow()).length === n);

test('a message is heard once, as it was written, and acknowledged', async () => {
  const client = await connected();
  const heard = [];
  client.on('message', async ({ ack, event, body }) => {
    await ack();
    heard.push([event.text, event.channel_type, body.event_id, event.client_msg_id]);
  });
  const { delivery, client_msg_id } = await person.say('done <Mum> & 👍🏽 ');
  const { state, attempts, payload } = await person.delivered(delivery);
  await person.until(() => heard.length > 0);
  assert.deepEqual(heard, [['done &lt;Mum&gt; &amp; :+1::skin-tone-4: ', 'im', payload.event_id, client_msg_id]]);
  assert.deepEqual([state, attempts.length, attempts[0].accepted, attempts[0].retry], ['accepted', 1, true, 0]);
  assert.ok(attempts[0].ms < 2_000);
  assert.deepEqual((await person.sockets()).strays, []);
});

test('what the bot writes comes back to it, as from a bot', async () => {
  const client = await connected();
  const heard = [];
  client.on('message', async ({ ack, event }) => {
    await ack();
    heard.push([event.bot_id, event.subtype]);
  });
  const { channel } = await person.say('hello');
  const headers = { Authorization: `Bearer ${fake.token}` };
  const post = (method, fields) => fetch(`${fake.api}/${method}`,
    { method: 'POST', headers, body: new URLSearchParams(fields) }).then((r) => r.json());
  const { ts } = await post('chat.postMessage', { channel, text: 'Mum' });
  await post('chat.update', { channel, ts, text: 'Mum: done' });
  await post('chat.delete', { channel, ts });
  await person.until(() => heard.length === 4);
  const bot = fake.world.team().bot.bot;
  assert.deepEqual(heard, [[undefined, undefined], [bot, undefined], [undefined, 'message_changed'],
    [undefined, 'message_deleted']]);
});

test('what is not acknowledged comes again, under the same event_id, and then no more', async () => {
  const client = await connected();
  const heard = [];
  client.on('message', ({ body, retry_num, retry_reason, envelope_id }) =>
    heard.push([body.event_id, retry_num, retry_reason, envelope_id]));
  await person.post('socket', { ackMs: 100 });
  const { delivery } = await person.say('done');
  const { state, attempts } = await person.delivered(delivery);
  assert.equal(state, 'lost');
  assert.deepEqual(heard.map(([, n, reason]) => [n, reason]),
    [[0, ''], [1, 'timeout'], [2, 'timeout'], [3, 'timeout']]);
  assert.equal(new Set(heard.map(([id]) => id)).size, 1);
  assert.equal(new Set(heard.map(([, , , envelope]) => envelope)).size, 4);
  assert.ok(attempts.every((a) => a.reason === 'timeout' && a.ms >= 99));
});

test('a delivery is repeated at will: the same envelope, as a retry, or under a new event_id', async () => {
  const client = await connected();
  const heard = [];
  client.on('message', async ({ ack, body, event, retry_num, envelope_id }) => {
    await ack();
    heard.push({ id: body.event_id, ts: event.ts, retry_num, envelope_id });
  });
  const { delivery } = await person.say('done');
  await person.delivered(delivery);
  for (const as of ['same', 'retry', 'new_id']) await person.redeliver(delivery, as);
  await person.until(() => heard.length === 4);
  const [first, same, retry, other] = heard;
  assert.deepEqual(same, first);
  assert.deepEqual([retry.id, retry.ts, retry.retry_num], [first.id, first.ts, 1]);
  assert.notEqual(other.id, first.id);
  assert.equal(other.ts, first.ts);
});

test('a press and a slash command are heard with all that they carry, and answered', async () => {
  const client = await connected();
  const heard = [];
  client.on('interactive', async ({ ack, body, accepts_response_payload: takes }) => {
    await ack();
    heard.push([takes, body]);
  });
  client.on('slash_commands', async ({ ack, body }) => {
    await ack({ text: `you said ${body.text}` });
    heard.push(body);
  });
  const { channel } = await person.say('hello');
  const blocks = [{ type: 'actions', block_id: 'row:1', elements: [
    { type: 'button', text: { type: 'plain_text', text: '✓ Mum' }, action_id: 'done:1', value: '1:4' },
    { type: 'overflow', action_id: 'more:1',
    options: [{ text: { type: 'plain_text', text: 'Not now' }, value: 'skip:1' }] }] }];
  const response = await fetch(`${fake.api}/chat.postMessage`,
    { method: 'POST', headers: { Authorization: `Bearer ${fake.token}` },
    body: new URLSearchParams({ channel, text: 'Mum?', blocks: JSON.stringify(blocks) }) });
  const { ts } = await response.json();
  await person.delivered((await person.press('✓ Mum')).delivery);
  await person.delivered((await person.press('Not now')).delivery);
  await person.until(() => heard.length === 2);
  const [[takes, press], [, option]] = heard;
  assert.equal(takes, true);
  assert.deepEqual(press.container, { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false });
  assert.equal(press.message.blocks[0].elements[0].action_id, 'done:1');
  const [{ action_ts, ...action }] = press.actions;
  assert.match(action_ts, /^\d{10}\.\d{6}$/);
  assert.deepEqual(action, { type: 'button', action_id: 'done:1', block_id: 'row:1', value: '1:4',
    text: { type: 'plain_text', text: '✓ Mum', emoji: true } });
  assert.deepEqual(option.actions[0].selected_option.value, 'skip:1');
  assert.ok(press.trigger_id !== option.trigger_id && press.response_url.startsWith(`${fake.url}/hooks/actions/`));
  await person.slash('list', { command: '/nudge' });
  const messages = await person.until((ms) => ms.length === 3 && heard.length === 3);
  assert.deepEqual([messages[2].text, messages[2].ephemeral, heard[2].command], ['you said list', true, '/nudge']);
  await assert.rejects(person.press('Nowhere'), /no button "Nowhere"; there are \["✓ Mum","Not now"\]/);
});

test('a large envelope comes whole, in frames that cut through characters, with pings between them', async () => {
  await person.post('socket', { fragmentBytes: 1_001, padBytes: 100_000 });
  const client = await connected();
  const heard = [];
  client.on('message', async ({ ack, body }) => {
    await ack();
    heard.push(body.padding);
  });
  const { delivery } = await person.say('done');
  assert.equal((await person.delivered(delivery)).state, 'accepted');
  await person.until(() => heard.length > 0);
  assert.deepEqual(heard, ['é'.repeat(50_000)]);
});

for (const reason of ['warning', 'refresh_requested', 'too_many_websockets', 'link_disabled']) {
  test(`told "${reason}", the client comes again with a new ticket and hears`, async () => {
    const client = await connected(100);
    client.on('message', ({ ack }) => ack());
    await person.disconnect(reason, { close_ms: 5 });
    await person.until(async () => (await openNow()).some((n) => n > 1));
    const { delivery } = await person.say('done');
    assert.equal((await person.delivered(delivery)).state, 'accepted');
    assert.ok((await person.calls('apps.connections.open')).length > 1);
  });
}

for (const how of ['close', 'reset', 'garbage', 'half_open']) {
  test(`dropped by ${how}, the client comes again and hears what it missed`, async () => {
    const client = await connected(100);
    const heard = [];
    client.on('message', async ({ ack, event }) => {
      await ack();
      heard.push(event.text);
    });
    await person.post('socket', { ackMs: 100, retryMs: [100, 200, 400, 800, 1_600] });
    if (how === 'half_open') await person.until(async () => (await person.sockets()).connections[0].pings > 0);
    await person.drop(how);
    const { delivery } = await person.say('done');
    const { state, attempts } = await person.delivered(delivery, 8_000);
    assert.equal(state, 'accepted');
    assert.ok(attempts.length > 1 && attempts[0].accepted === false);
    await person.until(() => heard.length > 0);
    assert.deepEqual(heard, ['done']);
  });
}

test('frames that are no envelope end nothing', async () => {
  const client = await connected();
  client.on('message', ({ ack }) => ack());
  for (const how of ['text', 'binary']) await person.drop(how);
  assert.equal((await person.delivered((await person.say('done')).delivery)).state, 'accepted');
  assert.equal((await person.sockets()).connections.length, 1);
});

test('a ticket is good once, and the eleventh connection is one too many', async () => {
  const first = await bare();
  await assert.rejects(new Promise((done, failed) => new WebSocket(first.url).on('open', done).on('error', failed)),
    /401/);
  for (let n = 1; n < 10; ++n) await bare('&debug_reconnects=true');
  await greeted(10);
  assert.equal(first.heard[0].debug_info.approximate_connection_time, 3_600);
  const eleventh = await bare();
  await person.until(() => eleventh.heard.length > 0);
  assert.deepEqual([eleventh.heard[0].type, eleventh.heard[0].reason], ['disconnect', 'too_many_websockets']);
  await greeted(10);
});

test('with Socket Mode off a connection is told so and ended', async () => {
  await person.post('settings', { socketMode: false });
  const { heard, socket } = await bare();
  await new Promise((done) => socket.on('close', done));
  assert.deepEqual(heard.map((m) => [m.type, m.reason]), [['disconnect', 'link_disabled']]);
});

test('events go to the connections in turn, and an acknowledgement counts on its own only', async () => {
  const [a, b] = [await bare(), await bare()];
  await greeted(2);
  await person.post('socket', { ackMs: 500 });
  const { delivery } = await person.say('one');
  await person.until(() => a.heard.length + b.heard.length > 2);
  const [right, wrong] = a.heard.length > 1 ? [a, b] : [b, a];
  wrong.ack(right.heard[1]);
  await person.until(async () => (await person.sockets()).strays.length > 0);
  assert.equal((await person.sockets()).strays[0].why, 'on another socket');
  await person.until(() => wrong.heard.length > 1); // the retry
  wrong.ack(wrong.heard[1]);
  assert.deepEqual((await person.delivered(delivery)).attempts.map((t) => [t.accepted, t.connection]),
    [[false, 1], [true, 2]]);
});

test('without a connection an event is tried a few times and lost; the history has it', async () => {
  const { delivery, ts } = await person.say('done');
  const { state, attempts } = await person.delivered(delivery);
  assert.deepEqual([state, attempts.length, attempts[0].reason], ['lost', 4, 'no connection']);
  assert.equal((await person.messages())[0].ts, ts);
});

test('hello may be late or never come, and TCP may stay open after the goodbye', async () => {
  await person.post('socket', { helloMs: null, linger: true });
  const { heard, socket } = await bare();
  const { delivery } = await person.say('done');
  assert.equal((await person.delivered(delivery)).state, 'lost');
  assert.deepEqual(heard, []);
  const ended = new Promise((done) => socket.on('close', () => done('ended')));
  socket.close(1000);
  assert.equal(await Promise.race([ended, new Promise((done) => setTimeout(done, 100, 'open'))]), 'open');
});

test('an app of Bolt in Socket Mode hears a message and a press, and changes the message in place', async () => {
  const clientOptions = { slackApiUrl: fake.api };
  const receiver = new bolt.SocketModeReceiver({ appToken: fake.appToken, logger, serverPingTimeout: 1_000,
    installerOptions: { clientOptions } });
  const app = new bolt.App({ token: fake.token, receiver, logger, clientOptions });
  clients.push(receiver.client); // app.stop() does not wait for the end
  const user = fake.world.user(fake.world.team()).id;
  const button = { type: 'button', text: { type: 'plain_text', text: '✓ Mum' }, action_id: 'done:1', value: '7' };
  app.message('hello', ({ say }) => say({ text: 'Mum?', blocks: [{ type: 'actions', elements: [button] }] }));
  app.action('done:1', async ({ ack, action, respond, body, client }) => {
    await ack();
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts,
      text: `done ${action.value} by ${body.user.id}` });
    await respond({ text: 'Noted.' });
  });
  await app.start();
  await person.say('hello');
  await person.until((ms) => ms.length === 2);
  await person.press('✓ Mum');
  const messages = await person.until((ms) => ms.length === 3);
  assert.deepEqual(messages.slice(1).map((m) => [m.text, m.buttons, m.ephemeral]),
    [[`done 7 by ${user}`, [], false], ['Noted.', [], true]]);
});
