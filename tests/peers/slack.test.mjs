// The official Web API client against the fake Slack: every method that an app of ours calls, and every way of failing.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { logger } from './quiet_logger.mjs';

let fake;
let person;
let web;

beforeEach(async () => {
  fake = await startFakeSlack();
  person = new FakeSlackClient(fake.url);
  web = client(fake.token);
});
afterEach(() => fake.close());

const client = (token, more = {}) => new WebClient(token,
  { slackApiUrl: fake.api, logger,
  retryConfig: { retries: 1, minTimeout: 0, maxTimeout: 1 }, ...more });

async function refused(call, code) {
  const error = await call.then((answer) => assert.fail(`accepted: ${JSON.stringify(answer)}`), (e) => e);
  assert.equal(error.data?.error ?? String(error), code);
  return error.data;
}
const button = (text, action_id, value) => ({ type: 'button', text: { type: 'plain_text', text }, action_id, value });
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const raw = async (method, body, headers = {}) => (await fetch(`${fake.api}/${method}`, { method: 'POST', body,
  headers: { Authorization: `Bearer ${fake.token}`, ...headers } })).json();
const json = (method, body, type = 'application/json; charset=utf-8') => raw(method, JSON.stringify(body),
  { 'Content-Type': type });
const ann = async () => (await person.say('hello')).channel;

test('a notice is shown to one person, and stands in no history', async () => {
  const channel = await ann();
  const [{ user }] = await person.messages();
  const { ok, message_ts: ts } = await web.chat.postEphemeral({ channel, user, text: 'Already noted.' });
  assert.deepEqual([ok, typeof ts], [true, 'string']);
  const seen = (await person.messages()).at(-1);
  assert.deepEqual([seen.text, seen.ephemeral, seen.from, seen.ts], ['Already noted.', true, 'bot', ts]);
  assert.equal((await web.conversations.history({ channel })).messages.length, 1);
  await refused(web.chat.update({ channel, ts, text: 'x' }), 'message_not_found');
  await refused(web.chat.postEphemeral({ channel, user: 'U0STRANGER', text: 'x' }), 'user_not_in_channel');
  await refused(web.chat.postEphemeral({ channel: user, user, text: 'x' }), 'channel_not_found');
  await refused(web.chat.postEphemeral({ channel, user }), 'no_text');
  await refused(web.chat.postEphemeral({ channel, text: 'x' }), 'invalid_arguments');
});

test('a token knows its bot and its workspace; a wrong one, a revoked one and one of another kind do not', async () => {
  const { team_id, user_id, bot_id, ok } = await web.auth.test();
  assert.deepEqual([ok, team_id, user_id, bot_id],
    [true, 'T0ACME00001', fake.world.team().bot.user, fake.world.team().bot.bot]);
  await refused(client('xoxb-wrong').auth.test(), 'invalid_auth');
  await refused(client().auth.test(), 'not_authed');
  await refused(client(fake.appToken).auth.test(), 'not_allowed_token_type');
  await refused(web.apps.connections.open({}), 'not_allowed_token_type');
  assert.match((await client(fake.appToken).apps.connections.open({})).url,
    /^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[^&]+&app_id=A/);
  await refused(web.apiCall('chat.shout', {}), 'unknown_method');
  await person.post('revoke');
  await refused(web.auth.test(), 'token_revoked');
});

test('a scope that was not given is asked for by name', async () => {
  fake.world.team().scopes.delete('im:write');
  const { needed, provided } = await refused(web.conversations.open({ users: 'U1' }), 'missing_scope');
  assert.equal(needed, 'im:write');
  assert.match(provided, /chat:write/);
});

