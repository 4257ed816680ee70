// What goes wrong between an app and the service: said by the service, lost on the way, or both.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { logger } from './quiet_logger.mjs';

let fake;
let person;
let channel;

beforeEach(async () => {
  fake = await startFakeSlack();
  person = new FakeSlackClient(fake.url);
  ({ channel } = await person.say('hello'));
});
afterEach(() => fake.close());

const client = (more = {}) => new WebClient(fake.token, { slackApiUrl: fake.api, retryConfig: { retries: 0 },
  logger, ...more });
const post = (web, text) => web.chat.postMessage({ channel, text });
const fault = (more) => person.faults({ method: 'chat.postMessage', ...more });
const texts = async () => (await person.messages()).slice(1).map((m) => m.text);

test('told to wait, the client learns for how long, or waits and says it again', async () => {
  const limited = { error: 'ratelimited', status: 429, headers: { 'Retry-After': '7' } };
  await fault(limited);
  const error = await post(client({ rejectRateLimitedCalls: true }), 'x').catch((e) => e);
  assert.deepEqual([error.code, error.retryAfter], ['slack_webapi_rate_limited_error', 7]);
  await fault({ ...limited, headers: { 'Retry-After': '0' } });
  assert.equal((await post(client({ retryConfig: { retries: 1, minTimeout: 0 } }), 'later')).ok, true);
  assert.deepEqual((await person.calls('chat.postMessage')).map((c) => [c.status, c.accepted]),
    [[429, false], [429, false], [200, true]]);
});

test('every code of an error arrives as one', async () => {
  for (const error of ['fatal_error', 'internal_error', 'account_inactive', 'rate_limited', 'edit_window_closed']) {
    await fault({ error });
    assert.equal((await post(client(), 'x').catch((e) => e)).data.error, error);
  }
  await fault({ error: 'missing_scope', fields: { needed: 'chat:write', provided: 'im:write' } });
  assert.equal((await post(client(), 'x').catch((e) => e)).data.needed, 'chat:write');
  assert.deepEqual(await texts(), []);
});

test('a page of a proxy is no answer', async () => {
  await fault({ status: 502, body: '<html>Bad Gateway</html>' });
  const error = await post(client(), 'x').catch((e) => e);
  assert.deepEqual([error.code, error.statusCode], ['slack_webapi_http_error', 502]);
  await fault({ status: 200, body: '<html>Hello</html>' });
  await assert.rejects(post(client(), 'x'), /An API error occurred: <html>Hello<\/html>/);
});

test('a fault before the message is taken loses it, one after does not', async () => {
  await fault({ reset: true });
  await fault({ reset: true, accept: true });
  await fault({ error: 'fatal_error', accept: true });
  await fault({ hang: true, accept: true });
  await fault({ cut: 20 });
  for (const text of ['lost', 'reset', 'fatal']) await assert.rejects(post(client(), text), text);
  await assert.rejects(post(client({ timeout: 50 }), 'silent'));
  // Without the library, which waits for the rest of half an answer.
  const half = fetch(`${fake.api}/chat.postMessage`,
    { method: 'POST', body: new URLSearchParams({ channel, text: 'half' }),
    headers: { Authorization: `Bearer ${fake.token}` } });
  await assert.rejects(half.then((response) => response.text()));
  assert.deepEqual(await texts(), ['reset', 'fatal', 'silent', 'half']);
  assert.deepEqual((await person.calls('chat.postMessage')).map((call) => call.accepted),
    [false, true, true, true, true]);
  const found = (await client().conversations.history({ channel })).messages.map((m) => m.text);
  assert.deepEqual(found, ['half', 'silent', 'fatal', 'reset', 'hello']);
});

test('a fault may suffer any method, as often as it is told, and late', async () => {
  await person.faults({ times: 2, error: 'service_unavailable' }, { method: 'auth.test', delay_ms: 30 });
  const web = client();
  for (const call of [web.auth.test(), web.users.info({ user: 'U1' })]) await assert.rejects(call,
    /service_unavailable/);
  const began = Date.now();
  await web.auth.test();
  assert.ok(Date.now() - began >= 29);
  assert.deepEqual((await person.get('state')).faults, []);
});
