// The whole way, as a person goes it in Slack: the real daemon against the fake that the official clients take for the
// real one. First through a socket, then over HTTP.
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startFakeSlack } from '../support/fake_slack.mjs';
import { FakeSlackClient } from '../support/fake_slack_client.mjs';
import { Nudged } from '../support/nudged.mjs';

const csv = `Name,Every,Last touch,Phone
Mum,7d,2026-02-23,+351 912 000 001
Nicole Ortiz,30d,2026-01-10,
Sam Lee,30d,2026-01-20,
`;

let fake, slack, nudged, config, token, tokenFile;
let asItWas; // the nudge, before anything was pressed

const patience = 20_000; // generous: other tests run beside this one
const ours = (messages) => messages.filter((m) => m.from === 'bot');
const newest = (messages) => ours(messages).at(-1)?.seen ?? '';
const labels = (message) => message.buttons.map((button) => button.label);
const nudge = (messages) => messages.find((m) => m.from === 'bot' && m.seen.includes('Mum') && m.buttons.length > 3);
const contact = async (name) => (await nudged.json('contacts')).find((c) => c.name === name);
const journal = async () => (await nudged.json('journal')).map((entry) => entry.seq);
// Sends what is under way, so that a count holds.
const settled = () => slack.until(async () =>
  (await nudged.json('outbox')).every((row) => row.state !== 'ready' && row.state !== 'sending'), patience);
const stands = (messages) => ours(messages).length;

before(async () => {
  fake = await startFakeSlack();
  slack = new FakeSlackClient(fake.url);
  nudged = await Nudged.inNewFolder();
  token = fake.token;
  tokenFile = await nudged.file('bot-token', token);
  config = await nudged.file('nudged.toml', `[slack]
bot_token_file = "${tokenFile}"
app_token_file = "${await nudged.file('app-token', fake.appToken)}"
api_url = "${fake.api}"
`);
  await nudged.start({ config, clock: '2026-03-04T08:00:00+00:00' });
  await slack.heard(patience);
  await nudged.command('owner', 'set', 'me', '--zone', 'Europe/Lisbon');
  await nudged.command('import', await nudged.file('people.csv', csv));
});
after(async () => {
  await nudged?.remove();
  await fake?.close();
});

test('a stranger gets one polite line; the code of the command line makes them the owner', async () => {
  await slack.say('hello');
  await slack.until((all) => newest(all).includes('only talk to my owner'), patience);
  await slack.say('hello?');
  await slack.until(async () => (await slack.deliveries()).at(-1).state === 'accepted', patience);
  const said = await nudged.command('pair', 'slack');
  assert.match(said, /to the bot in Slack \(Acme\), or: \/nudge pair [0-9a-z]{16}/);
  await slack.slash(`pair ${said.match(/code ([0-9a-z]{16})/)[1]}`);
  const messages = await slack.until((all) => newest(all).startsWith('Connected'), patience);
  assert.equal(stands(messages), 2);
});

test('nudges at the local minute, one message with a row of buttons for each person', async () => {
  await nudged.stop();
  await nudged.start({ config, clock: '2026-03-04T08:29:57+00:00' });
  await slack.heard(patience);
  const messages = await slack.until(nudge, patience);
  for (const name of ['Mum', 'Nicole Ortiz', 'Sam Lee']) assert.ok(nudge(messages).seen.includes(name));
  assert.ok(labels(nudge(messages)).includes('✓ Mum'), labels(nudge(messages)).join());
  assert.equal(stands(messages), 3);
  assert.equal((await nudged.json('today')).items.length, 3);
  asItWas = nudge(messages);
});

test('a press on done changes the message in place and sends no further one', async () => {
  await slack.press('✓ Mum');
  const messages = await slack.until((all) => /Mum.*Next around Wed 11 Mar/.test(all.map((m) => m.seen).join('\n')), patience);
  await settled();
  assert.equal(stands(messages), 3);
  assert.equal((await contact('Mum')).last_touch, '2026-03-04');
});

test('a typed reply with a note gets one answer with Undo', async () => {
  await slack.say('done nicole sent her two dates, meeting in june');
  const messages = await slack.until((all) => newest(all).startsWith('Nicole: '), patience);
  assert.match(newest(messages), /"sent her two dates, meeting in june"/);
  assert.ok(labels(ours(messages).at(-1)).includes('Undo'));
});

test('buttons and menus are alive after a restart', async () => {
  const { code } = await nudged.stop();
  assert.equal(code, 0);
  await nudged.start({ config, clock: '2026-03-04T08:40:00+00:00' });
  await slack.heard(patience);
  const onlySamIsLeft = (m) => m.from === 'bot' && labels(m).includes('✓ Sam') && !labels(m).includes('✓ Nicole');
  const messages = await slack.until((all) => all.some(onlySamIsLeft), patience);
  const count = stands(messages);
  const { ts } = messages.find(onlySamIsLeft);
  await slack.pressAction(messages.find(onlySamIsLeft).buttons.find((b) => b.label === 'Snooze').action_id, { ts });
  await slack.until((all) => all.some((m) => /Sam Lee.*snoozed to Mon 9 Mar/.test(m.seen)), patience);
  await settled();
  assert.equal(stands(await slack.messages()), count);
});