test('a DM is opened once, and a message to the person goes there', async () => {
  const { id: user } = await person.user({ tz: 'America/Sao_Paulo' });
  const { channel } = await web.conversations.open({ users: user });
  assert.match(channel.id, /^D/);
  assert.equal((await web.conversations.open({ users: user })).already_open, true);
  assert.equal((await web.conversations.open({ users: user, return_im: true })).channel.user, user);
  const sent = await web.chat.postMessage({ channel: user, text: 'Mum & Dad < 3 👍' });
  assert.equal(sent.channel, channel.id);
  assert.match(sent.ts, /^\d{10}\.\d{6}$/);
  assert.equal(sent.message.text, 'Mum &amp; Dad &lt; 3 :+1:');
  assert.equal(sent.message.bot_id, fake.world.team().bot.bot);
  assert.equal((await person.messages())[0].text, 'Mum & Dad < 3 👍');
  await refused(web.conversations.open({ users: 'UNOBODY' }), 'user_not_found');
  await refused(web.conversations.open({}), 'users_list_not_supplied');
  await refused(web.conversations.open({ channel: 'D1' }), 'channel_not_found');
  await refused(web.conversations.open({ users: fake.world.team().bot.user }), 'cannot_dm_bot');
  await person.user({ deleted: true });
  await refused(web.conversations.open({ users: user }), 'user_disabled');
  await refused(web.chat.postMessage({ channel: user, text: 'x' }), 'channel_not_found');
});

test('a message with buttons, its change in place, and its end', async () => {
  const channel = await ann();
  const metadata = { event_type: 'nudge', event_payload: { delivery_id: '7' } };
  const { ts } = await web.chat.postMessage({ channel, text: 'Mum', unfurl_links: false, metadata,
    blocks: [section('*Mum* <!date^1790067600^{date_num} {time}|22 Sep>'),
    { type: 'actions', elements: [button('✓ Mum', 'done:1', '1'),
      { type: 'overflow', action_id: 'more:1',
      options: [{ text: { type: 'plain_text', text: 'Skip' }, value: 'skip:1' }] }] }] });
  const [, seen] = await person.messages();
  assert.equal(seen.seen, '*Mum* 2026-09-22 11:00 AM');
  assert.deepEqual(seen.buttons.map((b) => [b.label, b.action_id, b.value]),
    [['✓ Mum', 'done:1', '1'], ['Skip', 'more:1', 'skip:1']]);
  assert.deepEqual(seen.metadata, metadata);

  await web.chat.update({ channel, ts, blocks: [section('Mum')], text: 'Mum',
    metadata: { event_type: 'x', event_payload: {} } });
  await web.chat.update({ channel, ts, text: 'Mum: done' });
  const changed = (await person.messages())[1];
  assert.deepEqual([changed.text, changed.blocks, changed.edited, changed.versions], ['Mum: done', undefined, true, 3]);
  assert.equal(changed.metadata.event_type, 'x');
  assert.equal((await web.chat.update({ channel, ts, text: 'x'.repeat(4_000), metadata: {} })).ts, ts);
  assert.equal((await person.messages())[1].metadata, undefined);
  await refused(web.chat.update({ channel, ts, text: 'x'.repeat(4_001) }), 'msg_too_long');
  await refused(web.chat.update({ channel: 'U0ANNE00001', ts, text: 'x' }), 'channel_not_found');
  await refused(web.chat.update({ channel, ts: '1.000000', text: 'x' }), 'message_not_found');
  await refused(web.chat.update({ channel, ts: seen.ts.replace(/0+$/, ''), text: 'x' }), 'message_not_found');
  const theirs = (await person.messages())[0].ts;
  await refused(web.chat.update({ channel, ts: theirs, text: 'x' }), 'cant_update_message');
  await refused(web.chat.delete({ channel, ts: theirs }), 'cant_delete_message');
  await web.chat.delete({ channel, ts });
  await refused(web.chat.delete({ channel, ts }), 'message_not_found');
  assert.equal((await person.messages()).length, 1);
});

test('what is too long or empty is cut off, or refused by its name', async () => {
  const channel = await ann();
  const post = (more) => web.chat.postMessage({ channel, ...more });
  await post({ text: 'x'.repeat(50_000) });
  assert.equal((await person.messages())[1].text.length, 40_000);
  await refused(post({}), 'no_text');
  await refused(post({ text: 'x', blocks: '{' }), 'invalid_blocks_format');
  await refused(post({ text: 'x', blocks: Array(5).fill(section('y'.repeat(2_900))) }), 'msg_blocks_too_long');
  await refused(post({ text: 'x', markdown_text: 'y' }), 'markdown_text_conflict');
  await refused(post({ text: 'x', metadata: { event_type: 'x' } }), 'invalid_metadata_schema');
  await refused(post({ text: 'x', metadata: 'x' }), 'invalid_metadata_format');
  await refused(post({ text: 'x', metadata: { event_type: 'x', event_payload: { y: 'z'.repeat(9_000) } } }),
    'metadata_too_large');
  await refused(web.chat.postMessage({ channel: 'D0NOWHERE', text: 'x' }), 'channel_not_found');
  await person.post('workspace', { id: 'T0ACME00001', messagesTab: false });
  await refused(post({ text: 'x' }), 'messages_tab_disabled');
});

test('marks that mean something else than was meant are noticed', async () => {
  const channel = await ann();
  const trap = async (text) => {
    await web.chat.postMessage({ channel, text });
    return (await person.messages()).at(-1);
  };
  assert.deepEqual((await trap('Hi <!channel> and <@U1>')).mentions, ['!channel', '@U1']);
  assert.match((await trap('a <b> c')).traps[0], /not escaped/);
  assert.match((await trap('<https://example.org/|a|b>')).traps[0], /a label with a bar/);
  assert.match((await trap('<!date^1790067600^{date}>')).traps[0], /without words/);
  assert.match((await trap('<!date^1790067600^{day}|x>')).traps[0], /no such part/);
  const good = await trap('1 &lt; 2 &amp; <https://example.org/?a=1&amp;b=2|here>');
  assert.deepEqual([good.traps, good.mentions, good.text], [[], [], '1 < 2 & here']);
});

test('the history is read back page by page, newest first, with its metadata', async () => {
  const channel = await ann();
  const sent = [];
  for (let n = 0; n < 5; ++n) {
    sent.push((await web.chat.postMessage({ channel, text: `${n}`,
      metadata: { event_type: 'n', event_payload: { n } } })).ts);
  }
  await web.chat.postMessage({ channel, text: 'in a thread', thread_ts: sent[0] });
  const texts = [];
  for await (const page of web.paginate('conversations.history', { channel, limit: 2, include_all_metadata: true })) {
    texts.push(...page.messages.map((m) => `${m.text}${m.metadata?.event_payload.n ?? ''}`));
  }
  assert.deepEqual(texts, ['44', '33', '22', '11', '00', 'hello']);
  const read = async (more) => (await web.conversations.history({ channel, ...more })).messages.map((m) => m.text);
  assert.deepEqual(await read({ oldest: sent[3] }), ['4']);
  assert.deepEqual(await read({ oldest: sent[3], inclusive: true }), ['4', '3']);
  assert.deepEqual(await read({ latest: sent[1], oldest: sent[0], inclusive: true }), ['1', '0']);
  assert.equal((await web.conversations.history({ channel })).messages[0].metadata, undefined);
  await refused(web.conversations.history({ channel, cursor: 'x' }), 'invalid_cursor');
  await refused(web.conversations.history({ channel, oldest: 'x' }), 'invalid_ts_oldest');
  await person.post('settings', { historyLagMs: 60_000 });
  assert.deepEqual(await read(), []);
  await person.advance(61);
  await person.post('settings', { distributed: true });
  for (let n = 0; n < 20; ++n) await person.say(`${n}`);
  await person.advance(61);
  assert.equal((await read({ limit: 200 })).length, 15);
});

test('a person has a zone, whose offset is that of today', async () => {
  const { id: user } = await person.user({ tz: 'America/New_York' });
  const info = async () => (await web.users.info({ user, include_locale: true })).user;
  await person.clock('2027-01-15T12:00:00Z');
  assert.deepEqual([(await info()).tz, (await info()).tz_offset, (await info()).locale],
    ['America/New_York', -18_000, 'en-US']);
  await person.clock('2027-07-15T12:00:00Z');
  assert.deepEqual([(await info()).tz_label, (await info()).tz_offset], ['Eastern Daylight Time', -14_400]);
  await refused(web.users.info({ user: 'U0' }), 'user_not_found');
  assert.equal((await web.users.info({ user: fake.world.team().bot.user })).user.tz, undefined);
});