test('a press on a button that is gone changes nothing, and says so to that person alone', async () => {
  const entries = await journal();
  await slack.press('✓ Mum', { ts: asItWas.ts, stale: asItWas.blocks });
  const messages = await slack.until((all) => all.some((m) => m.ephemeral), patience);
  assert.deepEqual(messages.filter((m) => m.ephemeral).map((m) => m.text), ['Already noted.']);
  await settled();
  assert.deepEqual(await journal(), entries);
  const [{ params }] = await slack.calls('chat.postEphemeral');
  assert.deepEqual([params.channel, params.user], [asItWas.channel, asItWas.user]);
});

test('undo by the slash command takes the last one back', async () => {
  await slack.slash('undo');
  const messages = await slack.until((all) => newest(all).startsWith('Taken back'), patience);
  assert.match(newest(messages), /Sam's snooze/);
});

test('an option of the menu is taken like a button', async () => {
  const skip = (message) => message.buttons.find((b) => b.value?.startsWith('skip:'));
  const messages = await slack.until((all) => labels(nudge(all)).includes('✓ Sam') && skip(nudge(all)), patience);
  const { label, value } = skip(nudge(messages));
  assert.equal(label, 'Skip this time');
  await slack.post('press', { value, ts: nudge(messages).ts });
  await slack.until(async () => (await nudged.json('journal'))[0].what === 'skipped', patience);
  await slack.say('undo');
  await slack.until(async () => (await nudged.json('journal')).some((e) => e.what === 'skipped' && e.undone), patience);
});

test('a reply in the thread of the nudge is about that nudge', async () => {
  await slack.say('done 2 called', { thread_ts: nudge(await slack.messages()).ts });
  await slack.until(async () => (await contact('Sam Lee')).last_touch === '2026-03-04', patience);
});

test('what comes again is applied once: as it was, as a retry, under another id, and after the socket was renewed', async () => {
  await settled();
  const { delivery } = await slack.say('note sam plays chess');
  await slack.delivered(delivery, patience);
  const entries = await journal();
  for (const as of ['same', 'retry', 'new_id']) {
    const n = (await slack.redeliver(delivery, as)).delivery;
    await slack.until(async () => (await slack.deliveries())[n - 1].attempts.every((a) => a.accepted) &&
      (await slack.deliveries())[n - 1].attempts.length > (as === 'new_id' ? 0 : 1), patience);
  }
  const open = (await slack.sockets()).connections.length;
  await slack.disconnect('refresh_requested', { close_ms: 500 });
  await slack.until(async () => (await slack.sockets()).connections.some((c) => c.n > open && c.ready), patience);
  await slack.redeliver(delivery);
  await slack.until(async () => (await slack.deliveries())[delivery - 1].attempts.length === 4, patience);
  assert.deepEqual(await journal(), entries);
  await slack.say('note mum the roses');
  await slack.until(async () => (await journal()).length === entries.length + 1, patience);
  const { strays } = await slack.sockets();
  assert.deepEqual(strays, []);
});

test('the weekly review is a text with buttons, and its picture a file of its own', async () => {
  await settled();
  await slack.say('review');
  const messages = await slack.until((all) => all.at(-1).files.length === 1, patience);
  const [review, picture] = messages.slice(-2);
  assert.match(review.seen, /Did you miss anyone this week\?/);
  assert.ok(labels(review).includes('No review on Fridays'), labels(review).join());
  assert.match(picture.files[0], /^A (good|quiet) week: /);
  const asked = (await slack.log()).find((call) => call.method === 'files.getUploadURLExternal');
  assert.match(asked.params.alt_txt, /^People by day: /);
});

test('without files:write, or when a file is refused, the picture is said in words', async () => {
  await settled();
  await slack.faults({ method: 'files.getUploadURLExternal', error: 'missing_scope' });
  await slack.say('review');
  const messages = await slack.until((all) => newest(all).startsWith('People by day: '), patience);
  assert.match(messages.at(-2).seen, /Did you miss anyone this week\?/);
  assert.equal(await ready(), 'ok\n');
});

test('nothing is lost while the bot is refused, and a new token is taken up by itself', async () => {
  await settled();
  await slack.faults({ method: 'chat.postMessage', error: 'token_revoked' });
  const count = stands(await slack.messages());
  await slack.say('who mum');
  await slack.until(async () => /Slack: Acme: sends are refused \(token_revoked\)/.test(await ready()), patience);
  assert.ok((await nudged.json('outbox')).some((row) => row.state === 'ready'));
  await slack.post('revoke');
  await slack.until(async () => /the token is refused \(token_revoked\)/.test(await ready()), patience);
  assert.match(await nudged.command('doctor').catch((error) => error.stdout), /WRONG +slack: Acme: the token is refused/);
  const { token: renewed } = await slack.post('install');
  assert.notEqual(renewed, token);
  await writeFile(`${tokenFile}.new`, renewed, { mode: 0o600 });
  await rename(`${tokenFile}.new`, tokenFile);
  await slack.until((all) => ours(all).length > count && /roses/.test(newest(all)), 60_000);
  await slack.until(async () => (await ready()) === 'ok\n', patience);
  assert.equal(nudged.log.match(/the token is refused/g).length, 1);
});

test('journal and contacts agree, and nothing waits in the outbox', async () => {
  await settled();
  const checks = await nudged.json('doctor');
  assert.ok(checks.every((check) => check.ok), JSON.stringify(checks, null, 1));
});

test('stops at once, with no secret in its log', async () => {
  const { code, ms } = await nudged.stop();
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  for (const secret of [token, fake.appToken, 'ticket=']) assert.ok(!nudged.log.includes(secret), secret);
});

async function ready() {
  return (await fetch(new URL('/readyz', nudged.open))).text();
}