test('a Home tab is published for a person, over what was there', async () => {
  const { id: user_id } = await person.user({});
  const view = (text) => ({ type: 'home',
    blocks: [section(text), { type: 'actions', elements: [button('Done', 'done:1', '1')] }] });
  const first = (await web.views.publish({ user_id, view: view('one') })).view;
  const second = (await web.views.publish({ user_id, view: view('two'), hash: first.hash })).view;
  assert.equal(second.id, first.id);
  await refused(web.views.publish({ user_id, view: view('x'), hash: first.hash }), 'hash_conflict');
  assert.deepEqual((await person.home()).buttons.map((b) => b.label), ['Done']);
  await refused(web.views.publish({ user_id, view: { type: 'home', blocks: Array(101).fill({ type: 'divider' }) } }),
    'invalid_arguments');
  await refused(web.views.publish({ user_id, view: { ...view('x'), title: {} } }), 'invalid_arguments');
  await refused(web.views.publish({ user_id, view: view('x'.repeat(250_000)) }), 'view_too_large');
  await person.post('workspace', { id: 'T0ACME00001', homeTab: false });
  await refused(web.views.publish({ user_id, view: view('x') }), 'not_enabled');
});

test('a file goes up in three steps, and comes into the DM after', async () => {
  const channel_id = await ann();
  await web.filesUploadV2({ channel_id, file: Buffer.from('a picture'), filename: 'week.png', title: 'The week',
    initial_comment: 'Look' });
  const messages = await person.until((ms) => ms.length === 2);
  assert.deepEqual([messages[1].files, messages[1].text], [['The week'], 'Look']);
  const { upload_url, file_id } = await web.files.getUploadURLExternal({ filename: 'a', length: 3 });
  await refused(web.files.completeUploadExternal({ files: [{ id: file_id }] }), 'file_not_found');
  assert.equal((await fetch(upload_url, { method: 'POST', body: 'four' })).status, 400);
  assert.equal(await (await fetch(upload_url, { method: 'POST', body: 'abc' })).text(), 'OK - 3');
  assert.equal((await web.files.completeUploadExternal({ files: [{ id: file_id }] })).files[0].id, file_id);
  await refused(web.files.getUploadURLExternal({ filename: 'a', length: 0 }), 'missing_argument');
});

test('a reaction is added once', async () => {
  const { channel, ts: timestamp } = await person.say('done');
  await web.reactions.add({ channel, timestamp, name: 'white_check_mark' });
  await refused(web.reactions.add({ channel, timestamp, name: 'white_check_mark' }), 'already_reacted');
  await refused(web.reactions.add({ channel, timestamp, name: 'No Name' }), 'invalid_name');
  await refused(web.reactions.add({ channel, timestamp: '1.000000', name: 'eyes' }), 'message_not_found');
  assert.deepEqual((await person.messages())[0].reactions, ['white_check_mark']);
});

test('a body is read as its type says, JSON by the methods that take it', async () => {
  const channel = await ann();
  assert.equal((await json('chat.postMessage', { channel, text: 'x', blocks: null })).ok, true);
  const bare = await json('chat.postMessage', { channel, text: 'x' }, 'application/json');
  assert.deepEqual([bare.warning, bare.response_metadata.warnings], ['missing_charset', ['missing_charset']]);
  assert.equal((await json('users.info', { user: 'U0ANNE00001' })).error, 'user_not_found');
  assert.equal((await json('conversations.history', { channel })).error, 'invalid_arguments');
  assert.equal((await raw('chat.postMessage', '{"channel":', { 'Content-Type': 'application/json' })).error,
    'invalid_json');
  assert.equal((await raw('chat.postMessage', '[1]', { 'Content-Type': 'application/json' })).error, 'json_not_object');
  assert.equal((await raw('chat.postMessage', 'x', { 'Content-Type': 'text/plain' })).error, 'invalid_post_type');
  assert.equal((await raw('chat.postMessage', Buffer.from('x'))).error, 'missing_post_type');
  assert.equal((await json('chat.postMessage', { channel, text: ['x'] })).error, 'invalid_array_arg');
  assert.equal((await json('chat.postMessage', { 'a b': 1 })).error, 'invalid_arg_name');
  assert.equal((await json('auth.test', {}, 'application/json; charset=utf-7')).error, 'invalid_charset');
  const bearer = (authorization) => json('auth.test', { token: fake.token }).then(() =>
    fetch(`${fake.api}/auth.test?token=${fake.token}`, { headers: { Authorization: authorization } })).then((r) =>
    r.json());
  assert.equal((await bearer(`bearer ${fake.token}`)).error, 'not_authed');
  assert.equal((await person.calls('chat.postMessage'))[0].accepted, true);
  await json('chat.postMessage', { channel, text: 'x', silent: true });
  assert.deepEqual((await person.calls('chat.postMessage')).at(-1).unknown, ['silent']);
});
